import { moneyText } from '../../lib/money.ts'
import { useClock } from '../../lib/profile.ts'
import type { AnswerView } from './answer-view.ts'
import { useAssistantText } from './assistant-text.ts'
import { type Exchange, isUnderWay } from './client/exchanges.ts'
import { costSoFar } from './cost.ts'

/** Who answers and what it costs, already while the answer is being written. */
export function CostLine({ answer, exchange }: { answer: AnswerView; exchange: Exchange | null }) {
  const t = useAssistantText()
  const { locale } = useClock()
  const { source, route, usage, text } = answer
  if (source === 'rules' || source === 'cache' || source === 'template') return t(`cost.${source}`)
  const model = route?.served_model ?? route?.requested_model ?? t('cost.unknownModel')

  if (!usage || (exchange && isUnderWay(exchange))) {
    const soFar = exchange?.route ? costSoFar(exchange.route, text) : null
    if (soFar === null) return t('cost.free', { model })
    const ceiling = exchange?.route?.ceiling_nano_usd ?? null
    const cost = moneyText(soFar, locale)
    return ceiling === null
      ? t('cost.running', { model, cost })
      : t('cost.atMost', { model, cost, ceiling: moneyText(ceiling, locale) })
  }
  if (usage.cost_nano_usd === 0) return t('cost.free', { model })
  return t(usage.estimated ? 'cost.guessed' : 'cost.paid', {
    model,
    cost: moneyText(usage.cost_nano_usd, locale),
  })
}
