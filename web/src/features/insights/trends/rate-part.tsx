import { type ReactNode, useId } from 'react'
import type { Interval } from '../../../../../shared/hrm/statistics.ts'
import { daysText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { useInsightsText } from '../insights-text.ts'
import { percentOf } from '../words.ts'
import { ListLink } from './list-link.tsx'
import { type Counts, type Rate, rateOf, RATES, type Trends } from './trends-data.ts'
import { WeekChart } from './week-chart.tsx'
import { WeekTable } from './week-table.tsx'

/** A rate of the answers: now, within which bounds, of how many, and week by week. */
export function RatePart({ trends, rate }: { trends: Trends; rate: Rate }) {
  const t = useInsightsText()
  const total = rateOf(trends.total, rate)
  const ratio = (of: Counts, interval: Interval) => t('trends.ratio', { count: of.helpful, n: interval.n })

  return (
    <Panel
      title={t(`trends.${rate}.title`)}
      hint={t(`trends.${rate}.hint`)}
      figure={total.rate === null ? '–' : t('percent', { percent: percentOf(total.rate) })}
      bounds={
        total.rate === null
          ? t('trends.noAnswers')
          : t('trends.between', { low: percentOf(total.low), high: percentOf(total.high) })
      }
      count={
        total.n > 0 && (
          <ListLink period={trends} kinds={RATES[rate]}>
            {t('trends.answers', { count: trends.total.helpful, n: total.n })}
          </ListLink>
        )
      }
      trends={trends}
      chart={
        <WeekChart
          points={trends.by_week.map((week) => rateOf(week, rate))}
          label={t(`trends.${rate}.chart`)}
        />
      }
      columns={[t(`trends.${rate}.title`), t('trends.bounds'), t('trends.answered')]}
      cells={(week) => {
        const interval = rateOf(week, rate)
        if (interval.rate === null) return ['–', '–', '0']
        return [
          t('percent', { percent: percentOf(interval.rate) }),
          t('trends.range', { low: percentOf(interval.low), high: percentOf(interval.high) }),
          <ListLink key="n" period={week} kinds={RATES[rate]}>
            {ratio(week, interval)}
          </ListLink>,
        ]
      }}
    />
  )
}

/** How sure the rules were of what they told. */
export function ConfidencePart({ trends }: { trends: Trends }) {
  const t = useInsightsText()
  const { confidence, told } = trends.total
  return (
    <Panel
      title={t('trends.confidence.title')}
      hint={t('trends.confidence.hint')}
      figure={confidence === null ? '–' : t('percent', { percent: percentOf(confidence) })}
      bounds={t('trends.mean')}
      count={told > 0 && <ListLink period={trends}>{t('trends.told', { count: told })}</ListLink>}
      trends={trends}
      chart={
        <WeekChart
          points={trends.by_week.map((week) => ({ rate: week.confidence }))}
          label={t('trends.confidence.chart')}
        />
      }
      columns={[t('trends.confidence.title'), t('trends.toldColumn')]}
      cells={(week) => [
        week.confidence === null ? '–' : t('percent', { percent: percentOf(week.confidence) }),
        week.told === 0 ? (
          '0'
        ) : (
          <ListLink key="told" period={week}>
            {week.told}
          </ListLink>
        ),
      ]}
    />
  )
}

type PanelProps = {
  title: string
  hint: string
  figure: string
  bounds: string
  count: ReactNode
  trends: Trends
  chart: ReactNode
  columns: readonly string[]
  cells: (week: Trends['by_week'][number]) => ReactNode[]
}

function Panel({ title, hint, figure, bounds, count, trends, chart, columns, cells }: PanelProps) {
  const t = useInsightsText()
  const { locale } = useClock()
  const id = useId()
  const weeks = trends.by_week
  return (
    <section
      aria-labelledby={id}
      className="border-line bg-surface shadow-card flex flex-col rounded-lg border p-4"
    >
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      <p className="text-muted text-sm">{hint}</p>
      <p className="mt-3 text-2xl font-semibold tabular-nums">{figure}</p>
      <p className="text-muted text-sm">{bounds}</p>
      <p className="min-h-6 text-sm">{count}</p>
      <div className="mt-3">
        {chart}
        <p aria-hidden className="text-faint flex justify-between text-xs">
          <span>{daysText(weeks[0]!.from_on, weeks[0]!.until_on, locale)}</span>
          <span>{daysText(weeks.at(-1)!.from_on, weeks.at(-1)!.until_on, locale)}</span>
        </p>
      </div>
      <details className="mt-2">
        <summary className="text-muted hover:text-ink touch:min-h-11 flex items-center py-1 text-sm">
          {t('trends.numbers')}
        </summary>
        <WeekTable
          caption={title}
          columns={columns}
          rows={weeks.toReversed().map((week) => ({
            key: week.from_on,
            head: daysText(week.from_on, week.until_on, locale),
            cells: cells(week),
          }))}
        />
      </details>
    </section>
  )
}
