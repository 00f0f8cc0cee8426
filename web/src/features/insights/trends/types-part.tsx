import { daysText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { Section } from '../../../ui/section.tsx'
import { useInsightsText } from '../insights-text.ts'
import { ListLink } from './list-link.tsx'
import type { Trends } from './trends-data.ts'

/** What kinds of insights were told, how many, and when. */
export function TypesPart({ trends }: { trends: Trends }) {
  const t = useInsightsText()
  const { locale } = useClock()
  const told = trends.by_type.filter((kind) => kind.told > 0)
  const most = Math.max(1, ...told.flatMap(({ by_week }) => by_week))

  return (
    <Section title={t('trends.types.title')} lead={t('trends.types.lead')}>
      <div>
        <ul className="divide-line border-line divide-y border-y">
          {told.map((kind) => (
            <li key={kind.insight_type} className="flex items-center gap-4 py-2">
              <span className="min-w-0 flex-1 wrap-anywhere">{t(`types.${kind.insight_type}`)}</span>
              <Bars counts={kind.by_week} most={most} />
              <span className="w-11 text-right font-medium">
                <ListLink
                  period={trends}
                  type={kind.insight_type}
                  label={t('trends.types.of', { count: kind.told, type: t(`types.${kind.insight_type}`) })}
                >
                  {kind.told}
                </ListLink>
              </span>
            </li>
          ))}
        </ul>
        <p className="flex items-baseline gap-4 py-2 font-semibold">
          <span className="flex-1">{t('balance.sum')}</span>
          <span className="w-11 text-right">
            <ListLink period={trends} label={t('trends.told', { count: trends.total.told })}>
              {trends.total.told}
            </ListLink>
          </span>
        </p>
      </div>
      <details>
        <summary className="text-muted hover:text-ink touch:min-h-11 flex items-center py-1 text-sm">
          {t('trends.numbers')}
        </summary>
        <div tabIndex={0} role="region" aria-label={t('trends.types.title')} className="overflow-x-auto">
          <table className="w-full text-left text-sm">
            <thead className="text-muted">
              <tr className="align-bottom">
                <th scope="col" className="pb-1 font-medium">
                  {t('filters.type')}
                </th>
                {trends.by_week.map((week) => (
                  <th
                    key={week.from_on}
                    scope="col"
                    className="pb-1 pl-3 text-right font-medium whitespace-nowrap"
                  >
                    {daysText(week.from_on, week.until_on, locale)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-line divide-y">
              {told.map((kind) => (
                <tr key={kind.insight_type}>
                  <th scope="row" className="py-1.5 font-normal whitespace-nowrap">
                    {t(`types.${kind.insight_type}`)}
                  </th>
                  {trends.by_week.map((week, index) => (
                    <td key={week.from_on} className="py-1.5 pl-3 text-right tabular-nums">
                      {kind.by_week[index] === 0 ? (
                        <span className="text-faint">0</span>
                      ) : (
                        <ListLink period={week} type={kind.insight_type}>
                          {kind.by_week[index]}
                        </ListLink>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Section>
  )
}

/** One bar for each week, as high as its count beside the highest of all. */
function Bars({ counts, most }: { counts: readonly number[]; most: number }) {
  return (
    <svg aria-hidden className="h-7 w-24 shrink-0 sm:w-48">
      <line x1="0" x2="100%" y1="100%" y2="100%" className="stroke-line-strong" strokeWidth={1} />
      {counts.map((count, week) => (
        <rect
          key={week}
          x={`${((week + 0.15) * 100) / counts.length}%`}
          width={`${70 / counts.length}%`}
          y={`${100 - (count * 100) / most}%`}
          height={`${(count * 100) / most}%`}
          rx={1.5}
          className="fill-gold-fill"
        />
      ))}
    </svg>
  )
}
