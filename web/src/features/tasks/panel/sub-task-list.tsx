import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useOpenTask } from '../../../lib/use-open-task.ts'
import { cx } from '../../../ui/classes.ts'
import { useCompleteTask, useCreateTask, useReopenTask } from '../mutations.ts'
import { type Task, taskQueries } from '../queries.ts'
import { TaskCheck } from '../task-check.tsx'
import { MAX_TASK_NAME } from '../task-data.ts'

/** The steps of a task. */
export function SubTaskList({ parent }: { parent: Task }) {
  const t = useTranslations('tasks')
  const { data: subTasks = [] } = useQuery(taskQueries.subTasks(parent.id))
  const complete = useCompleteTask()
  const reopen = useReopenTask()
  const openTask = useOpenTask()
  const doneCount = subTasks.filter(({ status }) => status === 'completed').length

  return (
    <section aria-labelledby="sub-tasks">
      <h3 id="sub-tasks" className="flex items-baseline gap-2 text-sm font-semibold">
        {t('panel.subTasks')}
        {subTasks.length > 0 && (
          <span className="text-muted font-normal tabular-nums">
            {t('panel.doneOf', { done: doneCount, total: subTasks.length })}
          </span>
        )}
      </h3>
      {subTasks.length > 0 && (
        <ul className="mt-1.5 flex flex-col">
          {subTasks.map((task) => {
            const isDone = task.status === 'completed'
            return (
              <li key={task.id} className="flex items-center gap-3 py-1">
                <TaskCheck
                  name={task.name}
                  priority={task.priority}
                  isDone={isDone}
                  onChange={(done) => void (done ? complete : reopen).run({ id: task.id, name: task.name })}
                />
                <button
                  type="button"
                  onClick={() => openTask(task.id)}
                  className={cx(
                    'hover:bg-hover touch:min-h-11 -mx-1 min-h-8 min-w-0 flex-1 rounded-sm px-1 text-left wrap-break-word',
                    isDone && 'text-muted line-through',
                  )}
                >
                  {task.name}
                </button>
              </li>
            )
          })}
        </ul>
      )}
      <AddSubTask parent={parent} />
    </section>
  )
}

function AddSubTask({ parent }: { parent: Task }) {
  const t = useTranslations('tasks')
  const [name, setName] = useState('')
  const { create } = useCreateTask()

  const submit = async () => {
    const trimmed = name.trim()
    if (!trimmed) return
    setName('')
    const isKept = await create({ name: trimmed, project_id: parent.project_id, parent_task_id: parent.id })
    if (!isKept) setName((current) => current || trimmed)
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      className="text-muted focus-within:text-ink mt-1 flex items-center gap-3"
    >
      <Plus aria-hidden className="size-5 shrink-0" strokeWidth={1.75} />
      <input
        value={name}
        maxLength={MAX_TASK_NAME}
        aria-label={t('panel.addSubTask')}
        placeholder={t('panel.addSubTask')}
        enterKeyHint="done"
        onChange={(event) => setName(event.target.value)}
        className="placeholder:text-faint touch:h-11 touch:text-[1rem] h-9 min-w-0 flex-1 rounded-sm bg-transparent px-1 outline-offset-0"
      />
    </form>
  )
}
