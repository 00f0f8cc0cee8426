import { Check } from 'lucide-react'
import type { TaskText } from './task-text.ts'
import { cx } from '../../ui/classes.ts'

type TaskCheckProps = {
  t: TaskText
  name: string
  priority: string
  isDone: boolean
  /** In progress: half full. */
  isStarted?: boolean
  tabIndex?: number
  /** Takes the focus for its row; see `VirtualList`. */
  isRowFocus?: boolean
  className?: string
  onChange: (isDone: boolean) => void
}

const RINGS: Record<string, string> = {
  urgent: 'border-danger border-[2.5px]',
  high: 'border-gold border-2',
  medium: 'border-control border-[1.5px]',
  low: 'border-control border-[1.5px] border-dashed',
}

/** The round box that finishes a task. Its ring hints at the priority, which is also said in words elsewhere. */
export function TaskCheck({
  t,
  name,
  priority,
  isDone,
  isStarted = false,
  tabIndex,
  isRowFocus,
  className,
  onChange,
}: TaskCheckProps) {
  return (
    <span className={cx('group/check relative grid size-5 shrink-0 place-items-center', className)}>
      <input
        type="checkbox"
        checked={isDone}
        tabIndex={tabIndex}
        data-row-focus={isRowFocus ? '' : undefined}
        aria-label={t('completeNamed', { name })}
        onChange={(event) => onChange(event.target.checked)}
        onClick={(event) => event.stopPropagation()}
        // The target is larger than the circle: 44 px under a finger, 32 px under a pointer.
        className={cx(
          'peer size-5 cursor-pointer appearance-none rounded-full transition-colors duration-150',
          'touch:before:-inset-3 before:absolute before:-inset-1.5 before:content-[""]',
          'checked:border-gold-fill checked:bg-gold-fill checked:border-[1.5px] checked:border-solid',
          RINGS[priority] ?? RINGS.medium,
          isStarted && !isDone && 'bg-[linear-gradient(to_top,var(--gold-soft-strong)_50%,transparent_50%)]',
        )}
      />
      <Check
        aria-hidden
        strokeWidth={3}
        className={cx(
          'text-on-gold pointer-events-none absolute size-3 opacity-0 transition-opacity duration-100',
          'peer-checked:opacity-100',
          !isDone && 'hovers:group-hover/check:text-muted hovers:group-hover/check:opacity-60',
        )}
      />
    </span>
  )
}
