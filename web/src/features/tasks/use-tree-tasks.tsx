import { useOpenTask } from '../../lib/use-open-task.ts'
import {
  useCompleteTask,
  useCreateTask,
  useDeleteTask,
  useMoveTask,
  useReopenTask,
  useUpdateTask,
} from './mutations.ts'
import type { Task } from './queries.ts'
import { TaskCheck } from './task-check.tsx'
import { TaskMeta } from './task-meta.tsx'

/** What a tree of the plan can do with tasks and how it shows them. */
export function useTreeTasks() {
  const complete = useCompleteTask()
  const reopen = useReopenTask()
  const update = useUpdateTask()
  const move = useMoveTask()
  const remove = useDeleteTask()
  const { create } = useCreateTask()
  const open = useOpenTask()

  const toggle = (task: Task) => {
    const change = task.status === 'completed' ? reopen : complete
    void change.run({ id: task.id, name: task.name })
  }

  return {
    create: (projectId: string | null, name: string) => void create({ name, project_id: projectId }),
    rename: (task: Task, name: string) => void update.run({ id: task.id, name: task.name, patch: { name } }),
    toggle,
    open: (task: Task, from: HTMLElement | null) => open(task.id, from),
    move: (task: Task, place: { id: string | null; name: string }) =>
      void move.run({ id: task.id, name: task.name, projectId: place.id, projectName: place.name }),
    remove: (task: Task) => void remove.run({ id: task.id, name: task.name }),
    renderCheck: (task: Task, tabIndex: number) => (
      <TaskCheck
        name={task.name}
        priority={task.priority}
        isDone={task.status === 'completed'}
        tabIndex={tabIndex}
        onChange={() => toggle(task)}
      />
    ),
    renderMeta: (task: Task) => (task.status === 'completed' ? null : <TaskMeta task={task} />),
  }
}
