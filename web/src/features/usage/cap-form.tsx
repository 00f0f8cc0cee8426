import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { regionalLocale, useAppLocale } from '../../lib/i18n/locale.ts'
import { moneyInput, parseMoney } from '../../lib/money.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'
import { useSetCap } from './cap-data.ts'
import { usageQueries } from './queries.ts'
import { useMoney } from './use-money.ts'
import { useUsageText } from './usage-text.ts'

/** A limit of one's own below that of the plan. */
export function CapSection({ tier }: { tier: string }) {
  const t = useUsageText()
  const money = useMoney()
  const { data: limits } = useQuery({ ...usageQueries.limits(tier), throwOnError: false })
  if (!limits) return null

  return (
    <Section title={t('cap.title')} lead={t('cap.lead', { amount: money(limits.plan) })}>
      {/* What somebody else set meanwhile is what the form then starts from. */}
      <CapForm key={limits.cap} tier={tier} plan={limits.plan} cap={limits.cap} />
    </Section>
  )
}

type CapFormProps = { tier: string; plan: number; cap: number | null }

function CapForm({ tier, plan, cap }: CapFormProps) {
  const t = useUsageText()
  const ui = useTranslations('ui')
  const money = useMoney()
  const locale = regionalLocale(useAppLocale())
  const { set, isPending } = useSetCap({ tier, cap })
  const [text, setText] = useState(cap === null ? '' : moneyInput(cap, locale))
  const [isWrong, setIsWrong] = useState(false)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const amount = parseMoney(text)
    setIsWrong(amount === null)
    if (amount !== null && amount !== cap) void set(amount)
  }

  return (
    <form noValidate onSubmit={submit} className="flex max-w-md flex-wrap items-start gap-2">
      <div className="flex min-w-0 flex-1 basis-64 items-start gap-2">
        <TextField
          label={t('cap.label')}
          className="min-w-0 flex-1"
          inputMode="decimal"
          autoComplete="off"
          maxLength={18}
          placeholder={t('cap.none')}
          value={text}
          error={isWrong ? t('cap.invalid') : null}
          hint={cap !== null && cap >= plan ? t('cap.above', { amount: money(plan) }) : undefined}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" className="mt-6.5" isBusy={isPending}>
          {ui('save')}
        </Button>
      </div>
      {cap !== null && (
        <Button variant="quiet" className="sm:mt-6.5" onClick={() => void set(null)}>
          {t('cap.remove')}
        </Button>
      )}
    </form>
  )
}
