import { CalendarDays, Clock, Flag, Repeat2 } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { clockTime, minutesText, shortDay } from '../../lib/format.ts'
import { cx } from '../../ui/classes.ts'
import type { Task } from './queries.ts'
import type { RowView } from './row/use-row-view.ts'

type TaskMetaProps = {
  task: Pick<Task, 'status' | 'due_on' | 'due_time' | 'deadline_on' | 'duration_minutes' | 'recurrence_rule'>
  view: RowView
  /** Where the reasons beside it already say "overdue" or "due today". */
  isDayHidden?: boolean
  className?: string
}

/** When, how long, how often: small icons with words beside them. */
export function TaskMeta({ task, view: { t, clock, today }, isDayHidden, className }: TaskMetaProps) {
  // What is done is late no more.
  const isOpen = task.status !== 'completed'
  const isOverdue = isOpen && task.due_on !== null && task.due_on < today
  const dayText =
    task.due_on && (task.due_on === today ? t('meta.today') : shortDay(task.due_on, today, clock.locale))

  return (
    <span
      className={cx('text-muted inline-flex flex-wrap items-center gap-x-3 gap-y-0.5 text-sm', className)}
    >
      {dayText && !isDayHidden && (
        <Bit icon={CalendarDays} label={t('meta.due')} className={isOverdue ? 'text-danger' : undefined}>
          {dayText}
        </Bit>
      )}
      {task.due_time && (
        <Bit icon={Clock} label={t('meta.time')}>
          {clockTime(task.due_time, clock)}
        </Bit>
      )}
      {task.deadline_on && (
        <Bit
          icon={Flag}
          label={t('meta.deadline')}
          className={isOpen && task.deadline_on <= today ? 'text-danger' : undefined}
        >
          {shortDay(task.deadline_on, today, clock.locale)}
        </Bit>
      )}
      {task.duration_minutes && <Bit label={t('meta.duration')}>{minutesText(task.duration_minutes)}</Bit>}
      {task.recurrence_rule && (
        <span title={t('meta.repeats')} className="inline-flex">
          <Repeat2 aria-hidden className="size-3.5" strokeWidth={1.75} />
          <span className="sr-only">{t('meta.repeats')}</span>
        </span>
      )}
    </span>
  )
}

type BitProps = { icon?: LucideIcon; label: string; className?: string; children: ReactNode }

function Bit({ icon: Icon, label, className, children }: BitProps) {
  return (
    <span
      title={label}
      className={cx('inline-flex items-center gap-1 whitespace-nowrap tabular-nums', className)}
    >
      {Icon && <Icon aria-hidden className="size-3.5 opacity-80" strokeWidth={1.75} />}
      <span className="sr-only">{label}: </span>
      {children}
    </span>
  )
}
