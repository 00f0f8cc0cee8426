import { wordAfter, wordBefore, type Span } from './line.ts'
import { matchAt } from './pattern.ts'
import type { Cover } from './cover.ts'
import type { Source } from './expressions.ts'
import type { Present } from './types.ts'

const LONGEST = 960
const LONGEST_GLUED = 240
/** From this hour on a French "5h" is a time (U4). */
const FIRST_FRENCH_TIME = 5

/** A length as typed, with the word that introduces it. */
export interface Duration extends Span {
  minutes: number
}

/** All lengths of the line that may count, from left to right (section U). */
export function readDurations({ line, masked }: Source, present: Present): Duration[] {
  const found: Duration[] = []
  let free = 0
  for (const at of line.edges) {
    if (at < free || !present.grammar.starters(masked, at)) continue
    const duration = readDuration(masked, at, present)
    if (!duration) continue
    free = duration.end
    if (!isBlocked(masked, duration, present)) found.push(duration)
  }
  return found
}

function readDuration(masked: string, at: number, present: Present): Duration | null {
  const { durationPrefixes, durationSuffix } = present.grammar
  const prefix = durationPrefixes.find((word) => masked.startsWith(word, at)) ?? ''
  const length = readLength(masked, at + prefix.length, prefix, present)
  if (!length) return null
  const suffix = matchAt(durationSuffix, masked, length.end)?.[0] ?? ''
  return { start: at, end: length.end + suffix.length, minutes: length.minutes }
}

function readLength(masked: string, at: number, prefix: string, { grammar }: Present): Duration | null {
  let longest: Duration | null = null
  for (const { pattern } of grammar.durations.at(masked, at)) {
    const match = matchAt(pattern, masked, at)
    if (!match || at + match[0].length <= (longest?.end ?? 0)) continue
    const { hours = '0', minutes = '0', glued } = match.groups ?? {}
    const total = glued ? Number(glued) : Math.round(Number(hours.replace(',', '.')) * 60) + Number(minutes)
    const isTooLong = total > (glued ? LONGEST_GLUED : LONGEST)
    const isTime = grammar.locale === 'fr' && isFrenchTime(match[0], Number(hours), prefix)
    longest = { start: at, end: at + match[0].length, minutes: isTooLong || isTime ? 0 : total }
  }
  return longest
}

const isFrenchTime = (typed: string, hours: number, prefix: string) =>
  hours >= FIRST_FRENCH_TIME && /^\d+ ?h(?!eure)/.test(typed) && !/^(?:pendant|durant) /.test(prefix)

function isBlocked(masked: string, { start, end, minutes }: Duration, { grammar }: Present): boolean {
  const before = wordBefore(masked, start)
  return (
    minutes < 1 ||
    grammar.blockers.has(before) ||
    grammar.durationBlockers.has(before) ||
    (masked[end] === ' ' && grammar.notAfterDuration.has(wordAfter(masked, end)))
  )
}

/** The last of several if nothing follows it, else the first (U3). */
export function chooseDuration(durations: readonly Duration[], cover: Cover): Duration | null {
  const last = durations.at(-1)
  if (!last) return null
  return cover.isTrailing(last.end) ? last : durations[0]!
}
