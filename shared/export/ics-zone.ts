import {
  addDays,
  dayOfMonth,
  lastDayOfMonth,
  monthOf,
  weekdayOf,
  yearOf,
  type Day,
} from '../import/calendar-day.ts'
import { wallClock } from '../import/zoned-time.ts'
import { localValue } from './ics-text.ts'

const HOUR = 3_600_000
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
/** For so many years a rule must give the changes the zone really has. */
const YEARS_CHECKED = 6

function offsetAt(ms: number, zone: string): number {
  const { day, time } = wallClock(new Date(ms), zone)
  return Math.round((Date.parse(`${day}T${time}:00Z`) - ms) / 60_000)
}

interface Change {
  /** Wall clock before the change, as RFC 5545 wants the start of an observance. */
  day: Day
  time: string
  from: number
  to: number
}

/** The changes of the clock in a year; null when there are others than two. */
function changesOf(year: number, zone: string): Change[] {
  const changes: Change[] = []
  const end = Date.UTC(year + 1, 0, 1)
  for (let ms = Date.UTC(year, 0, 1); ms < end; ms += 24 * HOUR) {
    if (offsetAt(ms, zone) === offsetAt(ms + 24 * HOUR, zone)) continue
    let at = ms
    while (offsetAt(at + HOUR / 4, zone) === offsetAt(ms, zone)) at += HOUR / 4
    const [from, to] = [offsetAt(ms, zone), offsetAt(at + HOUR / 4, zone)]
    const local = new Date(at + HOUR / 4 + from * 60_000).toISOString()
    changes.push({ day: local.slice(0, 10), time: local.slice(11, 16), from, to })
  }
  return changes
}

/** "The last Sunday of March" as a rule, when the day is in the last week of its month; else "the second Sunday". */
function yearlyRule(day: Day): string {
  const isLast = dayOfMonth(day) + 7 > lastDayOfMonth(yearOf(day), monthOf(day))
  const nth = isLast ? -1 : Math.ceil(dayOfMonth(day) / 7)
  return `FREQ=YEARLY;BYMONTH=${monthOf(day)};BYDAY=${nth}${weekdays[weekdayOf(day) - 1]}`
}

const offsetValue = (minutes: number) => {
  const size = Math.abs(minutes)
  const [hours, rest] = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'))
  return `${minutes < 0 ? '-' : '+'}${hours}${rest}`
}

const observance = (kind: string, from: number, to: number, start: string, rule: string | null): string[] => [
  `BEGIN:${kind}`,
  `DTSTART:${start}`,
  `TZOFFSETFROM:${offsetValue(from)}`,
  `TZOFFSETTO:${offsetValue(to)}`,
  ...(rule ? [`RRULE:${rule}`] : []),
  `END:${kind}`,
]

/**
 * The lines of a VTIMEZONE, short because long ones break calendars; null when the zone follows no yearly rule, so that
 * its times are better written without one.
 */
export function zoneLines(zone: string, year: number): string[] | null {
  const years = Array.from({ length: YEARS_CHECKED }, (_, i) => changesOf(year + i, zone))
  const wrap = (inner: string[]) => ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...inner, 'END:VTIMEZONE']
  if (years.every((changes) => changes.length === 0)) {
    const offset = offsetAt(Date.UTC(year, 0, 1), zone)
    return wrap(observance('STANDARD', offset, offset, '19700101T000000', null))
  }
  const rules = years.map((changes) => changes.map(({ day, time }) => `${yearlyRule(day)} ${time}`).join('|'))
  if (years.some((changes) => changes.length !== 2) || new Set(rules).size !== 1) return null
  return wrap(
    years[0]!.flatMap(({ day, time, from, to }) => {
      // The rule has held for long enough: the first start lies before any task.
      const start = `${1970}${localValue(firstOf(day), time).slice(4)}`
      return observance(to > from ? 'DAYLIGHT' : 'STANDARD', from, to, start, yearlyRule(day))
    }),
  )
}

/** The day in 1970 the same rule gives. */
function firstOf(day: Day): Day {
  const rule = yearlyRule(day)
  const nth = Number(/BYDAY=(-?\d)/.exec(rule)![1])
  const month = String(monthOf(day)).padStart(2, '0')
  const last = lastDayOfMonth(1970, monthOf(day))
  const days = Array.from({ length: last }, (_, i) => addDays(`1970-${month}-01`, i))
  const fitting = days.filter((each) => weekdayOf(each) === weekdayOf(day))
  return fitting.at(nth > 0 ? nth - 1 : nth)!
}
