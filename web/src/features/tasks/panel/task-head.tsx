import { useTranslations } from 'use-intl'
import { AutoTextarea } from '../../../ui/auto-textarea.tsx'
import { useDraft } from '../../../ui/use-draft.ts'
import { useCompleteTask, useReopenTask } from '../mutations.ts'
import type { Task } from '../queries.ts'
import { TaskCheck } from '../task-check.tsx'
import { MAX_TASK_NAME } from '../task-data.ts'
import { useTaskEdit } from './edit-scope.tsx'
import { Notes } from './notes.tsx'
import { onEnter } from './on-enter.ts'

/** Name and notes: the sheet of paper at the top. */
export function TaskHead({ task }: { task: Task }) {
  const t = useTranslations('tasks')
  const complete = useCompleteTask()
  const reopen = useReopenTask()
  const edit = useTaskEdit()
  const isDone = task.status === 'completed'

  const name = useDraft(task.name, (value) => edit({ name: value.trim() }), {
    isAllowed: (value) => value.trim().length > 0,
  })

  return (
    <div className="flex gap-3">
      <TaskCheck
        t={t}
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
          onKeyDown={onEnter(name.commit)}
          className="hover:bg-hover focus:bg-surface touch:py-2 -mx-2 rounded-sm px-2 text-lg leading-7 font-semibold"
        />
        <Notes task={task} />
      </div>
    </div>
  )
}
