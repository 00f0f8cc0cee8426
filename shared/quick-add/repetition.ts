import type { Day } from '../import/calendar-day.ts'
import { readBareDay, readDate } from './dates.ts'
import { nextPiece, readPart, timesAt, type Source } from './expressions.ts'
import type { Phrases } from './grammar.ts'
import { wordBefore } from './line.ts'
import { matchAt } from './pattern.ts'
import { readHead, type Head } from './repetition-head.ts'
import type { Present, TimeMatch } from './types.ts'
import type { Unit } from './words/words.ts'

/** Until when a repetition goes on. */
export type Ending =
  { kind: 'until'; day: Day } | { kind: 'span'; count: number; unit: Unit } | { kind: 'count'; count: number }

/** A repetition with everything that touches it (section R). */
export interface Repetition extends Head {
  time: TimeMatch | null
  from: Day | null
  ending: Ending | null
}

/** The first repetition of the line; later ones stay text. `isLast` tells whether only chips follow a place. */
export function readRepetition(
  source: Source,
  present: Present,
  isLast: (at: number) => boolean,
): Repetition | null {
  for (const at of source.line.edges) {
    if (!present.grammar.starters(source.masked, at)) continue
    const repetition = readLed(source, at, present) ?? readAt(source, at, present)
    if (!repetition) continue
    if (!repetition.isAdverb || isLast(repetition.end)) return repetition
  }
  return null
}

/** "8am every day": the time belongs to the rule that follows at once. */
function readLed(source: Source, at: number, present: Present): Repetition | null {
  const time = timesAt(source, at, present).at(-1)
  const next = time ? nextPiece(source.masked, time.end) : null
  if (!time || next === null || present.grammar.blockers.has(wordBefore(source.masked, at))) return null
  const repetition = readAt(source, next, present, time.match)
  return repetition && { ...repetition, start: at }
}

function readAt(
  source: Source,
  at: number,
  present: Present,
  time: TimeMatch | null = null,
): Repetition | null {
  const head = readHead(source.masked, at, present.grammar)
  if (!head) return null
  let repetition: Repetition = { ...head, time, from: null, ending: null }
  for (;;) {
    const longer = withTail(source, repetition, present)
    if (!longer) return repetition
    repetition = longer
  }
}

/** The repetition with the next piece of its tail, in whatever order they come (R9). */
function withTail(source: Source, repetition: Repetition, present: Present): Repetition | null {
  const { masked } = source
  const part = repetition.part === null ? readPart(masked, repetition.end, present) : null
  if (part) return { ...repetition, ...part }
  const next = nextPiece(masked, repetition.end)
  if (next === null) return null
  if (repetition.from === null) {
    const from = readAfter(masked, next, present.grammar.from, present)
    if (from) return { ...repetition, end: from.end, from: from.day }
  }
  const ending = repetition.ending === null ? readEnding(masked, next, present) : null
  if (ending) return { ...repetition, ...ending }
  const time = repetition.time === null ? timesAt(source, next, present).at(-1) : undefined
  return time ? { ...repetition, end: time.end, time: time.match } : null
}

const article = /(?:\b(?:el|le)|del|du|au) $/

function readAfter(masked: string, at: number, prefix: RegExp, present: Present) {
  const match = matchAt(prefix, masked, at)
  if (!match) return null
  const dateAt = at + match[0].length
  const date = readDate(masked, dateAt, present)
  if (date) return date.time === null && date.part === null ? date : null
  return article.test(match[0]) ? readBareDay(masked, dateAt, present) : null
}

function readEnding(masked: string, at: number, present: Present): { end: number; ending: Ending } | null {
  const { grammar } = present
  const until = readAfter(masked, at, grammar.until, present)
  if (until) return { end: until.end, ending: { kind: 'until', day: until.day } }
  const span = readCounted(masked, at, grammar.spans, present)
  const unit = span?.unit && grammar.units.get(span.unit)
  if (span && unit && !['minute', 'hour', 'quarter'].includes(unit)) {
    return { end: span.end, ending: { kind: 'span', count: span.count, unit } }
  }
  const counted = readCounted(masked, at, grammar.counts, present)
  return counted && { end: counted.end, ending: { kind: 'count', count: counted.count } }
}

function readCounted(masked: string, at: number, phrases: Phrases<string>, { grammar }: Present) {
  for (const { pattern } of phrases.at(masked, at)) {
    const match = matchAt(pattern, masked, at)
    if (!match) continue
    const { number = '', unit } = match.groups ?? {}
    return { end: at + match[0].length, count: Number(number) || grammar.numbers.get(number)!, unit }
  }
  return null
}
