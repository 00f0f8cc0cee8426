import { longDay } from '../../lib/format.ts'
import { useClock } from '../../lib/profile.ts'
import { cx } from '../../ui/classes.ts'
import { Section } from '../../ui/section.tsx'
import { daysOf, type Month } from './month.ts'
import type { UsageReport } from './usage-data.ts'
import { useMoney } from './use-money.ts'
import { useUsageText } from './usage-text.ts'

type DayChartProps = { month: Month; days: UsageReport['by_day'] }

const LABEL_EVERY = 7

/** What each day cost: small bars to see, a table to hear. */
export function DayChart({ month, days }: DayChartProps) {
  const t = useUsageText()
  const money = useMoney()
  const { locale } = useClock()
  const byDay = new Map(days.map((day) => [day.day, day]))
  const largest = Math.max(1, ...days.map(({ cost_nano_usd }) => cost_nano_usd))

  return (
    <Section title={t('days.title')} lead={t('days.lead')}>
      <div aria-hidden>
        <p className="text-faint mb-1 text-right text-xs tabular-nums">{money(largest)}</p>
        <ol className="border-line flex h-28 items-end gap-0.5 border-y sm:gap-1">
          {daysOf(month).map((day) => {
            const cost = byDay.get(day)?.cost_nano_usd ?? 0
            const calls = byDay.get(day)?.calls ?? 0
            return (
              <li
                key={day}
                title={t('days.bar', { day: longDay(day, locale), cost: money(cost), count: calls })}
                className="group flex h-full flex-1 items-end"
              >
                <span
                  className={cx(
                    'w-full rounded-t-[3px] transition-colors duration-100',
                    cost > 0
                      ? 'bg-gold-fill group-hover:bg-gold-fill-hover min-h-0.5'
                      : 'group-hover:bg-pressed h-0.5',
                  )}
                  style={cost > 0 ? { height: `${(cost * 100) / largest}%` } : undefined}
                />
              </li>
            )
          })}
        </ol>
        <ol className="text-faint mt-1 flex gap-0.5 text-xs tabular-nums sm:gap-1">
          {daysOf(month).map((day, index) => (
            <li key={day} className="w-0 flex-1 overflow-visible whitespace-nowrap">
              {index % LABEL_EVERY === 0 && index + 1}
            </li>
          ))}
        </ol>
      </div>
      <table className="sr-only">
        <caption>{t('days.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('table.day')}</th>
            <th scope="col">{t('table.calls')}</th>
            <th scope="col">{t('table.cost')}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, calls, cost_nano_usd }) => (
            <tr key={day}>
              <th scope="row">{longDay(day, locale)}</th>
              <td>{calls}</td>
              <td>{money(cost_nano_usd)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
