import { Lightbulb } from 'lucide-react'
import { Section } from '../../ui/section.tsx'
import { featureName } from './feature-names.ts'
import type { Suggestion, UsageReport } from './usage-data.ts'
import { useMoney } from './use-money.ts'
import { useUsageText } from './usage-text.ts'

/** What was not spent, and what need not be: figures of the ledger, nothing guessed. */
export function Savings({ report }: { report: UsageReport }) {
  const t = useUsageText()
  const money = useMoney()
  const sentence = useSentence()
  const byRouting = Math.max(0, report.all_strategic_nano_usd - report.cost_nano_usd)
  const suggestions = report.suggestions.flatMap((suggestion) => {
    const text = sentence(suggestion)
    return text ? [{ code: suggestion.code, text }] : []
  })

  return (
    <Section title={t('savings.title')}>
      <dl className="grid gap-5 sm:grid-cols-2">
        <Figure
          name={t('savings.routing')}
          amount={money(byRouting)}
          hint={t('savings.routingHint', { amount: money(report.all_strategic_nano_usd) })}
        />
        <Figure
          name={t('savings.cache')}
          amount={money(report.saved_by_cache_nano_usd)}
          hint={t('savings.cacheHint', { count: report.cache_answers, percent: report.cached_percent })}
        />
      </dl>
      {suggestions.length > 0 && (
        <ul aria-label={t('suggestions.title')} className="flex flex-col gap-3">
          {suggestions.map(({ code, text }) => (
            <li key={code} className="flex gap-3">
              <Lightbulb aria-hidden className="text-gold mt-0.5 size-5 shrink-0" strokeWidth={1.75} />
              <p>{text}</p>
            </li>
          ))}
        </ul>
      )}
      {report.estimated_calls > 0 && (
        <p className="text-muted text-sm">{t('savings.estimated', { count: report.estimated_calls })}</p>
      )}
    </Section>
  )
}

function Figure({ name, amount, hint }: { name: string; amount: string; hint: string }) {
  return (
    <div>
      <dt className="text-muted text-sm">{name}</dt>
      <dd className="mt-0.5 text-lg font-semibold tabular-nums">{amount}</dd>
      <dd className="text-muted text-sm">{hint}</dd>
    </div>
  )
}

/** A suggestion in words; null for one this app does not know. */
function useSentence(): (suggestion: Suggestion) => string | null {
  const t = useUsageText()
  const money = useMoney()
  return ({ code, calls = 0, model, feature, cost_nano_usd = 0, saves_nano_usd = 0, share_percent = 0 }) => {
    switch (code) {
      case 'fewer_strategic':
        return t('suggestions.fewerStrategic', {
          ...{ count: calls, percent: share_percent, saves: money(saves_nano_usd) },
          model: model ?? t('suggestions.cheaperModel'),
        })
      case 'failed_calls':
        return t('suggestions.failedCalls', { count: calls, cost: money(cost_nano_usd) })
      case 'dearest_feature':
        return t('suggestions.dearestFeature', {
          feature: featureName(feature ?? '', t),
          ...{ percent: share_percent, cost: money(cost_nano_usd) },
        })
      default:
        return null
    }
  }
}
