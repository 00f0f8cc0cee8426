import type { Day } from '../../../lib/dates.ts'

type Dated = { status: string; due_on: Day | null; deadline_on: Day | null; duration_minutes: number | null }

/**
 * What is asked for today (due, overdue, deadline reached) and what could come next. The ranking inside each part is
 * the server's.
 */
export function splitToday<T extends Dated>(tasks: readonly T[], today: Day): { now: T[]; next: T[] } {
  const open = tasks.filter(({ status }) => status !== 'completed')
  const isForToday = ({ due_on, deadline_on }: T) =>
    (due_on !== null && due_on <= today) || (deadline_on !== null && deadline_on <= today)
  return { now: open.filter(isForToday), next: open.filter((task) => !isForToday(task)) }
}

/** How much time the tasks ask for, as far as they say so. */
export const plannedMinutes = (tasks: readonly Dated[]): number =>
  tasks.reduce((sum, task) => sum + (task.duration_minutes ?? 0), 0)
