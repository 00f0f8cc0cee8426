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

export type Frequency = 'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'

/** The parts of an RFC 5545 rule a date phrase can ask for. Weekdays count from 1 (Monday). */
export interface RecurrenceRule {
  frequency: Frequency
  interval: number
  byMonth: number[]
  byMonthDay: number[]
  byDay: { nth: number | null; weekday: number }[]
  bySetPos: number | null
}

const weekdayCodes = ['', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
export const workdays = [1, 2, 3, 4, 5]

export const createRule = (frequency: Frequency, parts: Partial<RecurrenceRule> = {}): RecurrenceRule => ({
  frequency,
  interval: 1,
  byMonth: [],
  byMonthDay: [],
  byDay: [],
  bySetPos: null,
  ...parts,
})

export const everyWeekOn = (weekdays: readonly number[], interval = 1) =>
  createRule('WEEKLY', { interval, byDay: weekdays.map((weekday) => ({ nth: null, weekday })) })

const ascending = (a: number, b: number) => a - b
const unique = (numbers: readonly number[]) => [...new Set(numbers)].sort(ascending)

/** The rule's text without "RRULE:", parts in a fixed order; `end` is a finished UNTIL or COUNT part. */
export function formatRule(rule: RecurrenceRule, end: string | null = null): string {
  const byDay = [...rule.byDay].sort((a, b) => (a.nth ?? 0) - (b.nth ?? 0) || a.weekday - b.weekday)
  const codes = [...new Set(byDay.map(({ nth, weekday }) => `${nth ?? ''}${weekdayCodes[weekday]}`))]
  return [
    `FREQ=${rule.frequency}`,
    rule.interval > 1 && `INTERVAL=${rule.interval}`,
    rule.byMonth.length > 0 && `BYMONTH=${unique(rule.byMonth).join(',')}`,
    rule.byMonthDay.length > 0 && `BYMONTHDAY=${unique(rule.byMonthDay).join(',')}`,
    codes.length > 0 && `BYDAY=${codes.join(',')}`,
    rule.bySetPos !== null && `BYSETPOS=${rule.bySetPos}`,
    end,
  ]
    .filter(Boolean)
    .join(';')
}

function isNth(day: Day, nth: number): boolean {
  const number = dayOfMonth(day)
  const fromEnd = lastDayOfMonth(yearOf(day), monthOf(day)) - number
  return nth > 0 ? Math.ceil(number / 7) === nth : Math.floor(fromEnd / 7) + 1 === -nth
}

const isAmong = (day: Day, wanted: RecurrenceRule['byDay']) =>
  wanted.some(({ nth, weekday }) => weekdayOf(day) === weekday && (nth === null || isNth(day, nth)))

function isMonthDay(day: Day, wanted: readonly number[]): boolean {
  const last = lastDayOfMonth(yearOf(day), monthOf(day))
  return wanted.some((number) => dayOfMonth(day) === (number > 0 ? number : last + 1 + number))
}

/** The place of the day among the days of its month that fit BYDAY, counted from both ends. */
function isSetPosition(day: Day, rule: RecurrenceRule): boolean {
  const first = `${day.slice(0, 8)}01`
  const inMonth = Array.from({ length: lastDayOfMonth(yearOf(day), monthOf(day)) }, (_, i) =>
    addDays(first, i),
  )
  const fitting = inMonth.filter((candidate) => isAmong(candidate, rule.byDay))
  return fitting.at(rule.bySetPos! > 0 ? rule.bySetPos! - 1 : rule.bySetPos!) === day
}

const fits = (day: Day, rule: RecurrenceRule) =>
  (rule.byMonth.length === 0 || rule.byMonth.includes(monthOf(day))) &&
  (rule.byMonthDay.length === 0 || isMonthDay(day, rule.byMonthDay)) &&
  (rule.byDay.length === 0 || isAmong(day, rule.byDay)) &&
  (rule.bySetPos === null || isSetPosition(day, rule))

/** The first day on or after `base` the rule allows; null when it allows none within ten years. */
export function firstDay(rule: RecurrenceRule, base: Day): Day | null {
  const end = addMonths(base, 120)
  for (let day = base; day < end; day = addDays(day, 1)) if (fits(day, rule)) return day
  return null
}
