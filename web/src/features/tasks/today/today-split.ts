import type { Day } from '../../../lib/dates.ts'

type Dated = { status: string; due_on: Day | null; deadline_on: Day | null }

export type TodayParts<T> = {
  /** Planned for a day that is over, or past its deadline. */
  overdue: T[]
  /** Due today. */
  due: T[]
  /** Not asked for today, but ready. */
  next: T[]
}

const earliest = ({ due_on, deadline_on }: Dated): Day | null =>
  due_on !== null && deadline_on !== null && deadline_on < due_on ? deadline_on : (due_on ?? deadline_on)

/** What is late, what is asked for today and what could come next. The order inside each part is the server's. */
export function splitToday<T extends Dated>(tasks: readonly T[], today: Day): TodayParts<T> {
  const parts: TodayParts<T> = { overdue: [], due: [], next: [] }
  for (const task of tasks) {
    if (task.status === 'completed') continue
    const day = earliest(task)
    if (day !== null && day < today) parts.overdue.push(task)
    else if (day === today) parts.due.push(task)
    else parts.next.push(task)
  }
  return parts
}
