import { readDate } from './dates.ts'
import { wordAfter, wordBefore, type Line, type Span } from './line.ts'
import { matchAt } from './pattern.ts'
import { readTime } from './times.ts'
import type { DateMatch, Present, TimeMatch } from './types.ts'
import type { DayPart } from './words/words.ts'

/** A date, a time or both as typed, with their prepositions (section A). */
export interface Expression extends Span {
  /** The one it begins with, with the space after it; '' for none. */
  preposition: string
  date: DateMatch | null
  time: TimeMatch | null
  /** Where each piece lies, its preposition included. */
  dateSpan: Span | null
  timeSpan: Span | null
  /** Of the date: "tomorrow evening". */
  part: DayPart | null
}

interface Piece<Match> extends Span {
  preposition: string
  match: Match
}

/** The line as typed, and its folded twin without what is spoken for. */
export interface Source {
  line: Line
  masked: string
}

/** All expressions of the line from left to right, without overlap: leftmost, then longest. */
export function readExpressions(source: Source, present: Present): Expression[] {
  const found: Expression[] = []
  let free = 0
  for (const at of source.line.edges) {
    if (at < free || !present.grammar.starters(source.masked, at)) continue
    const expression = readExpression(source, at, present)
    if (!expression) continue
    found.push(expression)
    free = expression.end
  }
  return found
}

function readExpression(source: Source, at: number, present: Present): Expression | null {
  let longest: Expression | null = null
  const consider = (expression: Expression | null) => {
    if (expression && expression.end > (longest?.end ?? 0)) longest = expression
  }
  for (const date of datesAt(source, at, present)) consider(withTime(source, date, present))
  for (const time of timesAt(source, at, present)) consider(withDate(source, time, present))
  return longest
}

/** The times that begin there, with and without a preposition; the longest last. */
export function timesAt({ masked }: Source, at: number, present: Present): Piece<TimeMatch>[] {
  return prepositionsAt(masked, at, present.grammar.timePrepositions)
    .flatMap((preposition) => {
      const match = readTime(masked, at + preposition.length, preposition, present)
      return match ? [{ preposition, match, start: at, end: match.end }] : []
    })
    .sort((a, b) => a.end - b.end)
}

function datesAt(source: Source, at: number, present: Present): Piece<DateMatch>[] {
  return prepositionsAt(source.masked, at, present.grammar.datePrepositions).flatMap((preposition) => {
    const match = readDate(source.masked, at + preposition.length, present)
    if (!match || isSomethingElse(source, match, present)) return []
    return [{ preposition, match, start: at, end: match.end }]
  })
}

const NO_PREPOSITION = ['']

/** None and all that stand there. */
function prepositionsAt(
  masked: string,
  at: number,
  prepositions: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const here = prepositions.get(masked[at] ?? '')?.filter((preposition) => masked.startsWith(preposition, at))
  return here === undefined || here.length === 0 ? NO_PREPOSITION : [...NO_PREPOSITION, ...here]
}

/** "Guten Morgen", "Black Friday", "so", "Mar" (A3 and the exceptions of A1). */
function isSomethingElse({ line, masked }: Source, date: DateMatch, { grammar }: Present): boolean {
  const before = wordBefore(masked, date.start)
  if (date.isTomorrow) return grammar.notTomorrowAfter.has(before)
  if (date.weekday === null) return false
  if (grammar.namesBeforeWeekday.has(before)) return true
  if (grammar.namesAfterWeekday.has(wordAfter(masked, date.end))) return true
  if (grammar.fullWeekdays.has(date.weekday)) return false
  const start = masked.indexOf(date.weekday, date.start)
  const typed = line.text.slice(line.origin[start], line.origin[start + date.weekday.length])
  switch (grammar.locale) {
    case 'en':
      return false
    case 'de':
      return /^so\.?$/.test(date.weekday) && !typed.startsWith('So')
    default:
      return typed !== typed.toLowerCase() || (grammar.locale === 'fr' && date.weekday === 'sam')
  }
}

/** German "17." and "5.12" are dates only after a preposition. */
const needsPreposition = ({ preposition, match: { vouchers } }: Piece<DateMatch>) =>
  preposition === '' && vouchers !== null && !vouchers.joined && !vouchers.trailing && !vouchers.followed

function withTime(source: Source, date: Piece<DateMatch>, present: Present): Expression {
  const dated = withPart(source.masked, date, present)
  if (date.match.time !== null || needsPreposition(date)) return dated
  const next = nextPiece(source.masked, dated.end)
  const time = next === null ? undefined : timesAt(source, next, present).at(-1)
  return time ? { ...dated, end: time.end, time: time.match, timeSpan: spanOf(time) } : dated
}

function withPart(masked: string, date: Piece<DateMatch>, present: Present): Expression {
  const expression: Expression = {
    start: date.start,
    end: date.end,
    preposition: date.preposition,
    date: date.match,
    time: null,
    dateSpan: spanOf(date),
    timeSpan: null,
    part: date.match.part,
  }
  if (date.match.part !== null || date.match.time !== null || needsPreposition(date)) return expression
  const part = readPart(masked, date.end, present)
  if (!part) return expression
  return { ...expression, end: part.end, part: part.part, dateSpan: { start: date.start, end: part.end } }
}

/** A day part attached to what ends there. */
export function readPart(
  masked: string,
  at: number,
  { grammar }: Present,
): { end: number; part: DayPart } | null {
  if (masked[at] !== ' ') return null
  for (const { pattern } of grammar.partsAfterDate.at(masked, at + 1)) {
    const match = matchAt(pattern, masked, at + 1)
    if (match) return { end: at + 1 + match[0].length, part: grammar.parts.get(match.groups!.part!)! }
  }
  return null
}

function withDate(source: Source, time: Piece<TimeMatch>, present: Present): Expression {
  const timed: Expression = {
    start: time.start,
    end: time.end,
    preposition: time.preposition,
    date: null,
    time: time.match,
    dateSpan: null,
    timeSpan: spanOf(time),
    part: null,
  }
  const next = nextPiece(source.masked, time.end)
  if (next === null) return timed
  const dates = datesAt(source, next, present)
    .filter((date) => date.match.time === null && !needsPreposition(date))
    .map((date) => withPart(source.masked, date, present))
  const date = dates.sort((a, b) => a.end - b.end).at(-1)
  return date
    ? {
        ...date,
        start: time.start,
        preposition: time.preposition,
        time: time.match,
        timeSpan: timed.timeSpan,
      }
    : timed
}

const spanOf = ({ start, end }: Span): Span => ({ start, end })

/** Where a second piece begins: after a space, or a comma and a space. */
export function nextPiece(masked: string, at: number): number | null {
  if (masked[at] === ' ') return at + 1
  return masked.startsWith(', ', at) ? at + 2 : null
}
