import { takeMonthAndDay } from './date-expression.ts'
import type { DateLanguage } from './date-tokens.ts'
import { createRule, everyWeekOn, workdays, type RecurrenceRule } from './recurrence-rule.ts'
import type { TokenReader } from './token-reader.ts'

/** A repeat phrase: its rule, and a part of the day when the phrase is built on one ("every evening"). */
export interface RecurrencePhrase {
  rule: RecurrenceRule
  afterCompletion: boolean
  part: string | null
}

const unitRules: Readonly<Record<string, (interval: number) => RecurrenceRule>> = {
  minute: (interval) => createRule('MINUTELY', { interval }),
  hour: (interval) => createRule('HOURLY', { interval }),
  day: (interval) => createRule('DAILY', { interval }),
  week: (interval) => createRule('WEEKLY', { interval }),
  fortnight: (interval) => createRule('WEEKLY', { interval: interval * 2 }),
  month: (interval) => createRule('MONTHLY', { interval }),
  quarter: (interval) => createRule('MONTHLY', { interval: interval * 3 }),
  halfyear: (interval) => createRule('MONTHLY', { interval: interval * 6 }),
  year: (interval) => createRule('YEARLY', { interval }),
}

/** One or more, divided by commas or "and"; a divider that leads nowhere is left for the next rule. */
function takeList<T>(reader: TokenReader, takeOne: () => T | null): T[] | null {
  const first = takeOne()
  if (first === null) return null
  const items = [first]
  for (;;) {
    const next = reader.attempt(() => {
      while (reader.take('and'));
      return takeOne()
    })
    if (next === null) return items
    items.push(next)
  }
}

/** "mon, wed and fri", "mon-fri". */
function takeWeekdays(reader: TokenReader): number[] | null {
  const ranges = takeList(reader, () => {
    const from = Number(reader.take('weekday')?.value ?? 0)
    if (!from) return null
    const to = reader.attempt(() => (reader.take('to') ? reader.take('weekday') : null))
    const length = to ? ((Number(to.value) - from + 7) % 7) + 1 : 1
    return Array.from({ length }, (_, i) => ((from + i - 1) % 7) + 1)
  })
  return ranges && ranges.flat()
}

function takeOrdinal(reader: TokenReader): number | null {
  if (reader.take('last')) return -1
  const ordinal = reader.take('ordinal')
  return ordinal && Number(ordinal.value)
}

/** "3rd friday", "1st and 3rd monday", "last workday", "last day". */
function takeNthInMonth(reader: TokenReader): RecurrenceRule | null {
  return reader.attempt(() => {
    const ordinals = takeList(reader, () => takeOrdinal(reader))
    if (!ordinals) return null
    if (reader.take('unit', 'workday')) {
      const byDay = workdays.map((weekday) => ({ nth: null, weekday }))
      return ordinals.length === 1 ? createRule('MONTHLY', { byDay, bySetPos: ordinals[0]! }) : null
    }
    if (ordinals.length === 1 && ordinals[0] === -1 && reader.take('unit', 'day')) {
      return createRule('MONTHLY', { byMonthDay: [-1] })
    }
    const weekday = reader.take('weekday')
    if (!weekday || ordinals.some((nth) => nth > 5)) return null
    return createRule('MONTHLY', { byDay: ordinals.map((nth) => ({ nth, weekday: Number(weekday.value) })) })
  })
}

/** "15th", "1st and 15th", "2, 15, 27". */
function takeMonthDays(reader: TokenReader): RecurrenceRule | null {
  return reader.attempt(() => {
    reader.take('unit', 'day')
    const days = takeList(reader, () => {
      const token = reader.take('ordinal') ?? reader.take('number')
      return token && Number(token.value)
    })
    if (!days || days.some((day) => day < 1 || day > 31)) return null
    return createRule('MONTHLY', { byMonthDay: days })
  })
}

/** "jan 27", "14 jan, 14 apr"; different days in different months are more than one rule can say. */
function takeYearDays(reader: TokenReader): RecurrenceRule | null {
  return reader.attempt(() => {
    const days = takeList(reader, () => takeMonthAndDay(reader))
    if (!days || days.some(({ day }) => day !== days[0]!.day)) return null
    return createRule('YEARLY', { byMonth: days.map(({ month }) => month), byMonthDay: [days[0]!.day] })
  })
}

const isAny = (reader: TokenReader, kinds: readonly string[]) => kinds.includes(reader.peek()?.kind ?? '')

function takeOfMonth(reader: TokenReader): boolean {
  const isOf = reader.take('monthly-of') ?? reader.take('of')
  if (isOf) reader.take('unit', 'month')
  return isOf !== null
}

