import type { InsightType } from '../../../../../shared/hrm/kinds.ts'
import type { Day } from '../../../lib/dates.ts'
import { parsePeriod, parseRule, parseType } from '../insights-search.ts'

/** What a person can have decided about an insight. */
export const KINDS = ['helpful', 'not_helpful', 'corrected', 'reasoning', 'dismissed', 'pinned'] as const
export type DecisionKind = (typeof KINDS)[number]

/** What the address of the decisions may say beyond that of every screen; what is left out narrows nothing. */
export type DecisionsSearch = {
  /** Comma between them; any of them. */
  kinds?: string
  type?: InsightType
  rule?: string
  /** With `until`: decided on these days. */
  from?: Day
  until?: Day
  /** Words in what was said, by the insight or by the person. */
  q?: string
  /** The insight whose receipt is open. */
  insight?: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const MAX_WORDS = 100

/** Only what the decisions understand; an address that was typed wrong shows everything. */
export function parseDecisionsSearch(search: Record<string, unknown>): DecisionsSearch {
  const { kinds, q, insight } = search
  const known = typeof kinds === 'string' ? joined(kindsIn(kinds)) : undefined
  const words = typeof q === 'string' || typeof q === 'number' ? String(q).slice(0, MAX_WORDS) : ''
  return {
    ...(known && { kinds: known }),
    ...parseType(search),
    ...parseRule(search),
    ...parsePeriod(search),
    ...(words.trim() && { q: words }),
    ...(typeof insight === 'string' && UUID.test(insight) && { insight }),
  }
}

/** The kinds an address asks for, in the order of the screen. */
export const kindsIn = (kinds: string | undefined): DecisionKind[] => {
  const asked = kinds?.split(',') ?? []
  return KINDS.filter((kind) => asked.includes(kind))
}

/** As the address has them; undefined for none and for all. */
export const joined = (kinds: readonly DecisionKind[]): string | undefined =>
  kinds.length === 0 || kinds.length === KINDS.length
    ? undefined
    : KINDS.filter((kind) => kinds.includes(kind)).join(',')

/** The kinds with one more, or without it. */
export const toggleKind = (kinds: string | undefined, kind: DecisionKind): string | undefined => {
  const chosen = kindsIn(kinds)
  return joined(chosen.includes(kind) ? chosen.filter((known) => known !== kind) : [...chosen, kind])
}
