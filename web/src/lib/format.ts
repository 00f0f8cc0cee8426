import { addDays, dateFormat, type Day, daysBetween } from './dates.ts'

export type ClockSettings = { locale: string; timeZone: string; uses24h: boolean }

const asDate = (day: Day): Date => new Date(`${day}T00:00:00Z`)

/** "Tue" within a week, "24 Nov" within the year, "24 Nov 2027" beyond. */
export function shortDay(day: Day, today: Day, locale: string): string {
  const distance = daysBetween(today, day)
  if (distance >= 0 && distance < 7)
    return dateFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(asDate(day))
  const isSameYear = day.slice(0, 4) === today.slice(0, 4)
  return dateFormat(locale, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...(!isSameYear && { year: 'numeric' }),
  }).format(asDate(day))
}

/** "Saturday, 21 November" */
export const longDay = (day: Day, locale: string): string =>
  dateFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(asDate(day))

/** "Sat, 21 Nov", with the year where it is not this one. */
export const mediumDay = (day: Day, today: Day, locale: string): string =>
  dateFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...(day.slice(0, 4) !== today.slice(0, 4) && { year: 'numeric' }),
  }).format(asDate(day))

/** "15 – 21 Nov", from the first day to the last; one alone as "21 Nov". */
export const daysText = (from: Day, until: Day, locale: string): string =>
  dateFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).formatRange(
    asDate(from),
    asDate(until),
  )

/** "November 2026", from any day of it. */
export const monthName = (day: Day, locale: string): string =>
  dateFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(asDate(day))

/** "Saturday" */
export const weekdayName = (weekday: number, locale: string, width: 'long' | 'short' = 'long'): string =>
  // 4 January 1970 was a Sunday.
  dateFormat(locale, { weekday: width, timeZone: 'UTC' }).format(asDate(addDays('1970-01-04', weekday)))

/** A wall-clock time such as `09:30:00` as people of the locale write it. */
export function clockTime(time: string, { locale, uses24h }: Omit<ClockSettings, 'timeZone'>): string {
  return dateFormat(locale, {
    hour: uses24h ? '2-digit' : 'numeric',
    minute: '2-digit',
    hourCycle: uses24h ? 'h23' : 'h12',
    timeZone: 'UTC',
  }).format(new Date(`1970-01-01T${time.slice(0, 5)}:00Z`))
}

/** An instant as day and time in the person's own zone. */
export const instantText = (instant: string, { locale, timeZone, uses24h }: ClockSettings): string =>
  dateFormat(locale, {
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    year: new Date(instant).getFullYear() === new Date().getFullYear() ? undefined : 'numeric',
    hourCycle: uses24h ? 'h23' : 'h12',
    timeZone,
  }).format(new Date(instant))

/** The time of day of an instant in the person's own zone. */
export const instantTime = (instant: string, { locale, timeZone, uses24h }: ClockSettings): string =>
  dateFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: uses24h ? 'h23' : 'h12',
    timeZone,
  }).format(new Date(instant))

/** 95 → `1 h 35 min`; the units read the same in English and German. */
export function minutesText(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`].filter(Boolean).join(' ')
}
