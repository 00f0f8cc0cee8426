import { type Day, weekdayOf } from '../../lib/dates.ts'

export const WEEKDAY_CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const
export type WeekdayCode = (typeof WEEKDAY_CODES)[number]

export const FREQUENCIES = ['daily', 'weekly', 'monthly', 'yearly'] as const
export type Frequency = (typeof FREQUENCIES)[number]

/** Which week of a month: the first to the fourth, or the last. */
export const WEEKS = [1, 2, 3, 4, -1] as const
export type Week = (typeof WEEKS)[number]

/** Which day of a month a monthly rule means. */
export type MonthDay =
  { kind: 'day'; day: number } | { kind: 'last-day' } | { kind: 'weekday'; week: Week; weekday: WeekdayCode }

export type RepeatEnd = { kind: 'never' } | { kind: 'on'; day: Day } | { kind: 'after'; count: number }

/** A rule as the editor shows it. Rules that say more than this are kept as they are and shown as custom. */
export type RepeatDraft = {
  frequency: Frequency
  interval: number
  /** For weekly rules, in the order of the week from Sunday; never empty. */
  weekdays: readonly WeekdayCode[]
  /** For monthly rules. */
  monthDay: MonthDay
  end: RepeatEnd
}

export const MAX_INTERVAL = 999
export const MAX_COUNT = 999

const WEEKDAYS_OF_WORK: readonly WeekdayCode[] = ['MO', 'TU', 'WE', 'TH', 'FR']
const FREQ: Record<Frequency, string> = {
  daily: 'DAILY',
  weekly: 'WEEKLY',
  monthly: 'MONTHLY',
  yearly: 'YEARLY',
}

const codeOf = (day: Day): WeekdayCode => WEEKDAY_CODES[weekdayOf(day)] ?? 'MO'
const dayOfMonth = (day: Day): number => Number(day.slice(8, 10))

/** The week of the month a day lies in; the fifth of a weekday is its last. */
export function weekOfMonth(day: Day): Week {
  const week = Math.ceil(dayOfMonth(day) / 7)
  return WEEKS.find((candidate) => candidate === week) ?? -1
}

/** What a rule starts as, counted from the day the task is due. */
export const draftFrom = (dueOn: Day, frequency: Frequency = 'weekly'): RepeatDraft => ({
  frequency,
  interval: 1,
  weekdays: [codeOf(dueOn)],
  monthDay: { kind: 'day', day: dayOfMonth(dueOn) },
  end: { kind: 'never' },
})

function parts(rule: string): Map<string, string> {
  return new Map(
    rule.split(';').map((part): [string, string] => {
      const [key = '', value = ''] = part.split('=')
      return [key, value]
    }),
  )
}

const isWeekdayCode = (text: string): text is WeekdayCode => WEEKDAY_CODES.some((code) => code === text)

function readWeekdays(text: string | undefined, dueOn: Day): WeekdayCode[] | null {
  if (text === undefined) return [codeOf(dueOn)]
  const codes = text.split(',')
  if (!codes.every(isWeekdayCode)) return null
  return WEEKDAY_CODES.filter((code) => codes.includes(code))
}

function readMonthDay(rule: ReadonlyMap<string, string>, dueOn: Day): MonthDay | null {
  const [day, weekday] = [rule.get('BYMONTHDAY'), rule.get('BYDAY')]
  if (day !== undefined && weekday !== undefined) return null
  if (weekday !== undefined) {
    const [, sign = '', code = ''] = /^(-?\d)(\w\w)$/.exec(weekday) ?? []
    const week = WEEKS.find((candidate) => String(candidate) === sign)
    return week && isWeekdayCode(code) ? { kind: 'weekday', week, weekday: code } : null
  }
  if (day === undefined) return { kind: 'day', day: dayOfMonth(dueOn) }
  if (day === '-1') return { kind: 'last-day' }
  return /^\d+$/.test(day) ? { kind: 'day', day: Number(day) } : null
}

function readEnd(rule: ReadonlyMap<string, string>): RepeatEnd | null {
  const [until, count] = [rule.get('UNTIL'), rule.get('COUNT')]
  if (count !== undefined) return { kind: 'after', count: Number(count) }
  if (until === undefined) return { kind: 'never' }
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(until) ?? []
  return year ? { kind: 'on', day: `${year}-${month}-${day}` } : null
}

const UNDERSTOOD: Record<Frequency, readonly string[]> = {
  daily: [],
  weekly: ['BYDAY'],
  monthly: ['BYDAY', 'BYMONTHDAY'],
  yearly: [],
}

/** A rule as the editor shows it, or null for one it would lose something of. */
export function parseRule(text: string, dueOn: Day): RepeatDraft | null {
  const rule = parts(text)
  const frequency = FREQUENCIES.find((candidate) => FREQ[candidate] === rule.get('FREQ'))
  if (!frequency) return null
  // A day of the year that the task is due on anyway says nothing new.
  if (frequency === 'yearly' && Number(rule.get('BYMONTH')) === Number(dueOn.slice(5, 7)))
    if (Number(rule.get('BYMONTHDAY')) === dayOfMonth(dueOn))
      for (const key of ['BYMONTH', 'BYMONTHDAY']) rule.delete(key)
  const known = ['FREQ', 'INTERVAL', 'UNTIL', 'COUNT', ...UNDERSTOOD[frequency]]
  if ([...rule.keys()].some((key) => !known.includes(key))) return null

  const weekdays = frequency === 'weekly' ? readWeekdays(rule.get('BYDAY'), dueOn) : [codeOf(dueOn)]
  const monthDay = frequency === 'monthly' ? readMonthDay(rule, dueOn) : draftFrom(dueOn).monthDay
  const end = readEnd(rule)
  if (!weekdays || !monthDay || !end) return null
  return { frequency, interval: Number(rule.get('INTERVAL') ?? 1), weekdays, monthDay, end }
}

function monthPart(day: MonthDay): string {
  if (day.kind === 'weekday') return `BYDAY=${day.week}${day.weekday}`
  return `BYMONTHDAY=${day.kind === 'last-day' ? -1 : day.day}`
}

/** The RFC 5545 rule body of a draft. */
export function ruleOf({ frequency, interval, weekdays, monthDay, end }: RepeatDraft): string {
  return [
    `FREQ=${FREQ[frequency]}`,
    interval > 1 && `INTERVAL=${interval}`,
    frequency === 'weekly' &&
      `BYDAY=${WEEKDAY_CODES.filter((code) => weekdays.includes(code))
        // Rules count the week from Monday.
        .sort((a, b) => Number(a === 'SU') - Number(b === 'SU'))
        .join(',')}`,
    frequency === 'monthly' && monthPart(monthDay),
    end.kind === 'on' && `UNTIL=${end.day.replaceAll('-', '')}`,
    end.kind === 'after' && `COUNT=${end.count}`,
  ]
    .filter(Boolean)
    .join(';')
}

/** Whether a rule means Monday to Friday. */
export const isEveryWorkday = ({ frequency, interval, weekdays }: RepeatDraft): boolean =>
  frequency === 'weekly' &&
  interval === 1 &&
  weekdays.length === WEEKDAYS_OF_WORK.length &&
  WEEKDAYS_OF_WORK.every((code) => weekdays.includes(code))
