import { isRightEdge } from './line.ts'
import { matchAt } from './pattern.ts'
import type { Phrases } from './grammar.ts'
import type { Clock, Present, TimeMatch, Vouchers } from './types.ts'
import type { DayPart } from './words/words.ts'

/** Up to this hour a French "2h" lasts; from the next on it is a time (U4). */
const LAST_FRENCH_DURATION = 4
const NOON: Clock = { hour: 12, minute: 0, half: null, isLiteral: true }
const MIDNIGHT: Clock = { hour: 0, minute: 0, half: null, isLiteral: true }
const MINUTES_PER_DAY = 24 * 60
const LONGEST_RANGE = 16 * 60

const isDigit = (character: string | undefined) =>
  character !== undefined && character >= '0' && character <= '9'

interface ClockMatch {
  clock: Clock
  end: number
}

/**
 * The longest time that begins there, after the given preposition (with its space) or none. A day part may follow it.
 */
export function readTime(text: string, at: number, preposition: string, present: Present): TimeMatch | null {
  const time = present.grammar.noonPrepositions.has(preposition)
    ? readNamedTime(text, at, present)
    : (readRange(text, at, preposition, present) ??
      readSingle(text, at, preposition, present) ??
      readNamedTime(text, at, present))
  return time && withPart(text, time, present)
}

function readSingle(text: string, at: number, preposition: string, present: Present): TimeMatch | null {
  const { grammar } = present
  const found = readClock(text, at, present, grammar.hourPrepositions.has(preposition))
  if (!found) return null
  const isBare = /^\d+$/.test(text.slice(at, found.end))
  const vouchers: Vouchers | null = isBare ? { trailing: true, joined: true, introduced: 'safe' } : null
  return { start: at, ...found, until: null, part: null, vouchers, isMidnight: false }
}

/** The longest clock reading; bare hours and the like only where introduced. */
function readClock(text: string, at: number, present: Present, isIntroduced: boolean): ClockMatch | null {
  if (!isDigit(text[at])) return null
  const { clocks, introducedClocks, locale } = present.grammar
  let longest: ClockMatch | null = null
  const read = (phrases: Phrases<'clock'>) => {
    for (const { pattern } of phrases.at(text, at)) {
      const match = matchAt(pattern, text, at)
      const clock = match && clockOf(match, locale === 'en' || locale === 'es')
      if (!clock || at + match[0].length <= (longest?.end ?? 0)) continue
      if (!isIntroduced && isFrenchDuration(match[0], clock)) continue
      longest = { clock, end: at + match[0].length }
    }
  }
  read(clocks)
  if (isIntroduced) read(introducedClocks)
  return longest
}

const isFrenchDuration = (typed: string, { hour }: Clock) =>
  hour <= LAST_FRENCH_DURATION && /^\d+ ?h/.test(typed)

function clockOf(match: RegExpExecArray, isTwelveHour: boolean): Clock | null {
  const { hour: typed = '', minutes = '0', half = null } = match.groups ?? {}
  const [hour, minute] = [Number(typed), Number(minutes)]
  if (minute > 59 || hour > 23) return null
  if (half !== null && (hour < 1 || hour > 12)) return null
  return {
    hour,
    minute,
    half: half === 'a' || half === 'p' ? half : null,
    isLiteral: !isTwelveHour || typed.startsWith('0'),
  }
}

const letters = /[a-z]*/y

function readNamedTime(text: string, at: number, { grammar }: Present): TimeMatch | null {
  const word = matchAt(letters, text, at)![0]
  const end = at + word.length
  const isMidnight = grammar.midnight.has(word)
  const isStrong = grammar.strongNoon.has(word)
  if (!isMidnight && !isStrong && !grammar.noon.has(word)) return null
  if (!isRightEdge(text, end)) return null
  const isEnglish = grammar.locale === 'en'
  const weak: Vouchers = { trailing: isEnglish, joined: true, introduced: 'always' }
  return {
    start: at,
    end,
    clock: isMidnight ? MIDNIGHT : NOON,
    until: null,
    part: null,
    vouchers: isStrong ? null : weak,
    isMidnight,
  }
}

/** "5-6pm", "14-16 Uhr", "von 14:00 bis 16:00" (T5). */
function readRange(text: string, at: number, preposition: string, present: Present): TimeMatch | null {
  const { words, hourPrepositions } = present.grammar
  const start = `${words.rangeStart} `
  const hasStart = preposition === '' && text.startsWith(start, at)
  const from = hasStart ? at + start.length : at
  const opening = readRangeStart(text, from, hasStart, present)
  if (!opening) return null
  const joint = matchAt(present.grammar.rangeJoint, text, opening.end)
  if (!joint) return null
  const closing = readClock(text, opening.end + joint[0].length, present, true)
  if (!closing || /^\d+$/.test(text.slice(opening.end + joint[0].length, closing.end))) return null
  const isFrenchLength =
    !hasStart &&
    !hourPrepositions.has(preposition) &&
    isFrenchDuration(text.slice(from, opening.end), opening.clock)
  if (isFrenchLength) return null
  const match = { start: at, end: closing.end, clock: opening.clock, until: closing.clock }
  const time: TimeMatch = { ...match, part: null, vouchers: null, isMidnight: false }
  return resolveTime(time, null) && time
}

