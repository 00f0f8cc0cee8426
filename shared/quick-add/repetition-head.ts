import { dayOf } from '../import/calendar-day.ts'
import {
  createRule,
  everyWeekOn,
  workdays,
  type Frequency,
  type RecurrenceRule,
} from '../import/recurrence-rule.ts'
import type { Grammar, Phrases } from './grammar.ts'
import type { Span } from './line.ts'
import { matchAt } from './pattern.ts'
import type { DayPart, RuleDays, RuleMeaning, Unit } from './words/words.ts'

/** "every monday morning", without what may follow. */
export interface Head extends Span {
  rule: RecurrenceRule
  afterCompletion: boolean
  part: DayPart | null
  /** "daily" counts only at the end of a line (R8). */
  isAdverb: boolean
}

type Parts = Record<string, string | undefined>

const SATURDAY = 6
const LEAP_YEAR = 2000
const FREQUENCIES: Readonly<Record<Unit, readonly [Frequency, number]>> = {
  minute: ['MINUTELY', 1],
  hour: ['HOURLY', 1],
  day: ['DAILY', 1],
  week: ['WEEKLY', 1],
  month: ['MONTHLY', 1],
  quarter: ['MONTHLY', 3],
  year: ['YEARLY', 1],
}

const everyUnit = (unit: Unit, count: number) =>
  createRule(FREQUENCIES[unit][0], { interval: FREQUENCIES[unit][1] * count })

/** The longest repetition that begins there, with the days it is on. */
export function readHead(text: string, at: number, grammar: Grammar): Head | null {
  const head = readPhrase(text, at, grammar.rules, grammar) ?? readAdverb(text, at, grammar)
  return head && withDays(text, head, grammar)
}

function readPhrase(text: string, at: number, phrases: Phrases<RuleMeaning>, grammar: Grammar): Head | null {
  let longest: Head | null = null
  for (const { meaning, pattern } of phrases.at(text, at)) {
    const match = matchAt(pattern, text, at)
    if (!match || at + match[0].length <= (longest?.end ?? 0)) continue
    const parts: Parts = match.groups ?? {}
    const rule = ruleFor(meaning, parts, grammar)
    if (!rule) continue
    longest = {
      start: at,
      end: at + match[0].length,
      rule,
      afterCompletion: parts.bang !== undefined,
      part: parts.part === undefined ? null : grammar.parts.get(parts.part)!,
      isAdverb: false,
    }
  }
  return longest
}

function readAdverb(text: string, at: number, grammar: Grammar): Head | null {
  for (const { meaning, pattern } of grammar.adverbs.at(text, at)) {
    const match = matchAt(pattern, text, at)
    if (!match) continue
    const rule = meaning === 'fortnight' ? everyUnit('week', 2) : everyUnit(meaning, 1)
    const end = at + match[0].length
    return { start: at, end, rule, afterCompletion: false, part: null, isAdverb: true }
  }
  return null
}

function ruleFor(meaning: RuleMeaning, parts: Parts, grammar: Grammar): RecurrenceRule | null {
  const unit = parts.unit === undefined ? 'day' : grammar.units.get(parts.unit)!
  switch (meaning) {
    case 'interval':
      return everyUnit(unit, parts.number ? Number(parts.number) || grammar.numbers.get(parts.number)! : 1)
    case 'alternate': {
      const count = parts.nth === undefined ? 2 : grammar.ordinals.get(parts.nth)!
      return count > 1 ? everyUnit(unit, count) : null
    }
    case 'weekdays':
      return everyWeekOn(weekdaysOf(parts, grammar))
    case 'alternateWeekdays':
      return everyWeekOn(weekdaysOf(parts, grammar), 2)
    case 'workdays':
      return everyWeekOn(workdays)
    case 'weekend':
      return everyWeekOn([SATURDAY])
    case 'alternateWeekend':
      return everyWeekOn([SATURDAY], 2)
    case 'part':
      return createRule('DAILY')
    case 'nthWorkday': {
      const [bySetPos, ...others] = nthsOf(parts, grammar)
      if (others.length > 0 || (bySetPos !== 1 && bySetPos !== -1)) return null
      return createRule('MONTHLY', { byDay: workdays.map((weekday) => ({ nth: null, weekday })), bySetPos })
    }
    case 'yearDay':
      return withRuleDays(createRule('YEARLY'), meaning, parts, grammar)
    default:
      return withRuleDays(createRule('MONTHLY'), meaning, parts, grammar)
  }
}

/** The rule on those days; null for a day no year has. */
function withRuleDays(
  rule: RecurrenceRule,
  days: RuleDays,
  parts: Parts,
  grammar: Grammar,
): RecurrenceRule | null {
  switch (days) {
    case 'weekdays':
      return { ...rule, byDay: everyWeekOn(weekdaysOf(parts, grammar)).byDay }
    case 'nthWeekday': {
      const [weekday = 0] = weekdaysOf({ weekdays: parts.weekday }, grammar)
      return { ...rule, byDay: nthsOf(parts, grammar).map((nth) => ({ nth, weekday })) }
    }
    case 'lastDay':
      return { ...rule, byMonthDay: [-1] }
    case 'monthDays':
      return { ...rule, byMonthDay: (parts.monthDays!.match(/\d+/g) ?? []).map(Number) }
    case 'yearDay': {
      const month = grammar.months.get(parts.month!.replace('.', ''))!
      const day = parts.first === undefined ? Number(parts.day) : 1
      return dayOf(LEAP_YEAR, month, day) === null ? null : { ...rule, byMonth: [month], byMonthDay: [day] }
    }
  }
}

const DAYS_OF: Readonly<Partial<Record<Frequency, readonly RuleDays[]>>> = {
  WEEKLY: ['weekdays'],
  MONTHLY: ['nthWeekday', 'lastDay', 'monthDays'],
  YEARLY: ['yearDay'],
}

/** "every 2 weeks on mon and thu", "monthly on the 1st". */
function withDays(text: string, head: Head, grammar: Grammar): Head {
  const { byDay, byMonthDay, frequency } = head.rule
  const at = head.end + 1
  if (byDay.length > 0 || byMonthDay.length > 0 || text[head.end] !== ' ') return head
  let longest = head
  for (const { meaning, pattern } of grammar.ruleDays.at(text, at)) {
    if (!DAYS_OF[frequency]?.includes(meaning)) continue
    const match = matchAt(pattern, text, at)
    if (!match || at + match[0].length <= longest.end) continue
    const rule = withRuleDays(head.rule, meaning, match.groups ?? {}, grammar)
    if (rule) longest = { ...head, end: at + match[0].length, rule }
  }
  return longest
}

function nthsOf({ nths = '' }: Parts, grammar: Grammar): number[] {
  return (nths.match(grammar.ordinalInList) ?? []).map((word) => grammar.ordinals.get(word)!)
}

/** The weekdays of a list, ranges filled up: "mon-wed, fri". */
function weekdaysOf({ weekdays, weekday }: Parts, grammar: Grammar): number[] {
  const list = weekdays ?? weekday ?? ''
  const found: number[] = []
  let end = 0
  for (const match of list.matchAll(grammar.weekdayInList)) {
    const number = grammar.weekdays.get(match[0].replace('.', ''))!
    const between = list.slice(end, match.index).trim()
    const isRange = between === '-' || between === '–' || grammar.listTo.has(between)
    let day = found.at(-1) ?? number
    while (isRange && day !== number) {
      day = (day % 7) + 1
      found.push(day)
    }
    if (!isRange) found.push(number)
    end = match.index + match[0].length
  }
  return found
}
