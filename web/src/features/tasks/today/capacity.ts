import { type Day, weekdayOf } from '../../../lib/dates.ts'

type Lasting = { duration_minutes: number | null }

export type DayLoad = {
  plannedMinutes: number
  capacityMinutes: number
  /** Tasks that do not say how long they take: not in the plan's minutes, and not forgotten either. */
  unsetCount: number
  /** How many tasks at the end of the list no longer fit. */
  leftOverCount: number
}

/** The minutes a person has on a day, of their week that starts with Monday. */
export const capacityOn = (day: Day, week: readonly number[]): number => week[(weekdayOf(day) + 6) % 7] ?? 0

/** How full a day is with these tasks, in the order in which they would be done. */
export function dayLoad(tasks: readonly Lasting[], capacityMinutes: number): DayLoad {
  let plannedMinutes = 0
  let unsetCount = 0
  let leftOverCount = 0
  for (const { duration_minutes } of tasks) {
    if (duration_minutes === null) unsetCount += 1
    plannedMinutes += duration_minutes ?? 0
    if (duration_minutes !== null && plannedMinutes > capacityMinutes) leftOverCount += 1
  }
  return { plannedMinutes, capacityMinutes, unsetCount, leftOverCount }
}
