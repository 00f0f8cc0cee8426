import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMemo, useState } from 'react'
import { evaluate } from '../../../../../shared/hrm/evaluate.ts'
import type { Rule } from '../../../../../shared/hrm/rule.ts'
import type { Snapshot } from '../../../../../shared/hrm/snapshot.ts'
import { cx } from '../../../ui/classes.ts'
import { useInsightsText } from '../insights-text.ts'
import { placesOf, preview, type RankedTask } from './ranking.ts'

const SHOWN = 8
/** Where it stands above the sliders, and stays in sight. */
const SHOWN_SMALL = 3

type TodayPreviewProps = {
  snapshot: Snapshot
  rules: readonly Rule[]
  /** As the sliders stand, by the code of the rule. */
  weights: Readonly<Record<string, number>>
}

/** What would come first, as the sliders stand. Rules are asked once; a slider only weighs their answers anew. */
export function TodayPreview({ snapshot, rules, weights }: TodayPreviewProps) {
  const t = useInsightsText()
  const evaluation = useMemo(() => evaluate(snapshot, rules, { depth: 'minimal' }), [snapshot, rules])
  // Against how it was when the person came: what they try adds up.
  const [before] = useState(() => placesOf(evaluation))
  const names = useMemo(() => new Map(snapshot.tasks.map(({ id, name }) => [id, name])), [snapshot])
  const tasks = useMemo(() => preview(evaluation, weights, before, SHOWN), [evaluation, weights, before])

  return (
    <section aria-labelledby="what-if" className="border-line bg-surface shadow-card rounded-lg border p-4">
      <h3 id="what-if" className="font-semibold">
        {t('settings.preview')}
      </h3>
      <p className="text-muted text-sm">{t('settings.previewHint')}</p>
      {tasks.length === 0 ? (
        <p className="text-muted mt-3">{t('settings.previewEmpty')}</p>
      ) : (
        <ol aria-label={t('settings.preview')} className="mt-2">
          {tasks.map((task, place) => (
            <li
              key={task.id}
              className={cx('flex items-baseline gap-2 py-1', place >= SHOWN_SMALL && 'max-lg:hidden')}
            >
              <span aria-hidden className="text-faint w-5 text-right text-sm tabular-nums">
                {place + 1}
              </span>
              <span className="min-w-0 flex-1 truncate">{names.get(task.id)}</span>
              <Moved task={task} />
              <span className="text-muted w-11 text-right text-sm tabular-nums">
                {t('percent', { percent: task.score })}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Moved({ task: { moved } }: { task: RankedTask }) {
  const t = useInsightsText()
  if (!moved) return null
  const isUp = moved > 0
  const Icon = isUp ? ArrowUp : ArrowDown
  return (
    <span
      className={`inline-flex items-center text-sm tabular-nums ${isUp ? 'text-success' : 'text-caution'}`}
      title={t(isUp ? 'settings.up' : 'settings.down', { count: Math.abs(moved) })}
    >
      <Icon aria-hidden className="size-3.5" strokeWidth={2} />
      <span aria-hidden>{Math.abs(moved)}</span>
      <span className="sr-only">{t(isUp ? 'settings.up' : 'settings.down', { count: Math.abs(moved) })}</span>
    </span>
  )
}
