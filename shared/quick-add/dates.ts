import { addDays, yearOf, type Day } from '../import/calendar-day.ts'
import { wallClock } from '../import/zoned-time.ts'
import type { Phrase } from './grammar.ts'
import { isRightEdge, wordAfter } from './line.ts'
import { readNumericDate } from './numeric-dates.ts'
import { matchAt } from './pattern.ts'
import {
  addUnits,
  endOfMonth,
  endOfNamedMonth,
  firstFriday,
  monthDay,
  nextDayOfMonth,
  startOfNextMonth,
  weekdayFrom,
  weekdayOfNextWeek,
  weekendOf,
} from './relative-days.ts'
import type { DateMatch, Present, Vouchers } from './types.ts'
import type { DateMeaning, Unit } from './words/words.ts'

const WEAK: Vouchers = { trailing: true, joined: true, introduced: 'safe' }
const LETTER_UNITS: Record<string, Unit> = { d: 'day', w: 'week', h: 'hour', m: 'minute', y: 'year' }
const UNIT_MS: Partial<Record<Unit, number>> = { minute: 60_000, hour: 3_600_000 }

type Parts = Record<string, string | undefined>

/** The longest date that begins there (section D), without a preposition. */
export function readDate(text: string, at: number, present: Present): DateMatch | null {
  let longest = readNumericDate(text, at, present)
  const { dates } = present.grammar
  for (const phrase of dates.at(text, at)) {
    const match = matchAt(phrase.pattern, text, at)
    if (!match || (longest && at + match[0].length <= longest.end)) continue
    const found = interpret(phrase, match, present)
    if (!found) continue
    longest = phrase.meaning === 'weekday' ? (readDatedWeekday(text, found, present) ?? found) : found
  }
  return longest
}

function interpret(
  { meaning }: Phrase<DateMeaning>,
  match: RegExpExecArray,
  present: Present,
): DateMatch | null {
  const parts: Parts = match.groups ?? {}
  const found =
    meaning === 'inUnits' ? later(parts, present) : { day: dayFor(meaning, parts, present), time: null }
  if (!found || found.day === null) return null
  const isNamedDay = meaning === 'monthDay' || meaning === 'dayOfMonth'
  const part = meaning === 'tonight' ? 'night' : parts.part ? present.grammar.parts.get(parts.part)! : null
  return {
    start: match.index,
    end: match.index + match[0].length,
    day: found.day,
    time: found.time,
    part,
    vouchers: vouchersFor(meaning, parts, present),
    startsWithDay: isNamedDay && /^\d/.test(match[0]),
    endsWithDay:
      isNamedDay &&
      !parts.year &&
      parts.day !== undefined &&
      !/[a-z]\.?$/.test(match[0].replace(/(st|nd|rd|th)$/, '')),
    isTomorrow: meaning === 'tomorrow',
    weekday: meaning === 'weekday' || meaning === 'weekdayPart' ? parts.weekday! : null,
  }
}

function dayFor(meaning: DateMeaning, parts: Parts, present: Present): Day | null {
  const { today, grammar, weekStart } = present
  const weekday = parts.weekday === undefined ? 0 : grammar.weekdays.get(parts.weekday.replace('.', ''))!
  const month = parts.month === undefined ? 0 : grammar.months.get(parts.month.replace('.', ''))!
  const day = parts.first === undefined ? Number(parts.day) : 1
  const year = parts.year === undefined ? null : Number(parts.year)
  switch (meaning) {
    case 'today':
    case 'tonight':
    case 'thisPart':
      return today
    case 'tomorrow':
      return addDays(today, 1)
    case 'dayAfterTomorrow':
      return addDays(today, 2)
    case 'weekday':
    case 'weekdayPart':
      return weekdayFrom(addDays(today, 1), weekday)
    case 'thisWeekday':
      return weekdayFrom(today, weekday)
    case 'nextWeekday':
      return weekdayOfNextWeek(today, weekday, weekStart)
    case 'nextWeek':
      return weekdayOfNextWeek(today, 1, weekStart)
    case 'nextMonth':
      return startOfNextMonth(today)
    case 'nextYear':
      return `${yearOf(today) + 1}-01-01`
    case 'thisWeekend':
      return weekendOf(today) > today ? weekendOf(today) : today
    case 'nextWeekend':
      return addDays(weekendOf(today), 7)
    case 'endOfWeek':
      return firstFriday(today)
    case 'endOfMonth':
      return endOfMonth(today)
    case 'endOfNextMonth':
      return endOfMonth(startOfNextMonth(today))
    case 'endOfYear':
      return `${yearOf(today)}-12-31`
    case 'endOfNamedMonth':
      return endOfNamedMonth(today, month, year)
    case 'monthDay':
      return monthDay(today, month, day, year)
    case 'dayOfMonth':
      return nextDayOfMonth(today, day)
    case 'inUnits':
      return null
  }
}