/** What may follow "every N weeks|months|years": the days it falls on. */
function narrow(reader: TokenReader, rule: RecurrenceRule): RecurrenceRule {
  const narrowed = reader.attempt(() => {
    while (reader.take('on'));
    if (rule.frequency === 'WEEKLY') {
      const weekdays = takeWeekdays(reader)
      return weekdays && everyWeekOn(weekdays, rule.interval)
    }
    if (rule.frequency === 'MONTHLY') {
      const days =
        takeNthInMonth(reader) ??
        (isAny(reader, ['ordinal', 'unit', 'number']) ? takeMonthDays(reader) : null)
      return days && { ...days, interval: rule.interval }
    }
    const days = rule.frequency === 'YEARLY' ? takeYearDays(reader) : null
    return days && { ...days, interval: rule.interval }
  })
  return narrowed ?? rule
}

function takeCountedUnit(reader: TokenReader): RecurrenceRule | null {
  return reader.attempt(() => {
    const counted = reader.take('number') ?? reader.take('ordinal') ?? reader.take('other')
    const unit = reader.take('unit')
    const interval = counted ? Number(counted.value || 2) : 1
    const build = unit && unitRules[unit.value]
    if (!build || interval < 1 || (counted?.kind === 'ordinal' && isAny(reader, ['of', 'monthly-of'])))
      return null
    return narrow(reader, build(interval))
  })
}

/** "other friday", "2 fri", German "zweiten Freitag" (but not "zweiten Freitag im Monat"). */
function takeCountedWeekday(reader: TokenReader, language: DateLanguage): RecurrenceRule | null {
  return reader.attempt(() => {
    const counted =
      reader.take('other') ??
      reader.take('number') ??
      (language === 'de' ? reader.take('ordinal', '2') : null)
    const weekdays = counted && takeWeekdays(reader)
    if (!weekdays || isAny(reader, ['of', 'monthly-of'])) return null
    return everyWeekOn(weekdays, Number(counted.value || 2))
  })
}

function takeWeekdayRule(reader: TokenReader): RecurrenceRule | null {
  const weekdays = takeWeekdays(reader)
  return weekdays && everyWeekOn(weekdays, Number(reader.take('alternate')?.value ?? 1))
}

function takeSubject(
  reader: TokenReader,
  language: DateLanguage,
): { rule: RecurrenceRule; part?: string } | null {
  if (reader.take('unit', 'workday')) return { rule: everyWeekOn(workdays) }
  if (reader.take('unit', 'weekend')) return { rule: everyWeekOn([6]) }
  // German "morgen" and Spanish "mañana" are tomorrow as well as morning.
  const part = reader.take('part')?.value ?? (reader.take('relative', '1') && 'morning')
  if (part) return { rule: createRule('DAILY'), part }
  // Spanish "cada día 15" is the 15th of each month.
  const dayWithNumber =
    language === 'es' && reader.peek()?.value === 'day' && reader.peek(1)?.kind === 'number'
      ? takeMonthDays(reader)
      : null
  const rule =
    dayWithNumber ??
    takeCountedUnit(reader) ??
    takeYearDays(reader) ??
    takeCountedWeekday(reader, language) ??
    takeNthInMonth(reader) ??
    takeWeekdayRule(reader) ??
    takeMonthDays(reader)
  if (rule?.frequency === 'MONTHLY') takeOfMonth(reader)
  return rule && { rule }
}

/** "montags und donnerstags". */
function takeWeekly(reader: TokenReader): RecurrenceRule | null {
  const weekdays = takeList(reader, () => {
    const weekday = reader.take('weekly')
    return weekday && Number(weekday.value)
  })
  return weekdays && everyWeekOn(weekdays)
}

/** "am 15. jedes Monats", "el primer lunes de cada mes". */
function takeMonthlyWithoutEvery(reader: TokenReader): RecurrenceRule | null {
  return reader.attempt(() => {
    reader.take('on')
    const rule = takeNthInMonth(reader) ?? takeMonthDays(reader)
    return rule && reader.take('monthly-of') ? rule : null
  })
}

function takeAdverb(reader: TokenReader): RecurrenceRule | null {
  const adverb = reader.take('adverb')
  if (!adverb) return null
  return adverb.value === 'workday' ? everyWeekOn(workdays) : narrow(reader, unitRules[adverb.value]!(1))
}

/** Reads a repeat phrase up to its tail (time, start and end are read elsewhere), or null when it is none. */
export function takeRecurrence(reader: TokenReader, language: DateLanguage): RecurrencePhrase | null {
  return reader.attempt(() => {
    const plain = takeAdverb(reader) ?? takeWeekly(reader) ?? takeMonthlyWithoutEvery(reader)
    if (plain) return { rule: plain, afterCompletion: false, part: null }
    const isAfter = reader.take('after') !== null
    if (!isAfter && !reader.take('every')) return null
    const isBang = reader.take('bang') !== null
    const subject = takeSubject(reader, language)
    return subject && { rule: subject.rule, afterCompletion: isAfter || isBang, part: subject.part ?? null }
  })
}
