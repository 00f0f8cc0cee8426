import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useCreateTask } from '../mutations.ts'
import { type Task, taskQueries } from '../queries.ts'
import { MAX_TASK_NAME } from '../task-data.ts'
import { usePanelText } from './panel-text.ts'
import { usePlaceSubTasks } from './sub-task-data.ts'
import { placeAt } from './sub-task-order.ts'
import { SubTaskRow } from './sub-task-row.tsx'

/** The steps of a task, in an order of their own. */
export function SubTaskList({ parent }: { parent: Task }) {
  const t = useTranslations('tasks')
  const text = usePanelText()
  const { data = [] } = useQuery(taskQueries.subTasks(parent.id))
  const place = usePlaceSubTasks()
  const [announcement, setAnnouncement] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const subTasks = [...data].sort((a, b) => a.sort_order - b.sort_order)
  const doneCount = subTasks.filter(({ status }) => status === 'completed').length

  const moveTo = (task: Task, index: number) => {
    if (index < 0 || index >= subTasks.length) return
    const places = placeAt(subTasks, task.id, index)
    if (places.length === 0) return
    setAnnouncement(text('subTasks.at', { name: task.name, place: index + 1, total: subTasks.length }))
    void place.run({ name: task.name, places })
  }

  const onKeyDown = (event: KeyboardEvent, task: Task, index: number) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || !step) return
    event.preventDefault()
    moveTo(task, index + step)
  }

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
          {subTasks.map((task, index) => (
            <SubTaskRow
              key={task.id}
              task={task}
              index={index}
              count={subTasks.length}
              onMove={(to) => moveTo(task, to)}
              onDropped={(id, to) => {
                const dropped = subTasks.find((other) => other.id === id)
                if (dropped) moveTo(dropped, to)
              }}
              onKeyDown={(event) => onKeyDown(event, task, index)}
              onLeft={() => field.current?.focus()}
            />
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {announcement}
      </p>
      <AddSubTask parent={parent} lastOrder={subTasks.at(-1)?.sort_order} field={field} />
    </section>
  )
}

type AddSubTaskProps = {
  parent: Task
  lastOrder: number | undefined
  field: RefObject<HTMLInputElement | null>
}

function AddSubTask({ parent, lastOrder, field }: AddSubTaskProps) {
  const t = useTranslations('tasks')
  const [name, setName] = useState('')
  const { create } = useCreateTask()

  const submit = async () => {
    const trimmed = name.trim()
    if (!trimmed) return
    setName('')
    const isKept = await create({
      name: trimmed,
      project_id: parent.project_id,
      parent_task_id: parent.id,
      // After the last one, wherever that has been moved to.
      sort_order: Math.max(Date.now(), (lastOrder ?? 0) + 1),
    })
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
        ref={field}
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
