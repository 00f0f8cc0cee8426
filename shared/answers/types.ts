import type { Entity, Life } from '../commands.ts'
import type { AnswerLocale } from './words.ts'

/** Why a task stands where it stands, as `today_tasks` says it. */
export type RankReason =
  | { code: 'overdue' | 'deadline_soon'; days: number }
  | { code: 'important_project' | 'important_area'; name: string }
  | { code: 'blocked'; count: number }
  | { code: 'due_today' | 'high_priority' | 'ready' }

/** What an answer is worked out from. The ranking is the database's: it is never worked out anew. */
export interface AnswerContext {
  life: Life
  /** The rows of `today_tasks`, best first. */
  ranking: readonly { id: string; reasons: readonly RankReason[] }[]
  /** ISO instant, and the zone of the person. */
  now: string
  tz: string
  locale: AnswerLocale
}

export type FactCode =
  | 'open'
  | 'completed'
  | 'percentage'
  | 'overdue'
  | 'stalled'
  | 'blocked'
  | 'completed_recently'
  | 'completed_before'
  | 'share_wanted'
  | 'share_done'
  | 'matches'
  | 'rank'
  | 'due'

/** A number (or a day) an answer states, and the rows it rests on. */
export interface Fact {
  code: FactCode
  value: number | string
  ids: string[]
}

export interface Answer {
  text: string
  /** Every number of the text is one of these. */
  facts: Fact[]
  /** The rows that are named, for links; in the order of the text. */
  rows: { entity: Entity; id: string; name: string }[]
}
