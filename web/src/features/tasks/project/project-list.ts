import type { Task } from '../queries.ts'

export const STATUS_ORDER = ['in_progress', 'review', 'todo', 'completed'] as const
export type Status = (typeof STATUS_ORDER)[number]

/** A line of the list: a task, and how deep it stands under the tasks above it. */
export type ProjectLine = { task: Task; depth: number }
export type StatusGroup = { status: Status; lines: readonly ProjectLine[] }

const byOrder = (a: Task, b: Task): number =>
  a.sort_order - b.sort_order || a.created_at.localeCompare(b.created_at)

/** The tasks of a project by status. Sub-tasks stand under their parent, whatever their own status is. */
export function groupByStatus(tasks: readonly Task[]): StatusGroup[] {
  const ids = new Set(tasks.map(({ id }) => id))
  const children = new Map<string | null, Task[]>()
  for (const task of tasks) {
    const parent = task.parent_task_id && ids.has(task.parent_task_id) ? task.parent_task_id : null
    const siblings = children.get(parent)
    if (siblings) siblings.push(task)
    else children.set(parent, [task])
  }
  const below = (task: Task, depth: number): ProjectLine[] => [
    { task, depth },
    ...(children.get(task.id) ?? []).sort(byOrder).flatMap((child) => below(child, depth + 1)),
  ]
  const roots = (children.get(null) ?? []).sort(byOrder)
  return STATUS_ORDER.flatMap((status) => {
    const lines = roots.filter((task) => task.status === status).flatMap((task) => below(task, 0))
    return lines.length > 0 ? [{ status, lines }] : []
  })
}