/** "in 3 days"; hours and minutes are real time that passes from now on. */
function later(parts: Parts, { grammar, now, timeZone, today }: Present) {
  const count = Number(parts.number) || grammar.numbers.get(parts.number!)!
  const unit = parts.letter ? LETTER_UNITS[parts.letter]! : grammar.units.get(parts.unit!)!
  const passing = UNIT_MS[unit]
  if (passing === undefined) return { day: addUnits(today, count, unit), time: null }
  return wallClock(new Date(now.getTime() + count * passing), timeZone)
}

function vouchersFor(meaning: DateMeaning, parts: Parts, { grammar }: Present): Vouchers | null {
  const { locale } = grammar
  if (meaning === 'dayOfMonth') {
    if (locale === 'en') return WEAK
    return locale === 'de' ? { introduced: 'safe' } : { trailing: true, joined: true, followed: 'closed' }
  }
  if (meaning === 'weekday' && !grammar.fullWeekdays.has(parts.weekday!)) {
    if (locale === 'en') return WEAK
    return locale === 'de' ? { joined: true, introduced: 'safe' } : { joined: true }
  }
  const isVerb = locale === 'en' && (parts.month === 'may' || parts.month === 'march')
  if (meaning === 'monthDay' && isVerb && !parts.year && !parts.mark) {
    return { trailing: true, joined: true, followed: 'safe' }
  }
  return null
}

/** "friday the 20th", "Dienstag, den 1.12.": the date decides, whatever its weekday (D12). */
function readDatedWeekday(text: string, weekday: DateMatch, present: Present): DateMatch | null {
  const comma = text.startsWith(', ', weekday.end) ? 2 : text[weekday.end] === ' ' ? 1 : 0
  if (comma === 0) return null
  const at = weekday.end + comma
  const places = [
    at,
    ...present.grammar.articles.filter((word) => text.startsWith(word, at)).map((word) => at + word.length),
  ]
  const dates = places.map(
    (place) => readPlainDate(text, place, present) ?? readBareDay(text, place, present),
  )
  const date = dates.find((found) => found !== null)
  return date
    ? { ...date, start: weekday.start, vouchers: null, startsWithDay: false, weekday: weekday.weekday }
    : null
}

function readPlainDate(text: string, at: number, present: Present): DateMatch | null {
  const { dates } = present.grammar
  let longest = readNumericDate(text, at, present)
  for (const phrase of dates.at(text, at)) {
    if (phrase.meaning !== 'monthDay' && phrase.meaning !== 'dayOfMonth') continue
    const match = matchAt(phrase.pattern, text, at)
    const found = match && interpret(phrase, match, present)
    if (found && (!longest || found.end > longest.end)) longest = found
  }
  return longest
}

const bareDay = /(?:0?[1-9]|[12]\d|3[01])(?!\d)/y

/** A day of the month as a mere number: after a weekday, or after the article of a contracted preposition. */
export function readBareDay(text: string, at: number, present: Present): DateMatch | null {
  const allowed = present.grammar.wordsAfterBareDay
  const match = allowed && matchAt(bareDay, text, at)
  if (!match) return null
  const end = at + match[0].length
  if (!isRightEdge(text, end)) return null
  const following = wordAfter(text, end)
  if (/^\p{L}/u.test(following) && !allowed.has(following)) return null
  const day = nextDayOfMonth(present.today, Number(match[0]))
  if (day === null) return null
  return {
    start: at,
    end,
    day,
    time: null,
    part: null,
    vouchers: null,
    startsWithDay: true,
    endsWithDay: true,
    isTomorrow: false,
    weekday: null,
  }
}
