import { PanelRight } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useOpenTask } from '../../../lib/use-open-task.ts'
import { cx } from '../../../ui/classes.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { InlineText } from '../../../ui/inline-text.tsx'
import { useUpdateTask } from '../mutations.ts'
import type { TodayTask } from '../queries.ts'
import { ReasonChips } from '../reason-chips.tsx'
import { parseReasons, visibleReasons } from '../reasons.ts'
import { SnoozeMenu } from '../snooze-menu.tsx'
import { TaskCheck } from '../task-check.tsx'
import { TaskCrumb } from '../task-crumb.tsx'
import { MAX_TASK_NAME } from '../task-data.ts'
import { TaskMeta } from '../task-meta.tsx'

/** Under a finger, a name opens the task, as everywhere on phones; under a pointer it is edited where it stands. */
const isTouch = () => window.matchMedia('(pointer: coarse)').matches

type TodayRowProps = {
  task: TodayTask
  isLeaving: boolean
  onComplete: () => void
  onLeave: () => void
}

export function TodayRow({ task, isLeaving, onComplete, onLeave }: TodayRowProps) {
  const t = useTranslations('tasks')
  const [isEditing, setIsEditing] = useState(false)
  const nameButton = useRef<HTMLButtonElement>(null)
  const openTask = useOpenTask()
  const update = useUpdateTask()
  const reasons = visibleReasons(parseReasons(task.reasons))
  const saysDay = reasons.some(({ code }) => code === 'overdue' || code === 'due_today')

  const finishEditing = () => {
    setIsEditing(false)
    requestAnimationFrame(() => nameButton.current?.focus())
  }

  return (
    <li
      data-task-id={task.id}
      onClick={(event) => {
        // A convenience for the mouse; the name and the button beside it do the same for everybody else.
        if (!(event.target as Element).closest('button, input')) openTask(task.id, nameButton.current)
      }}
      className={cx(
        'group hovers:hover:bg-hover relative -mx-3 flex gap-3 rounded-md px-3 py-2.5 transition-colors duration-100',
        isLeaving && 'animate-slide-out [animation-delay:260ms]',
      )}
    >
      <TaskCheck
        name={task.name}
        priority={task.priority}
        isDone={isLeaving}
        className="mt-0.5"
        onChange={() => !isLeaving && onComplete()}
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
                  void update.run({ id: task.id, name: task.name, patch: { name } })
                  finishEditing()
                }}
                onCancel={finishEditing}
              />
            ) : (
              <button
                ref={nameButton}
                type="button"
                title={t('rename')}
                onClick={(event) => (isTouch() ? openTask(task.id, event.currentTarget) : setIsEditing(true))}
                className={cx(
                  '-mx-1 max-w-full cursor-text rounded-sm px-1 text-left font-medium wrap-break-word',
                  isLeaving && 'text-faint line-through',
                )}
              >
                {task.name}
              </button>
            )}
          </div>
          <TaskMeta
            task={task}
            isDayHidden={saysDay}
            className="hovers:group-focus-within:opacity-0 hovers:group-hover:opacity-0 pt-0.5 max-sm:hidden"
          />
        </div>
        <div className="mt-0.5 flex items-center gap-3">
          <TaskCrumb
            project={task.project_name}
            area={task.area_name}
            pillar={task.pillar_name}
            color={task.pillar_color}
          />
          <TaskMeta task={task} isDayHidden={saysDay} className="shrink-0 sm:hidden" />
        </div>
        {reasons.length > 0 && (
          <div className="mt-1">
            <ReasonChips reasons={reasons} />
          </div>
        )}
      </div>
      <div
        className={cx(
          'flex shrink-0 items-start gap-0.5 transition-opacity duration-100',
          'hovers:absolute hovers:top-1.5 hovers:right-2 hovers:opacity-0',
          'hovers:group-focus-within:opacity-100 hovers:group-hover:opacity-100',
          'hovers:has-data-[state=open]:opacity-100',
        )}
      >
        <SnoozeMenu task={task} onLeave={onLeave} />
        <IconButton
          icon={PanelRight}
          label={t('openNamed', { name: task.name })}
          onClick={(event) => openTask(task.id, event.currentTarget)}
          className="touch:hidden"
        />
      </div>
    </li>
  )
}
