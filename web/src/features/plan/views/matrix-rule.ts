import { addDays, type Day } from '../../../lib/dates.ts'
import type { ListTask } from './queries.ts'

/** What is due or has its deadline within so many days is urgent. */
export const URGENT_DAYS = 2
/** From this importance on a project makes its tasks important. */
export const IMPORTANT_FROM = 4
/** How far a task is put off when it is no longer to be urgent. */
const LATER_DAYS = 7

export const QUADRANTS = ['do', 'schedule', 'delegate', 'drop'] as const
export type Quadrant = (typeof QUADRANTS)[number]

export const MEANING: Record<Quadrant, { isImportant: boolean; isUrgent: boolean }> = {
  do: { isImportant: true, isUrgent: true },
  schedule: { isImportant: true, isUrgent: false },
  delegate: { isImportant: false, isUrgent: true },
  drop: { isImportant: false, isUrgent: false },
}

type Judged = Pick<ListTask, 'priority' | 'due_on' | 'deadline_on'>

const isSoon = (day: Day | null, today: Day): boolean => day !== null && day <= addDays(today, URGENT_DAYS)
const hasPriority = ({ priority }: Judged): boolean => priority === 'high' || priority === 'urgent'
const isInImportantProject = (importance: number | undefined): boolean => (importance ?? 0) >= IMPORTANT_FROM

/** Where a task stands. `importance` is that of its project, if it has one. */
export function quadrantOf(task: Judged, importance: number | undefined, today: Day): Quadrant {
  const isImportant = hasPriority(task) || isInImportantProject(importance)
  const isUrgent = isSoon(task.due_on, today) || isSoon(task.deadline_on, today)
  if (isImportant) return isUrgent ? 'do' : 'schedule'
  return isUrgent ? 'delegate' : 'drop'
}

export type QuadrantMove =
  | { patch: { priority?: 'high' | 'medium'; due_on?: Day } }
  /** Not by this task's own columns: the project or the deadline holds it where it is. */
  | { heldBy: 'project' | 'deadline' }

/** What has to change for a task to stand in another quadrant. */
export function moveToQuadrant(
  task: Judged,
  importance: number | undefined,
  target: Quadrant,
  today: Day,
): QuadrantMove {
  const from = MEANING[quadrantOf(task, importance, today)]
  const to = MEANING[target]
  if (from.isImportant && !to.isImportant && isInImportantProject(importance)) return { heldBy: 'project' }
  if (from.isUrgent && !to.isUrgent && isSoon(task.deadline_on, today)) return { heldBy: 'deadline' }
  return {
    patch: {
      ...(from.isImportant !== to.isImportant && { priority: to.isImportant ? 'high' : 'medium' }),
      ...(from.isUrgent !== to.isUrgent && { due_on: to.isUrgent ? today : addDays(today, LATER_DAYS) }),
    },
  }
}