const beforeDash = /\d[^ –-]{0,7}(?=[ –-])/y

/** The first half of a range, which needs no right edge before a dash. */
function readRangeStart(text: string, at: number, isExplicit: boolean, present: Present): ClockMatch | null {
  const typed = matchAt(beforeDash, text, at)?.[0] ?? ''
  const glued = readClock(typed, 0, present, true)
  const whole = readClock(text, at, present, true)
  if (whole && whole.end - at > typed.length) return whole
  if (!/^\d{1,2}$/.test(typed)) return glued && { ...glued, end: at + glued.end }
  if (isExplicit || Number(typed) > 23) return null
  const { locale } = present.grammar
  const isLiteral = typed.startsWith('0') || (locale !== 'en' && locale !== 'es')
  return { clock: { hour: Number(typed), minute: 0, half: null, isLiteral }, end: at + typed.length }
}

function withPart(text: string, time: TimeMatch, present: Present): TimeMatch {
  const { partsAfterTime, parts } = present.grammar
  if (text[time.end] !== ' ') return time
  for (const { pattern } of partsAfterTime.at(text, time.end + 1)) {
    const match = matchAt(pattern, text, time.end + 1)
    const part = match && parts.get(match.groups!.part!)
    // An hour with a day part is not bare any more.
    if (part) return { ...time, end: time.end + 1 + match[0].length, part, vouchers: null }
  }
  return time
}

export interface ResolvedTime {
  /** 'HH:MM' */
  time: string
  /** Minutes of a range. */
  duration: number | null
  /** The reading belongs to the night that begins on the day: "tonight at midnight". */
  isNextDay: boolean
}

/** The reading on the clock, with the day part of its date if it has none itself; null for a range too long. */
export function resolveTime(match: TimeMatch, datePart: DayPart | null): ResolvedTime | null {
  const part = match.part ?? datePart
  const isNight = part === 'night' || part === 'evening'
  const { clock, until } = match
  if (until === null) {
    const minutes = minutesOf(clock, part)
    const isAfterMidnight = isNight && minutes < 6 * 60 && (match.isMidnight || match.part === null)
    return { time: format(minutes), duration: null, isNextDay: isAfterMidnight }
  }
  const end = minutesOf(until, part)
  const start = rangeStart(clock, until, end, part)
  const duration = end > start ? end - start : end - start + MINUTES_PER_DAY
  if (duration > LONGEST_RANGE) return null
  return { time: format(start), duration, isNextDay: false }
}

/** Without am or pm the start takes that of the end, or the other half where it would not be earlier. */
function rangeStart(clock: Clock, until: Clock, end: number, part: DayPart | null): number {
  if (clock.half !== null || until.half === null || clock.hour < 1 || clock.hour > 12) {
    return minutesOf(clock, part)
  }
  const same = minutesOf({ ...clock, half: until.half }, part)
  return same < end ? same : minutesOf({ ...clock, half: until.half === 'a' ? 'p' : 'a' }, part)
}

const LAST_CASUAL_HOUR = 6
const FIRST_NIGHT_HOUR = 6

function minutesOf({ hour, minute, half, isLiteral }: Clock, part: DayPart | null): number {
  if (half !== null) return ((hour % 12) + (half === 'p' ? 12 : 0)) * 60 + minute
  const isMorningHalf = hour >= 1 && hour <= 11
  if (part !== null && isMorningHalf) return (isAfternoon(hour, part) ? hour + 12 : hour) * 60 + minute
  // Nobody plans 5 a.m. so casually (T2).
  const isCasual = part === null && !isLiteral && hour >= 1 && hour <= LAST_CASUAL_HOUR
  return (isCasual ? hour + 12 : hour) * 60 + minute
}

function isAfternoon(hour: number, part: DayPart): boolean {
  if (part === 'morning') return false
  if (part === 'night') return hour >= FIRST_NIGHT_HOUR
  return part !== 'noon' || hour < FIRST_NIGHT_HOUR
}

const format = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const PART_TIMES: Readonly<Record<DayPart, string>> = {
  morning: '09:00',
  noon: '12:00',
  afternoon: '15:00',
  evening: '19:00',
  night: '22:00',
}

/** When a day part begins that nothing says more about (T4). */
export const timeOfPart = (part: DayPart) => PART_TIMES[part]
