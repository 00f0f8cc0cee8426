import {
  addDays,
  dayOf,
  lastDayOfMonth,
  monthOf,
  nextWeekday,
  weekdayOf,
  yearOf,
  type Day,
} from '../import/calendar-day.ts'
import { formatRule, type RecurrenceRule } from '../import/recurrence-rule.ts'
import { instantOf, wallClock } from '../import/zoned-time.ts'
import { addUnits, monthDay } from './relative-days.ts'
import type { Ending, Repetition } from './repetition.ts'
import { timeOfPart } from './times.ts'
import type { Present } from './types.ts'
import type { Unit } from './words/words.ts'

export interface Due {
  date: Day
  time: string | null
}

const SUNDAY = 7
/** Longest wait for a fifth weekday or a 31st is far shorter. */
const MONTHS_SEARCHED = 24
const UNITS: Readonly<Partial<Record<RecurrenceRule['frequency'], Unit>>> = {
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
}
const UNIT_MS: Readonly<Partial<Record<RecurrenceRule['frequency'], number>>> = {
  MINUTELY: 60_000,
  HOURLY: 3_600_000,
}

/** When the task is due for the first time (R10, R12); `typed` is its time, if one was typed. */
export function firstDue(repetition: Repetition, typed: string | null, present: Present): Due {
  const { rule, from } = repetition
  const time = typed ?? (repetition.part === null ? null : timeOfPart(repetition.part))
  const unit = UNITS[rule.frequency]
  if (unit === undefined) return firstPassing(repetition, time, present)
  const base = from ?? present.today
  const hasDays = rule.byDay.length > 0 || rule.byMonthDay.length > 0
  const date = hasDays ? firstDay(rule, base) : base
  const isPast = date === present.today && time !== null && time <= present.time
  if (!isPast) return { date, time }
  const next = hasDays ? firstDay(rule, addDays(date, 1)) : addUnits(base, rule.interval, unit)
  return { date: next ?? date, time }
}

function firstPassing({ rule, from }: Repetition, time: string | null, present: Present): Due {
  if (from !== null && from !== present.today) return { date: from, time }
  if (time !== null) return { date: time > present.time ? present.today : addDays(present.today, 1), time }
  const passing = UNIT_MS[rule.frequency]! * rule.interval
  const clock = wallClock(new Date(present.now.getTime() + passing), present.timeZone)
  return { date: clock.day, time: clock.time }
}

/** The first day from `base` on that fits the BY parts. */
function firstDay(rule: RecurrenceRule, base: Day): Day {
  const { frequency, byDay, byMonth, byMonthDay } = rule
  if (frequency === 'YEARLY') return monthDay(base, byMonth[0]!, byMonthDay[0]!, null) ?? base
  if (frequency === 'WEEKLY') {
    return byDay.map(({ weekday }) => nextWeekday(addDays(base, -1), weekday)).sort()[0]!
  }
  for (let i = 0; i < MONTHS_SEARCHED; i++) {
    const months = yearOf(base) * 12 + monthOf(base) - 1 + i
    const days = daysOfMonth(rule, Math.floor(months / 12), (months % 12) + 1)
    const found = days.sort().find((day) => day >= base)
    if (found !== undefined) return found
  }
  return base
}

function daysOfMonth({ byDay, byMonthDay, bySetPos }: RecurrenceRule, year: number, month: number): Day[] {
  const last = lastDayOfMonth(year, month)
  const first = weekdayOf(dayOf(year, month, 1)!)
  const ofWeekday = (weekday: number) => {
    const days: number[] = []
    for (let day = 1 + ((weekday - first + 7) % 7); day <= last; day += 7) days.push(day)
    return days
  }
  const nth = (days: number[], position: number) => days.at(position > 0 ? position - 1 : position)
  const wanted = [
    ...byMonthDay.map((day) => (day > 0 ? day : last + 1 + day)),
    ...byDay.flatMap(({ nth: position, weekday }) =>
      position === null ? ofWeekday(weekday) : nth(ofWeekday(weekday), position),
    ),
  ].filter((day) => day !== undefined)
  const chosen =
    bySetPos === null
      ? wanted
      : [
          nth(
            wanted.sort((a, b) => a - b),
            bySetPos,
          ),
        ]
  return chosen.flatMap((day) => (day === undefined ? [] : (dayOf(year, month, day) ?? [])))
}

/** The rule as text, ending included. */
export function writeRule({ rule, ending }: Repetition, due: Due, present: Present): string {
  const isShifted = present.weekStart === SUNDAY && rule.frequency === 'WEEKLY' && rule.interval > 1
  const weekStart = isShifted && new Set(rule.byDay.map(({ weekday }) => weekday)).size > 1 ? 'WKST=SU' : null
  const end = ending && writeEnding(ending, due, present)
  return formatRule(rule, [weekStart, end].filter(Boolean).join(';') || null)
}

function writeEnding(ending: Ending, due: Due, { timeZone }: Present): string | null {
  if (ending.kind === 'count') return `COUNT=${ending.count}`
  const after = ending.kind === 'span' ? addUnits(due.date, ending.count, ending.unit) : null
  const last = ending.kind === 'until' ? ending.day : after && addDays(after, -1)
  if (last === null) return null
  if (due.time === null) return `UNTIL=${last.replaceAll('-', '')}`
  // RFC 5545: with a time, the end is an instant too.
  const lastMinute = instantOf({ day: last, time: '23:59' }, timeZone)
  const instant = new Date(lastMinute.getTime() + 59_000).toISOString()
  return `UNTIL=${instant.slice(0, 19).replace(/[-:]/g, '')}Z`
}
