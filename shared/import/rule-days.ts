import {
  addDays,
  addMonths,
  dayOfMonth,
  lastDayOfMonth,
  monthOf,
  weekdayOf,
  yearOf,
  type Day,
} from './calendar-day.ts'

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const numbers = (list: string | undefined) => list?.split(',').map(Number) ?? null
const daysBetween = (from: Day, to: Day) => (Date.parse(to) - Date.parse(from)) / 86_400_000
const monthIndex = (day: Day) => yearOf(day) * 12 + monthOf(day)

interface Period {
  first: Day
  length: number
}

interface Rule {
  frequency: string
  interval: number
  parts: ReadonlyMap<string, string>
}

function readRule(text: string): Rule {
  const parts = new Map(text.split(';').map((part) => part.split('=') as [string, string]))
  return { frequency: parts.get('FREQ') ?? 'DAILY', interval: Number(parts.get('INTERVAL') ?? 1), parts }
}

/** The day, week, month or year so many intervals after the one the anchor lies in. */
function periodAt({ frequency, interval, parts }: Rule, anchor: Day, place: number): Period {
  const step = place * interval
  if (frequency === 'WEEKLY') {
    const shift = Math.max(weekdays.indexOf(parts.get('WKST') ?? 'MO'), 0)
    const first = addDays(anchor, -((weekdayOf(anchor) - 1 - shift + 7) % 7))
    return { first: addDays(first, step * 7), length: 7 }
  }
  if (frequency === 'MONTHLY') {
    const first = addMonths(`${anchor.slice(0, 8)}01`, step)
    return { first, length: lastDayOfMonth(yearOf(first), monthOf(first)) }
  }
  if (frequency === 'YEARLY') {
    const first = addMonths(`${anchor.slice(0, 5)}01-01`, step * 12)
    return { first, length: daysBetween(first, addMonths(first, 12)) }
  }
  return { first: addDays(anchor, step), length: 1 }
}

/** The place of the period the day lies in, or of the first one after it. */
function placeOf(rule: Rule, anchor: Day, day: Day): number {
  const units = {
    DAILY: () => daysBetween(anchor, day),
    WEEKLY: () => daysBetween(periodAt(rule, anchor, 0).first, day) / 7,
    MONTHLY: () => monthIndex(day) - monthIndex(anchor),
    YEARLY: () => yearOf(day) - yearOf(anchor),
  }[rule.frequency]
  return Math.max(Math.floor((units?.() ?? 0) / rule.interval), 0)
}

/** "2MO" is the second Monday of its month, or of its year in a yearly rule without months; "-1FR" the last. */
function isWanted(day: Day, wanted: string, inMonth: boolean): boolean {
  if (!wanted.endsWith(weekdays[weekdayOf(day) - 1]!)) return false
  if (wanted.length === 2) return true
  const nth = Number(wanted.slice(0, -2))
  const first: Day = inMonth ? `${day.slice(0, 8)}01` : `${day.slice(0, 5)}01-01`
  const length = inMonth
    ? lastDayOfMonth(yearOf(day), monthOf(day))
    : daysBetween(first, addMonths(first, 12))
  const place = daysBetween(first, day)
  return nth > 0 ? Math.floor(place / 7) + 1 === nth : Math.floor((length - 1 - place) / 7) + 1 === -nth
}

function fits(day: Day, { frequency, parts }: Rule, anchor: Day): boolean {
  const months = numbers(parts.get('BYMONTH'))
  if (months && !months.includes(monthOf(day))) return false
  const monthDays = numbers(parts.get('BYMONTHDAY'))
  const fromEnd = dayOfMonth(day) - lastDayOfMonth(yearOf(day), monthOf(day)) - 1
  if (monthDays && !monthDays.includes(dayOfMonth(day)) && !monthDays.includes(fromEnd)) return false
  const wanted = parts.get('BYDAY')?.split(',')
  const countsInMonth = frequency === 'MONTHLY' || months !== null
  if (wanted) return wanted.some((each) => isWanted(day, each, countsInMonth))
  if (monthDays) return true
  if (frequency === 'WEEKLY') return weekdayOf(day) === weekdayOf(anchor)
  if (frequency === 'MONTHLY') return dayOfMonth(day) === dayOfMonth(anchor)
  if (frequency !== 'YEARLY') return true
  return dayOfMonth(day) === dayOfMonth(anchor) && (months !== null || monthOf(day) === monthOf(anchor))
}

function daysIn(rule: Rule, anchor: Day, place: number): Day[] {
  const { first, length } = periodAt(rule, anchor, place)
  const days = Array.from({ length }, (_, i) => addDays(first, i)).filter((day) => fits(day, rule, anchor))
  const positions = numbers(rule.parts.get('BYSETPOS'))
  return positions
    ? days.filter((_, i) => positions.includes(i + 1) || positions.includes(i - days.length))
    : days
}

const YEARS_AHEAD = 10

/** The day of a series that is due next, and its number in the series, from 1. */
export interface SeriesDay {
  day: Day
  occurrence: number
}

/**
 * The first day of a series on or after `from` that is not skipped; null when the series is over by then. The rule is
 * one of `supportedRule`, in days or longer; the anchor is its first day, which counts even where the rule does not
 * give it.
 */
export function nextInSeries(
  text: string,
  anchor: Day,
  from: Day,
  skipped: ReadonlySet<Day>,
): SeriesDay | null {
  const rule = readRule(text)
  const count = Number(rule.parts.get('COUNT') ?? Infinity)
  const until = rule.parts.get('UNTIL')
  const lastDay = until ? `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}` : '9999-12-31'
  if (anchor >= from && !skipped.has(anchor)) return { day: anchor, occurrence: 1 }

  // Without a count the numbers do not matter, and the years in between need not be walked through.
  const isCounted = count !== Infinity
  const start = isCounted || from <= anchor ? 0 : placeOf(rule, anchor, from)
  const horizon = addMonths(from > anchor ? from : anchor, YEARS_AHEAD * 12)
  let occurrence = 1
  for (let place = start; periodAt(rule, anchor, place).first <= horizon; place++) {
    for (const day of daysIn(rule, anchor, place)) {
      if (day <= anchor) continue
      occurrence++
      if (day > lastDay || occurrence > count) return null
      if (day >= from && !skipped.has(day)) return { day, occurrence: isCounted ? occurrence : 1 }
    }
  }
  return null
}
