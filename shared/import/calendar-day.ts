/** A calendar day as 'YYYY-MM-DD'. Such strings sort like the days they name. */
export type Day = string

const DAY_MS = 86_400_000
const millis = (day: Day) => Date.parse(`${day}T00:00:00Z`)
const fromMillis = (ms: number): Day => new Date(ms).toISOString().slice(0, 10)

/** The day, or null when there is no such day (30 February) or the year is outside 1900 to 2199. */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return null
  if (day > lastDayOfMonth(year, month)) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** 28 to 31; the month counts from 1. */
export const lastDayOfMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

export const yearOf = (day: Day) => Number(day.slice(0, 4))
export const monthOf = (day: Day) => Number(day.slice(5, 7))
export const dayOfMonth = (day: Day) => Number(day.slice(8, 10))

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: Day) => new Date(millis(day)).getUTCDay() || 7

export const addDays = (day: Day, count: number): Day => fromMillis(millis(day) + count * DAY_MS)

/** Months later; a day the target month does not have becomes its last day. */
export function addMonths(day: Day, count: number): Day {
  const months = yearOf(day) * 12 + monthOf(day) - 1 + count
  const year = Math.floor(months / 12)
  const month = (months % 12) + 1
  return fromMillis(Date.UTC(year, month - 1, Math.min(dayOfMonth(day), lastDayOfMonth(year, month))))
}

/** The first day of that weekday strictly after the given day. */
export const nextWeekday = (after: Day, weekday: number): Day =>
  addDays(after, ((weekday - weekdayOf(after) + 6) % 7) + 1)

/** The day the week of the given day starts on; `weekStart` 1 is Monday, 7 is Sunday. */
export const startOfWeek = (day: Day, weekStart: number): Day =>
  addDays(day, -((weekdayOf(day) - weekStart + 7) % 7))
