import { useTranslations } from 'use-intl'
import { ReasonChips } from '../reason-chips.tsx'
import { parseReasons } from '../reasons.ts'
import { useTodayTasks } from '../use-today-tasks.ts'

/** The full reasons and the score of a task that stands in Today. */
export function WhyHere({ taskId }: { taskId: string }) {
  const t = useTranslations('tasks')
  const { tasks = [] } = useTodayTasks()
  const task = tasks.find(({ id }) => id === taskId)
  if (!task || task.status === 'completed') return null
  const reasons = parseReasons(task.reasons)
  if (reasons.length === 0) return null

  return (
    <section aria-labelledby="why-here">
      <h3 id="why-here" className="mb-1.5 flex items-baseline justify-between gap-2 text-sm font-semibold">
        {t('panel.why')}
        <span className="text-muted font-normal tabular-nums">
          {t('panel.score', { score: Math.round(task.score) })}
        </span>
      </h3>
      <ReasonChips t={t} reasons={reasons} />
    </section>
  )
}
