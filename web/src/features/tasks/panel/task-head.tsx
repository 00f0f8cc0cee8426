import { useTranslations } from 'use-intl'
import { AutoTextarea } from '../../../ui/auto-textarea.tsx'
import { useDraft } from '../../../ui/use-draft.ts'
import { useCompleteTask, useReopenTask, useUpdateTask } from '../mutations.ts'
import type { Task } from '../queries.ts'
import { TaskCheck } from '../task-check.tsx'
import { MAX_TASK_NAME } from '../task-data.ts'

const MAX_DESCRIPTION = 20_000

/** Name and description: the sheet of paper at the top. */
export function TaskHead({ task }: { task: Task }) {
  const t = useTranslations('tasks')
  const complete = useCompleteTask()
  const reopen = useReopenTask()
  const update = useUpdateTask()
  const isDone = task.status === 'completed'

  const name = useDraft(
    task.name,
    (value) => void update.run({ id: task.id, name: task.name, patch: { name: value.trim() } }),
    { isAllowed: (value) => value.trim().length > 0 },
  )
  const description = useDraft(
    task.description,
    (value) => void update.run({ id: task.id, name: task.name, patch: { description: value } }),
  )

  return (
    <div className="flex gap-3 pr-10">
      <TaskCheck
        name={task.name}
        priority={task.priority}
        isDone={isDone}
        className="touch:mt-3 mt-1"
        onChange={(done) => void (done ? complete : reopen).run({ id: task.id, name: task.name })}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <AutoTextarea
          value={name.value}
          aria-label={t('panel.name')}
          maxLength={MAX_TASK_NAME}
          onChange={(event) => name.onChange(event.target.value.replace(/\n/g, ' '))}
          onBlur={name.commit}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            event.currentTarget.blur()
          }}
          className="hover:bg-hover focus:bg-surface touch:py-2 -mx-2 rounded-sm px-2 text-lg leading-7 font-semibold"
        />
        <AutoTextarea
          value={description.value}
          aria-label={t('panel.description')}
          placeholder={t('panel.descriptionPlaceholder')}
          maxLength={MAX_DESCRIPTION}
          onChange={(event) => description.onChange(event.target.value)}
          onBlur={description.commit}
          className="hover:bg-hover focus:bg-surface touch:py-2.5 -mx-2 min-h-9 rounded-sm px-2 py-1 text-base"
        />
      </div>
    </div>
  )
}
