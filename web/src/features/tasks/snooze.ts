import { addDays, type Day, daysBetween, nextWeekday, weekdayOf } from '../../lib/dates.ts'
import type { TaskPatch } from './task-data.ts'

const SATURDAY = 6
const SUNDAY = 0
const EVENING_HOUR = 18
/** Later than this, "this evening" is no longer later. */
const LAST_MINUTE_FOR_EVENING = 16 * 60

export type SnoozeId = 'evening' | 'tomorrow' | 'weekend' | 'nextWeekend' | 'nextWeek'
export type SnoozeOption = { id: SnoozeId; day: Day; time?: string }

type Moment = { today: Day; minutes: number; weekStart: number }

/** Where a task can be put off to with one press; two names for one day are offered once. */
export function snoozeOptions({ today, minutes, weekStart }: Moment): SnoozeOption[] {
  const isWeekend = [SATURDAY, SUNDAY].includes(weekdayOf(today))
  const options: SnoozeOption[] = [
    { id: 'tomorrow', day: addDays(today, 1) },
    { id: isWeekend ? 'nextWeekend' : 'weekend', day: nextWeekday(today, SATURDAY) },
    { id: 'nextWeek', day: nextWeekday(today, weekStart) },
  ]
  const evening: SnoozeOption[] =
    minutes <= LAST_MINUTE_FOR_EVENING ? [{ id: 'evening', day: today, time: `${EVENING_HOUR}:00:00` }] : []
  const days = new Set<Day>()
  const once = options.filter(({ day }) => !days.has(day) && days.add(day))
  return [...evening, ...once.sort((one, other) => daysBetween(other.day, one.day))]
}

type Snoozable = { due_on: Day | null; start_on: Day | null }

/**
 * What putting off means: the task is not seen before that day. A planned day moves along; a task without one stays
 * without. The deadline never moves.
 */
export function snoozePatch(task: Snoozable, day: Day, today: Day, time?: string): TaskPatch {
  if (day <= today)
    return { due_on: day, ...(time && { due_time: time }), ...(task.start_on && { start_on: null }) }
  return { start_on: day, ...(task.due_on && { due_on: day }) }
}
