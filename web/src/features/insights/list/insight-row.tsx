import { Pin, RefreshCw } from 'lucide-react'
import { memo } from 'react'
import type { EvidenceValue } from '../../../../../shared/hrm/evidence.ts'
import { dayIn } from '../../../lib/dates.ts'
import type { ClockSettings } from '../../../lib/format.ts'
import { cx } from '../../../ui/classes.ts'
import { Confidence, Impact } from '../confidence.tsx'
import type { Feedback } from '../feedback.ts'
import { Figures } from '../figures.tsx'
import type { Insight } from '../insight.ts'
import type { InsightsTranslate } from '../insights-text.ts'
import type { InsightActions } from '../mutations.ts'
import { untilText } from '../words.ts'
import { RowActions } from './row-actions.tsx'

/** What all rows of a list share; stable, so that a row is drawn anew only when its own insight changes. */
export type RowView = {
  t: InsightsTranslate
  clock: ClockSettings
  now: Date
  showsNumbers: boolean
  actions: InsightActions
  feedback: Feedback
  /** Opens the receipt, at a figure where one was pressed. */
  onOpen: (insight: Insight, figure?: EvidenceValue) => void
  onCorrect: (insight: Insight) => void
  onLookAgain: (insight: Insight) => void
  onCompare: (insight: Insight) => void
}

type InsightRowProps = { insight: Insight; view: RowView; isActive: boolean; isCompared: boolean }

/** One insight: what it says, how sure that is, how much it matters, and what one can do with it. */
export const InsightRow = memo(function InsightRow({ insight, view, isActive, isCompared }: InsightRowProps) {
  const { t, showsNumbers, onOpen } = view
  const { title, summary, evidence, is_pinned, confidence, impact, ended_at } = insight
  const tabIndex = isActive ? 0 : -1

  return (
    <article
      className={cx(
        'group hovers:hover:bg-hover has-[[data-row-focus]:focus-visible]:bg-hover relative -mx-3 rounded-md px-3 py-3 transition-colors duration-100',
        isCompared && 'ring-gold-fill ring-1 ring-inset',
      )}
    >
      <div className="flex items-start gap-2">
        <h3 className="min-w-0 flex-1">
          <button
            type="button"
            data-row-focus=""
            tabIndex={tabIndex}
            onClick={() => onOpen(insight)}
            className="-mx-1 rounded-sm px-1 text-left font-medium wrap-anywhere"
          >
            {title}
          </button>
        </h3>
        {is_pinned && (
          <span className="text-gold mt-1 shrink-0" title={t('pinned')}>
            <Pin aria-hidden className="size-4 fill-current" strokeWidth={1.75} />
            <span className="sr-only">{t('pinned')}</span>
          </span>
        )}
      </div>
      <p className="text-muted mt-0.5 max-w-prose wrap-anywhere">
        <Figures
          text={summary}
          evidence={evidence}
          tabIndex={tabIndex}
          onFigure={(figure) => onOpen(insight, figure)}
        />
      </p>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="text-muted flex min-w-0 flex-1 basis-64 flex-wrap items-center gap-x-3 gap-y-0.5 text-sm">
          <Confidence confidence={confidence} showsNumber={showsNumbers} />
          <Impact impact={impact} />
          <Path insight={insight} />
          {ended_at === null && <Validity insight={insight} view={view} />}
        </p>
        <RowActions insight={insight} view={view} tabIndex={tabIndex} isCompared={isCompared} />
      </div>
      {insight.stale_at !== null && ended_at === null && (
        <Stale insight={insight} view={view} tabIndex={tabIndex} />
      )}
    </article>
  )
})

/** Where in the plan it belongs: what stands above the row it is about. */
function Path({ insight: { reasoning_path, entity_id } }: Pick<InsightRowProps, 'insight'>) {
  const above = reasoning_path.filter((node) => node.entity_id !== null && node.entity_id !== entity_id)
  if (above.length === 0) return null
  return <span className="min-w-0 truncate">{above.map(({ entity_name }) => entity_name).join(' › ')}</span>
}

function Validity({ insight, view: { t, clock, now } }: Pick<InsightRowProps, 'insight' | 'view'>) {
  const { expires_at, is_pinned } = insight
  // What is pinned stays.
  if (expires_at === null || is_pinned) return null
  const isToday = dayIn(clock.timeZone, new Date(expires_at)) === dayIn(clock.timeZone, now)
  return (
    <span className="whitespace-nowrap">
      {isToday ? t('untilToday') : t('until', { day: untilText(expires_at, now, clock) })}
    </span>
  )
}

function Stale({
  insight,
  view,
  tabIndex,
}: Omit<InsightRowProps, 'isActive' | 'isCompared'> & { tabIndex: number }) {
  const { t, onLookAgain } = view
  return (
    <p className="bg-gold-soft mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-sm px-3 py-1.5 text-sm">
      {t('stale.sentence')}
      <button
        type="button"
        tabIndex={tabIndex}
        onClick={() => onLookAgain(insight)}
        className="text-gold touch:min-h-11 inline-flex items-center gap-1.5 rounded-sm font-medium hover:underline"
      >
        <RefreshCw aria-hidden className="size-3.5" strokeWidth={2} />
        {t('stale.again')}
      </button>
    </p>
  )
}
