import { useQuery } from '@tanstack/react-query'
import { Coins } from 'lucide-react'
import { useEffect, useState } from 'react'
import { aiSettingsQueries, mayAsk } from '../../lib/ai-settings.ts'
import { estimateCost } from './estimate.ts'
import { priceQueries } from './price-queries.ts'
import { usageQueries } from './queries.ts'
import { ownMoney } from './usage-data.ts'
import { useMoney } from './use-money.ts'
import { UsageText, useUsageText } from './usage-text.ts'

/** A pause in typing after which it is worth asking. */
const PAUSE_MS = 600
/** Less than this is no question that a strategic model is needed for. */
const SHORTEST = 15
const FEATURE = 'assistant'

/** What a costly question will cost, before it is asked; nothing for one that is cheap, or that rules answer. */
export function PriceHint({ message }: { message: string }) {
  return (
    <UsageText>
      <Hint message={useSettled(message.trim())} />
    </UsageText>
  )
}

/** The text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  // What was deleted needs no pause.
  return text === '' ? '' : settled
}

function Hint({ message }: { message: string }) {
  const t = useUsageText()
  const money = useMoney()
  // The price is a courtesy: without it the question is asked all the same.
  const quiet = { throwOnError: false } as const
  const { data: settings } = useQuery({ ...aiSettingsQueries.own(), ...quiet })
  const mayCost = settings !== undefined && mayAsk(settings, FEATURE)
  const { data: route } = useQuery({
    ...priceQueries.route(message),
    ...quiet,
    enabled: mayCost && message.length >= SHORTEST,
  })
  const model = mayCost && route?.tier === 'strategic' ? route.model : null
  const isCostly = model !== null
  const { data: prices } = useQuery({ ...priceQueries.price(model ?? ''), ...quiet, enabled: isCostly })
  const { data: past } = useQuery({ ...priceQueries.pastAnswers(), ...quiet, enabled: isCostly })
  const { data: state } = useQuery({ ...usageQueries.state(), ...quiet, enabled: isCostly })
  const cost = isCostly && prices && past ? estimateCost(message, { model, past }, prices) : null

  const { left } = state ? ownMoney(state) : { left: null }
  const isTooMuch = left !== null && cost !== null && cost > left
  return (
    // Always there, so that what appears in it is read out.
    <p role="status" className="text-muted flex items-start gap-1.5 text-xs empty:hidden">
      {isCostly && cost !== null && (
        <>
          <Coins aria-hidden className="text-gold mt-0.5 size-3.5 shrink-0" strokeWidth={1.75} />
          <span>
            {isTooMuch
              ? t('price.tooMuch', { cost: money(cost), left: money(left) })
              : t('price.about', { cost: money(cost), model })}
          </span>
        </>
      )}
    </p>
  )
}
