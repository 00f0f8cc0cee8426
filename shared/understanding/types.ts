import type { ChangeCommand, Entity, Life, Navigation, Query } from '../commands.ts'
import type { Locale } from '../quick-add/types.ts'

/** What a message is read against. */
export interface UnderstandContext {
  /** ISO instant. */
  now: string
  /** IANA name; an unknown one counts as UTC. */
  tz: string
  locale: Locale
  week_start: 'mon' | 'sun'
  life: Life
  /** What "it" and "this" mean: the row that is open, if one is. */
  focus?: { entity: Exclude<Entity, 'label'>; id: string }
}

/** A row a message could mean. */
export interface Candidate {
  entity: Entity
  id: string
  name: string
}

export type WhyUnclear =
  /** Nothing the rules know; a model may. */
  | 'no_intent'
  /** A question, a thought, a negation or a condition, where only an order would do. */
  | 'not_an_order'
  /** Quoted, pasted, forwarded: data, whatever it says. */
  | 'quoted'
  /** No row of that name. */
  | 'unknown_name'
  /** Two rows fit: the candidates. */
  | 'ambiguous_name'
  /** A rule would do, but a part of the message is left over, or a date was not understood. */
  | 'unclear_detail'
  /** Understood, but there is no such row to do it to. */
  | 'nothing_matches'

export type Understanding =
  | { kind: 'commands'; commands: ChangeCommand[]; confidence: number; reasons: string[] }
  | { kind: 'query'; query: Query; confidence: number; reasons: string[] }
  | { kind: 'navigation'; target: Navigation; confidence: number; reasons: string[] }
  | { kind: 'unclear'; why: WhyUnclear; candidates?: Candidate[] }
