import type { NumberUnit } from './held.ts'

export type TextUnit = { kind: NumberUnit; factor: number; slack: number }

export const plain = (kind: NumberUnit, factor = 1, slack = 0): TextUnit => ({ kind, factor, slack })
export const COUNT = plain('count')
export const UNITS: readonly [RegExp, TextUnit][] = [
  [/^(%|percent\p{L}*|prozent\p{L}*|pp|points?|punkte?n?)$/u, plain('percent')],
  [/^(days?|tage?[ns]?|d|tägig\p{L}*)$/u, plain('days')],
  [/^(weeks?|wochen?|wöchig\p{L}*|wk|wks)$/u, plain('days', 7)],
  [/^(months?|monate?n?|monatig\p{L}*)$/u, plain('days', 30, 1)],
  [/^(years?|jahre?n?|jährig\p{L}*)$/u, plain('days', 365, 1)],
  [/^(hours?|hrs?|h|stunden?|std|stündig\p{L}*)$/u, plain('minutes', 60)],
  [/^(minutes?|mins?|minuten?|minütig\p{L}*)$/u, plain('minutes')],
]
const LINKS =
  /^[\s-]*(?:and|or|to|bis|und|oder|–|—|-|of(?: the)?|von(?: den)?|der|deiner|out of|through|statt|instead of|rather than|against|gegen|versus|vs\.?)(?:\s+(?:the|your|der|den|dem|deiner|deinen)(?:\s+\p{Ll}+)?)?\s*(?=\d)/u
const PREPOSITIONS =
  /^(in|of|for|the|from|on|at|to|and|or|by|with|from|since|im|am|an|auf|von|für|seit|mit|und|oder|bei|zu|der|die|das|den|dem|out|is|are|were|was|sind|ist|statt|instead|against|gegen|while|where|but|aber|obwohl|although)$/u

/** The unit a number is told in: the word behind it, also over one word between or a second number. */
export function unitAfter(text: string): TextUnit | null {
  let rest = text
  const link = LINKS.exec(rest)
  if (link) rest = rest.slice(link[0].length).replace(/^[\d.,'’\u00a0\u202f]*\d/, '')
  for (let words = 0; words < 2; words++) {
    const next = /^[\s-]*(%|\p{L}+)\.?/u.exec(rest)
    if (!next) return null
    const word = next[1]!.toLowerCase()
    const unit = UNITS.find(([pattern]) => pattern.test(word))
    if (unit) return unit[1]
    if (word === 'per' && /^\s*per\s+cent\b/u.test(rest)) return plain('percent')
    if (PREPOSITIONS.test(word)) return null
    rest = rest.slice(next[0].length)
  }
  return null
}
