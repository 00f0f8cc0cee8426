/** Calendar days are `YYYY-MM-DD` strings: they have no zone and never shift. */
export type Day = string

const DAY_MS = 86_400_000

const toUtc = (day: Day): number => Date.parse(`${day}T00:00:00Z`)
const fromUtc = (ms: number): Day => new Date(ms).toISOString().slice(0, 10)

export const addDays = (day: Day, count: number): Day => fromUtc(toUtc(day) + count * DAY_MS)

/** Whole days from one day to another; negative when `to` lies before `from`. */
export const daysBetween = (from: Day, to: Day): number => Math.round((toUtc(to) - toUtc(from)) / DAY_MS)

/** 0 = Sunday … 6 = Saturday. */
export const weekdayOf = (day: Day): number => new Date(toUtc(day)).getUTCDay()

/** The next such weekday, never the day itself. */
export function nextWeekday(day: Day, weekday: number): Day {
  const ahead = (weekday - weekdayOf(day) + 7) % 7
  return addDays(day, ahead === 0 ? 7 : ahead)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs more than a list row: each one is made once. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`
  let made = formatters.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(locale, options)
    formatters.set(key, made)
  }
  return made
}

/** The calendar day an instant falls on in a time zone. */
export function dayIn(timeZone: string, instant: Date = new Date()): Day {
  const parts = dateFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant)
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** Wall-clock minutes since midnight in a time zone. */
export function minutesIn(timeZone: string, instant: Date = new Date()): number {
  const [hours = '0', minutes = '0'] = dateFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(instant)
    .split(':')
  return Number(hours) * 60 + Number(minutes)
}
