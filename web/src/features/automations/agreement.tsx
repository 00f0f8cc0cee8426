import { agreementOf, type Autonomy } from '../../../../shared/hrm/autonomy.ts'
import { useAutomationsText } from './automations-text.ts'

const percentOf = (share: number): number => Math.round(share * 100)

type AgreementProps = { autonomy: Autonomy; threshold: number }

/** How often the person agreed, how sure that is, and what it has to reach. */
export function Agreement({ autonomy, threshold }: AgreementProps) {
  const t = useAutomationsText()
  const { rate, low, high, n } = agreementOf(autonomy)
  if (rate === null) return <p className="text-muted text-sm">{t('agreementNone')}</p>
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{t('agreement')}</span>
        <span className="tabular-nums">{t('agreementOf', { percent: percentOf(rate), n })}</span>
      </p>
      <div aria-hidden className="bg-pressed relative my-2 h-2 rounded-full">
        <span
          className="bg-gold-soft ring-gold absolute inset-y-0 rounded-full ring-1 ring-inset"
          style={{ left: `${low * 100}%`, right: `${(1 - high) * 100}%` }}
        />
        <span
          className="bg-gold absolute -inset-y-0.5 w-1 -translate-x-1/2 rounded-full"
          style={{ left: `${rate * 100}%` }}
        />
        <span
          className="bg-ink absolute -inset-y-1.5 w-0.5 -translate-x-1/2"
          style={{ left: `${threshold * 100}%` }}
        />
      </div>
      <p className="text-muted text-sm tabular-nums">
        {t('interval', { low: percentOf(low), high: percentOf(high) })}
      </p>
    </div>
  )
}
