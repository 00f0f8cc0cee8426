import {
  addDays,
  addMonths,
  dayOf,
  dayOfMonth,
  lastDayOfMonth,
  monthOf,
  nextWeekday,
  startOfWeek,
  weekdayOf,
  yearOf,
  type Day,
} from '../import/calendar-day.ts'
import type { Unit } from './words/words.ts'

const FRIDAY = 5
const SATURDAY = 6
const MONTHS_PER: Partial<Record<Unit, number>> = { month: 1, quarter: 3, year: 12 }

const MOST_MONTHS = 2400

/** Days, weeks, months, quarters or years later; null beyond the year 2199. */
export function addUnits(day: Day, count: number, unit: Unit): Day | null {
  const months = MONTHS_PER[unit]
  if (months && count * months > MOST_MONTHS) return null
  const later = months ? addMonths(day, count * months) : addDays(day, count * (unit === 'week' ? 7 : 1))
  return later < '2200' ? later : null
}

/** The first such weekday on or after the day. */
export const weekdayFrom = (day: Day, weekday: number) => nextWeekday(addDays(day, -1), weekday)

/** The weekday in the calendar week after the one of `today`. */
export const weekdayOfNextWeek = (today: Day, weekday: number, weekStart: number) =>
  weekdayFrom(addDays(startOfWeek(today, weekStart), 7), weekday)

/** Saturday of the weekend that contains or follows the day. */
export const weekendOf = (day: Day) =>
  weekdayOf(day) > SATURDAY ? addDays(day, -1) : weekdayFrom(day, SATURDAY)

export const firstFriday = (day: Day) => weekdayFrom(day, FRIDAY)

export const endOfMonth = (day: Day) =>
  dayOf(yearOf(day), monthOf(day), lastDayOfMonth(yearOf(day), monthOf(day)))!

export const startOfNextMonth = (day: Day) => addDays(endOfMonth(day), 1)

/** The last day of that month: of the given year, else the next one from today on. */
export function endOfNamedMonth(today: Day, month: number, year: number | null): Day {
  const inYear = (wanted: number) => dayOf(wanted, month, lastDayOfMonth(wanted, month))!
  if (year !== null) return inYear(year)
  const thisYear = inYear(yearOf(today))
  return thisYear >= today ? thisYear : inYear(yearOf(today) + 1)
}

const LEAP_SEARCH = 8

/** The day of the year given, else its next date from `from` on; null when there is none. */
export function monthDay(from: Day, month: number, day: number, year: number | null): Day | null {
  if (year !== null) return dayOf(year, month, day)
  for (let i = 0; i <= LEAP_SEARCH; i++) {
    const found = dayOf(yearOf(from) + i, month, day)
    if (found !== null && found >= from) return found
  }
  return null
}

/** The next date from today on whose month has that day. */
export function nextDayOfMonth(today: Day, day: number): Day | null {
  const first = addDays(today, 1 - dayOfMonth(today))
  for (let i = 0; i <= 2; i++) {
    const month = addMonths(first, i)
    const found = dayOf(yearOf(month), monthOf(month), day)
    if (found !== null && found >= today) return found
  }
  return null
}
