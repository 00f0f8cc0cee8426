import {
  addDays,
  addMonths,
  dayOf,
  lastDayOfMonth,
  monthOf,
  nextWeekday,
  startOfWeek,
  weekdayOf,
  yearOf,
  type Day,
} from './calendar-day.ts'
import type { TokenReader } from './token-reader.ts'

/** What had to be assumed to turn a phrase into a day. */
export type DateAssumption = 'relative_to_export' | 'year' | 'first_occurrence'

/** The day of the export, and 1 (Monday) to 7 for the day weeks start on. */
export interface DateContext {
  today: Day
  weekStart: number
  assumed: Set<DateAssumption>
}

/** Todoist leaves the year out when it is the current one. A day further back than this means the next year. */
const OVERDUE_DAYS = 180

function withoutYear(month: number, day: number, { today, assumed }: DateContext): Day | null {
  assumed.add('year')
  const earliest = addDays(today, -OVERDUE_DAYS)
  for (let year = yearOf(today); year <= yearOf(today) + 8; year++) {
    const candidate = dayOf(year, month, day)
    if (candidate && candidate >= earliest) return candidate
  }
  return null
}

const takeDayNumber = (reader: TokenReader): number | null => {
  const token = reader.take('ordinal') ?? reader.take('number')
  const value = Number(token?.value)
  return token && value >= 1 && value <= 31 ? value : null
}

function takeYear(reader: TokenReader): number | null {
  return reader.attempt(() => {
    reader.take('and')
    reader.take('of')
    const year = Number(reader.take('number')?.value)
    return year >= 1900 && year <= 2199 ? year : null
  })
}

/** "17 Aug", "5. Dezember 2026", "Oct 5 2026", "primero de enero". */
export function takeMonthAndDay(reader: TokenReader): { month: number; day: number } | null {
  return reader.attempt(() => {
    const monthFirst = reader.take('month')
    if (monthFirst) {
      const day = takeDayNumber(reader)
      return day === null ? null : { month: Number(monthFirst.value), day }
    }
    const numeric = reader.take('month-day')
    if (numeric) {
      const [month = 0, day = 0] = numeric.value.split('-').map(Number)
      return { month, day }
    }
    const day = takeDayNumber(reader)
    reader.take('of')
    const month = day !== null && reader.take('month')
    return month ? { month: Number(month.value), day } : null
  })
}

function takeAbsolute(reader: TokenReader, context: DateContext): Day | null {
  const full = reader.take('date')
  if (full) return full.value
  return reader.attempt(() => {
    const found = takeMonthAndDay(reader)
    if (!found) return null
    const year = takeYear(reader)
    return year === null ? withoutYear(found.month, found.day, context) : dayOf(year, found.month, found.day)
  })
}

const unitLength: Readonly<Record<string, (day: Day, count: number) => Day>> = {
  day: addDays,
  week: (day, count) => addDays(day, count * 7),
  month: addMonths,
  quarter: (day, count) => addMonths(day, count * 3),
  year: (day, count) => addMonths(day, count * 12),
}

/** The same day so many units later; null for units without a fixed calendar length. */
export const addUnits = (day: Day, count: number, unit: string): Day | null =>
  unitLength[unit]?.(day, count) ?? null

function takeIn(reader: TokenReader, { today }: DateContext): Day | null {
  return reader.attempt(() => {
    const opened = reader.take('in')
    const count = reader.take('number')
    const unit = count && reader.take('unit')
    if (!unit || !(opened || reader.take('ago'))) return null
    return addUnits(today, Number(count.value), unit.value)
  })
}

function startOfNext(unit: string, { today, weekStart }: DateContext): Day | null {
  const nextMonth = addMonths(`${today.slice(0, 8)}01`, 1)
  switch (unit) {
    case 'week':
      return nextWeekday(addDays(startOfWeek(today, weekStart), 6), 1)
    case 'month':
      return nextMonth
    case 'year':
      return dayOf(yearOf(today) + 1, 1, 1)
    case 'weekend':
      return addDays(saturdayOf(today), 7)
    default:
      return null
  }
}

