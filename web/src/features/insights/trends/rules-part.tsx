import { Section } from '../../../ui/section.tsx'
import { useInsightsText } from '../insights-text.ts'
import { ruleName } from '../rule-names.ts'
import { percentOf } from '../words.ts'
import { ListLink } from './list-link.tsx'
import { rateOf, RATES, type Trends } from './trends-data.ts'

/** Who spoke most, and how that was received. */
export function RulesPart({ trends }: { trends: Trends }) {
  const t = useInsightsText()
  return (
    <Section title={t('trends.rules.title')} lead={t('trends.rules.lead')}>
      <table className="w-full table-fixed text-left">
        <thead className="text-muted text-sm">
          <tr className="align-bottom">
            <th scope="col" className="pb-1 font-medium">
              {t('receipt.rule')}
            </th>
            <th scope="col" className="w-14 pb-1 pl-2 text-right font-medium">
              {t('trends.toldColumn')}
            </th>
            <th scope="col" className="w-30 pb-1 pl-3 text-right font-medium sm:w-64">
              {t('trends.acceptance.title')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-line border-line divide-y border-y">
          {trends.by_rule.map((rule) => (
            <RuleRow key={rule.rule_code} trends={trends} rule={rule} />
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function RuleRow({ trends, rule }: { trends: Trends; rule: Trends['by_rule'][number] }) {
  const t = useInsightsText()
  const { rule_code, told, helpful } = rule
  const { rate, low, high, n } = rateOf(rule, 'acceptance')
  const name = ruleName({ rule_code }, t)
  return (
    <tr className="align-baseline">
      <th scope="row" className="py-2.5 font-normal wrap-anywhere">
        {name}
      </th>
      <td className="py-2.5 pl-2 text-right tabular-nums">
        {told === 0 ? (
          <span className="text-faint">0</span>
        ) : (
          <ListLink period={trends} rule={rule_code} label={t('trends.rules.of', { count: told, name })}>
            {told}
          </ListLink>
        )}
      </td>
      <td className="py-2.5 pl-3 text-right">
        {rate === null ? (
          <span className="text-faint">–</span>
        ) : (
          <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
            <IntervalBar rate={rate} low={low} high={high} />
            <span className="text-sm tabular-nums">
              <ListLink
                period={trends}
                kinds={RATES.acceptance}
                rule={rule_code}
                label={t('trends.rules.answersOf', { count: helpful, n, name })}
              >
                {t('trends.ratio', { count: helpful, n })}
              </ListLink>
              <span className="text-muted block">
                {t('trends.range', { low: percentOf(low), high: percentOf(high) })}
              </span>
            </span>
          </div>
        )}
      </td>
    </tr>
  )
}

/** A share, and the bounds it lies in, on a line from none to all. */
function IntervalBar({ rate, low, high }: { rate: number; low: number; high: number }) {
  return (
    <span aria-hidden className="bg-pressed relative h-1.5 w-20 rounded-full sm:w-28">
      <span
        className="bg-gold-soft-strong absolute inset-y-0 rounded-full"
        style={{ left: `${low * 100}%`, width: `${(high - low) * 100}%` }}
      />
      <span
        className="bg-gold absolute -top-0.5 h-2.5 w-1 -translate-x-1/2 rounded-full"
        style={{ left: `${rate * 100}%` }}
      />
    </span>
  )
}
