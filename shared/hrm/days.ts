import type { Snapshot } from './snapshot.ts'

export const DAY_MINUTES = 1440
const DAY_MS = 86_400_000
const DAYS_OF_400_YEARS = 146_097

const digits = (text: string, from: number, to: number): number => {
  let value = 0
  for (let at = from; at < to; at++) value = value * 10 + text.charCodeAt(at) - 48
  return value
}

/** Days since 1970-01-01 of `YYYY-MM-DD`. No zone takes part: a day of the person is a day. */
export const dayNumber = (day: string): number => {
  const year = digits(day, 0, 4)
  // `Date.UTC` takes the years before 100 for those of the last century; after 400 years the calendar begins anew.
  const early = year < 100 ? 400 : 0
  const ms = Date.UTC(year + early, digits(day, 5, 7) - 1, digits(day, 8, 10))
  return ms / DAY_MS - (early === 0 ? 0 : DAYS_OF_400_YEARS)
}

/** `YYYY-MM-DD` of a number of days since 1970-01-01. */
export const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)

/** Minutes since midnight of `HH:MM`, seconds left out. */
export const minuteOf = (clock: string): number => digits(clock, 0, 2) * 60 + digits(clock, 3, 5)

/** Whether a minute of the day lies in a window, which may reach over midnight. The end is not in it. */
export function isWithin(minute: number, { from, until }: { from: string; until: string }): boolean {
  const [start, end] = [minuteOf(from), minuteOf(until)]
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end
}

/** The instant `hours` after the snapshot was taken, as ISO text. */
export const after = (snapshot: Snapshot, hours: number): string =>
  new Date(Date.parse(snapshot.taken_at) + hours * 3_600_000).toISOString()
