import type { AssistantAnswer, AssistantEvent, AssistantRequest } from '../../../shared/assistant/answer.ts'
import type { Scene } from '../../../shared/assistant/scene.ts'
import type { Understanding } from '../../../shared/understanding/types.ts'
import type { Caller } from '../_shared/ai/caller.ts'
import type { Client } from '../_shared/clients.ts'
import type { Thread } from './thread.ts'

/** One question on its way to its answer. */
export interface Exchange extends Caller {
  request: AssistantRequest
  /** With the person's rights. */
  own: Client
  messageId: string
  receivedAt: Date
  /** Aborts when the person has left. */
  signal: AbortSignal
  say(event: AssistantEvent): void
}

/** A question, and all that it is answered from. */
export interface Heard extends Exchange {
  thread: Thread
  scene: Scene
  understood: Understanding
}

/** What is said, whoever says it. */
export type Reply = Pick<AssistantAnswer, 'answer' | 'commands' | 'navigation' | 'rows' | 'facts'>

/** An answer before it has a place in a thread. */
export interface Draft extends Reply, Pick<AssistantAnswer, 'route' | 'usage' | 'source'> {
  /** Who holds the prompt of the thread; null when no model was asked. */
  provider: string | null
}

export const NO_ROUTE: AssistantAnswer['route'] = {
  tier: null,
  score: null,
  band: null,
  reasons: [],
  decided_by: null,
  requested_model: null,
  served_model: null,
  degraded: false,
  degraded_for: null,
}

export const NO_COST: AssistantAnswer['usage'] = {
  input_tokens: 0,
  output_tokens: 0,
  cost_nano_usd: 0,
  estimated: false,
}

export const plainReply = (answer: string): Reply => ({
  answer,
  commands: [],
  navigation: null,
  rows: [],
  facts: [],
})
