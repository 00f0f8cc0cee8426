import { CalendarClock, PanelRight } from 'lucide-react'
import { type KeyboardEvent, memo, type MouseEvent, useRef, useState } from 'react'
import type { Json } from '../../../../../shared/database.types.ts'
import { cx } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { InlineText } from '../../../ui/inline-text.tsx'
import type { Task } from '../queries.ts'
import { ReasonChips } from '../reason-chips.tsx'
import { parseReasons, visibleReasons } from '../reasons.ts'
import { TaskCheck } from '../task-check.tsx'
import { TaskCrumb } from '../task-crumb.tsx'
import { MAX_TASK_NAME } from '../task-data.ts'
import { TaskMeta } from '../task-meta.tsx'
import type { TaskActions } from './use-task-actions.ts'
import type { RowView } from './use-row-view.ts'
import { useTick } from './use-tick.ts'

/** A task as a row shows it. What is left out is not shown: a list of one project need not name it. */
export type RowTask = Pick<
  Task,
  | 'id'
  | 'name'
  | 'status'
  | 'priority'
  | 'start_on'
  | 'due_on'
  | 'due_time'
  | 'deadline_on'
  | 'duration_minutes'
  | 'recurrence_rule'
> & {
  reasons?: Json
  project_id?: string | null
  project_name?: string | null
  area_name?: string | null
  pillar_name?: string | null
  pillar_color?: string | null
}

export type TaskRowProps = {
  task: RowTask
  /** Of the whole list; see `useRowView`. */
  view: RowView
  /** Of the whole list; see `useTaskActions`. */
  actions: TaskActions
  /** Whether Tab reaches the controls of this row; see `VirtualList`. */
  isActive: boolean
  /** Ticked, and on its way out. */
  isLeaving?: boolean
  /** Ticks or unticks; without it the change is made at once. */
  onToggle?: (task: RowTask) => unknown
}

/** Under a finger, a name opens the task, as everywhere on phones; under a pointer it is edited where it stands. */
const isUnderFinger = () => window.matchMedia('(pointer: coarse)').matches
const opensOnPress = (event: MouseEvent) => event.detail > 0 && isUnderFinger()

/**
 * One task in a list. It observes nothing and opens nothing itself: drawn anew only when its own task changes. Commands
 * reach its controls by `data-row-…`, so that a key does what the button beside it does.
 */
export const TaskRow = memo(function TaskRow({
  task,
  view,
  actions,
  isActive,
  isLeaving = false,
  onToggle = actions.toggle,
}: TaskRowProps) {
  const { t } = view
  const [isEditing, setIsEditing] = useState(false)
  const nameButton = useRef<HTMLButtonElement>(null)
  const tabIndex = isActive ? 0 : -1
  const [isDone, tick] = useTick(isLeaving || task.status === 'completed', () => onToggle(task))
  const reasons = task.reasons === undefined ? [] : visibleReasons(parseReasons(task.reasons))
  const saysDay = reasons.some(({ code }) => code === 'overdue' || code === 'due_today')

  const finishEditing = () => {
    setIsEditing(false)
    requestAnimationFrame(() => nameButton.current?.focus())
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // The box has no use for Enter; elsewhere it presses the button it is on.
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    actions.open(task, event.target)
  }

  return (
    <div
      onClick={(event) => {
        // A convenience for the mouse; the name and the button beside it do the same for everybody else.
        if (!(event.target as Element).closest('a, button, input')) actions.open(task, nameButton.current)
      }}
      onKeyDown={onKeyDown}
      className={cx(
        'group hovers:hover:bg-hover has-[[data-row-focus]:focus-visible]:bg-hover relative -mx-3 flex gap-3 rounded-md px-3 py-2.5 transition-colors duration-100',
        isLeaving && 'animate-slide-out [animation-delay:260ms]',
      )}
    >
      <TaskCheck
        t={t}
        name={task.name}
        priority={task.priority}
        isDone={isDone}
        isStarted={task.status === 'in_progress'}
        tabIndex={tabIndex}
        isRowFocus
        className="mt-0.5"
        onChange={() => !isLeaving && tick()}
      />
      <div className="min-w-0 flex-1">
        <div className="flex items-start gap-3">
          <div className="min-w-0 flex-1">
            {isEditing ? (
              <InlineText
                value={task.name}
                label={t('nameOf', { name: task.name })}
                maxLength={MAX_TASK_NAME}
                onSave={(name) => {
                  void actions.rename(task, name)
                  finishEditing()
                }}
                onCancel={finishEditing}
              />
            ) : (
              <button
                ref={nameButton}
                type="button"
                data-row-name=""
                tabIndex={tabIndex}
                title={t('rename')}
                onClick={(event) =>
                  opensOnPress(event) ? actions.open(task, event.currentTarget) : setIsEditing(true)
                }
                className={cx(
                  '-mx-1 max-w-full cursor-text rounded-sm px-1 text-left font-medium wrap-break-word',
                  isDone && 'text-faint line-through',
                )}
              >
                {task.name}
              </button>
            )}
          </div>
          <TaskMeta
            task={task}
            view={view}
            isDayHidden={saysDay}
            className="hovers:group-focus-within:opacity-0 hovers:group-hover:opacity-0 pt-0.5 max-sm:hidden"
          />
        </div>
        <div className="mt-0.5 flex items-center gap-3">
          {task.project_name !== undefined && (
            <TaskCrumb
              t={t}
              project={task.project_name}
              area={task.area_name ?? null}
              pillar={task.pillar_name ?? null}
              color={task.pillar_color ?? null}
              // Too small for a finger, which reaches the project from the panel.
              link={
                task.project_id && !isUnderFinger()
                  ? {
                      href: `/project/${task.project_id}`,
                      tabIndex,
                      onClick: (event) => actions.openProject(task.project_id, event),
                    }
                  : undefined
              }
            />
          )}
          <TaskMeta task={task} view={view} isDayHidden={saysDay} className="shrink-0 sm:hidden" />
        </div>
        {reasons.length > 0 && (
          <div className="mt-1">
            <ReasonChips t={t} reasons={reasons} />
          </div>
        )}
      </div>
      <div
        className={cx(
          'flex shrink-0 items-start gap-0.5 transition-opacity duration-100',
          'hovers:absolute hovers:top-1.5 hovers:right-2 hovers:opacity-0',
          'hovers:group-focus-within:opacity-100 hovers:group-hover:opacity-100',
        )}
      >
        <IconButton
          icon={CalendarClock}
          label={t('snooze.label', { name: task.name })}
          aria-haspopup="menu"
          data-row-snooze=""
          tabIndex={tabIndex}
          onClick={(event) => actions.ask('snooze', task, event)}
        />
        <IconButton
          icon={PanelRight}
          label={t('openNamed', { name: task.name })}
          data-row-open=""
          tabIndex={tabIndex}
          onClick={(event) => actions.open(task, event.currentTarget)}
          className="touch:hidden"
        />
      </div>
    </div>
  )
})