const saturdayOf = (day: Day) => (weekdayOf(day) === 7 ? addDays(day, -1) : nextWeekday(addDays(day, -1), 6))

const weekdayOfNextWeek = (weekday: number, { today, weekStart }: DateContext) =>
  nextWeekday(addDays(startOfWeek(today, weekStart), 6), weekday)

/** "next friday", "vendredi prochain", "la semana que viene", "this weekend". */
function takeNextOrThis(reader: TokenReader, context: DateContext): Day | null {
  return reader.attempt(() => {
    const before = reader.take('next') ?? reader.take('this')
    const subject = reader.take('weekday') ?? reader.take('unit')
    const direction = before ?? (subject && reader.take('next'))
    if (!subject || !direction) return null
    if (subject.kind === 'weekday') {
      return direction.kind === 'next'
        ? weekdayOfNextWeek(Number(subject.value), context)
        : nextWeekday(addDays(context.today, -1), Number(subject.value))
    }
    if (direction.kind === 'next') return startOfNext(subject.value, context)
    if (subject.value !== 'weekend') return null
    const saturday = saturdayOf(context.today)
    return saturday > context.today ? saturday : context.today
  })
}

const endOfMonth = (day: Day) => dayOf(yearOf(day), monthOf(day), lastDayOfMonth(yearOf(day), monthOf(day)))

function takeEnd(reader: TokenReader, { today }: DateContext): Day | null {
  return reader.attempt(() => {
    const short = reader.take('endof')
    if (!short && !reader.take('end')) return null
    const isNext = reader.take('next') !== null
    const unit = short ?? reader.take('unit')
    if (unit?.value === 'month') return endOfMonth(isNext ? addMonths(today, 1) : today)
    if (unit?.value === 'year') return dayOf(yearOf(today) + (isNext ? 1 : 0), 12, 31)
    return unit?.value === 'week' && !isNext ? nextWeekday(addDays(today, -1), 5) : null
  })
}

/** "the 17th", "le 17": the next day of that number, today counts. */
function takeDayOfMonth(reader: TokenReader, { today }: DateContext): Day | null {
  return reader.attempt(() => {
    const isIntroduced = reader.take('on')
    const token = reader.take('ordinal') ?? (isIntroduced && reader.take('number'))
    const number = Number(token ? token.value : 0)
    for (let ahead = 0; ahead < 12; ahead++) {
      const month = addMonths(`${today.slice(0, 8)}01`, ahead)
      const candidate = dayOf(yearOf(month), monthOf(month), number)
      if (candidate && candidate >= today) return candidate
    }
    return null
  })
}

function takeRelative(reader: TokenReader, context: DateContext): Day | null {
  const relative = reader.take('relative')
  if (relative) return addDays(context.today, Number(relative.value))
  const found =
    takeNextOrThis(reader, context) ??
    takeIn(reader, context) ??
    takeEnd(reader, context) ??
    takeDayOfMonth(reader, context)
  if (found) return found
  const weekday = reader.take('weekday')
  return weekday && nextWeekday(context.today, Number(weekday.value))
}

/** "Freitag, den 20. November": the date decides, whatever the weekday says. */
function takeWeekdayAndDate(reader: TokenReader, context: DateContext): Day | null {
  return reader.attempt(() => {
    if (!reader.take('weekday')) return null
    reader.take('and')
    reader.take('on')
    return takeAbsolute(reader, context)
  })
}

/** Reads one calendar day, such as "tomorrow", "fri, nov 20" or "in 3 Tagen". */
export function takeDay(reader: TokenReader, context: DateContext): Day | null {
  return reader.attempt(() => {
    const absolute = takeAbsolute(reader, context) ?? takeWeekdayAndDate(reader, context)
    if (absolute) return absolute
    const relative = takeRelative(reader, context)
    if (relative) context.assumed.add('relative_to_export')
    return relative ?? (reader.take('on') && takeDay(reader, context))
  })
}
