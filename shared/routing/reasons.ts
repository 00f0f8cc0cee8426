import { conceptNumber } from './lexicon/concepts.ts'
import type { Shape } from './shape.ts'
import type { Turn } from './turn.ts'

export const REASON_CODES = [
  'plain_action',
  'short_request',
  'shown_text_ignored',
  'several_sides_of_life',
  'long_horizon',
  'decision',
  'causes',
  'about_oneself',
  'constraints',
  'drafting',
  'follow_up',
  'knowledge_question',
] as const
export type ReasonCode = (typeof REASON_CODES)[number]

/** Something about a request that speaks for its score, in words a person understands. */
export interface Reason {
  code: ReasonCode
  /** The number behind it, where there is one: sides of life, words. */
  count?: number
}

const SHORT = 6
const [DECIDE, SHOULD, COMPARE, QUIT, STAY, SELL] = [
  'decide',
  'should',
  'compare',
  'quit',
  'stay',
  'sell',
].map(conceptNumber)
const DECISIONS = [DECIDE, SHOULD, COMPARE, QUIT, STAY, SELL]
const CAUSES = ['cause', 'why', 'evolve'].map(conceptNumber)
const SELF = ['self', 'life'].map(conceptNumber)
const LIMITS = ['limit', 'sacrifice', 'conflict'].map(conceptNumber)
const DRAFTS = ['draft', 'suggest', 'arrange'].map(conceptNumber)
const MONTHS = 5

/** What can be told about a score. The weights of thousands of pieces of words cannot be told; the counts can. */
export function reasonsOf(turn: Turn, shape: Shape): Reason[] {
  const present = new Set(turn.concepts)
  const hasAny = (concepts: readonly (number | undefined)[]): boolean =>
    concepts.some((concept) => concept !== undefined && present.has(concept))
  const all: (Reason | false)[] = [
    shape.lifeSides > 1 && { code: 'several_sides_of_life', count: shape.lifeSides },
    shape.horizon >= MONTHS && { code: 'long_horizon' },
    hasAny(DECISIONS) && { code: 'decision' },
    hasAny(CAUSES) && { code: 'causes' },
    hasAny(SELF) && { code: 'about_oneself' },
    hasAny(LIMITS) && { code: 'constraints' },
    hasAny(DRAFTS) && { code: 'drafting' },
    shape.opening === 1 && shape.weighing === 0 && { code: 'plain_action' },
    shape.size <= SHORT && { code: 'short_request', count: shape.size },
    shape.shown > 0 && { code: 'shown_text_ignored' },
    shape.priorMatter !== null && { code: 'follow_up' },
  ]
  return all.filter((reason): reason is Reason => reason !== false)
}
