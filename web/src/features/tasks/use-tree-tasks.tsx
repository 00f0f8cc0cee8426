import type { Task } from './queries.ts'
import { useRowView } from './row/use-row-view.ts'
import { useTaskActions } from './row/use-task-actions.ts'
import { TaskCheck } from './task-check.tsx'
import { TaskMeta } from './task-meta.tsx'

/** What a tree of the plan can do with tasks and how it shows them. */
export function useTreeTasks() {
  const view = useRowView()
  const actions = useTaskActions()

  return {
    create: (projectId: string | null, name: string) => void actions.create({ name, project_id: projectId }),
    rename: (task: Task, name: string) => void actions.rename(task, name),
    toggle: (task: Task) => void actions.toggle(task),
    open: (task: Task, from: HTMLElement | null) => actions.open(task, from),
    move: (task: Task, place: { id: string | null; name: string }) => void actions.move(task, place),
    remove: (task: Task) => void actions.remove(task),
    renderCheck: (task: Task, tabIndex: number) => (
      <TaskCheck
        t={view.t}
        name={task.name}
        priority={task.priority}
        isDone={task.status === 'completed'}
        isStarted={task.status === 'in_progress'}
        tabIndex={tabIndex}
        onChange={() => void actions.toggle(task)}
      />
    ),
    renderMeta: (task: Task) => (task.status === 'completed' ? null : <TaskMeta task={task} view={view} />),
  }
}
