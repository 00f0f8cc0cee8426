import type { z } from 'zod'
import type { Tables } from '../../../../shared/database.types.ts'
import type { TokenUsage } from './usage.ts'

/** What a call has to know of a row of the catalogue. */
export type ChatModel = Pick<
  Tables<'ai_models'>,
  'id' | 'provider' | 'api_name' | 'output_limit_field' | 'takes_temperature' | 'efforts' | 'prefix_hint'
>

export interface ChatMessage {
  role: 'user' | 'assistant'
  text: string
}

/** Something the model may propose. What it proposes is checked with `input`, and dropped when it does not fit. */
export interface ChatTool {
  name: string
  description: string
  input: z.ZodType
}

export interface ChatRequest {
  model: ChatModel
  system: string
  messages: readonly ChatMessage[]
  /** Reasoning included. Always given, because the hold on the budget covers exactly this much. */
  maxOutputTokens: number
  /** Left out for models that refuse it. */
  temperature?: number
  /** How hard a reasoning model thinks; left out for models that do not know this one. */
  effort?: string
  tools?: readonly ChatTool[]
  /**
   * What all requests have in common that begin with these tools and this system text, word for word: the provider is
   * asked to keep that beginning, and nothing that comes after it.
   */
  prefixKey?: string
  /** Asks for one JSON value instead of prose; it arrives with `done`, checked. */
  output?: { name: string; schema: z.ZodType }
}

export type FinishReason = 'stop' | 'length' | 'blocked'

export type ChatEvent =
  /** The provider took the request: its status and headers are in. */
  | { kind: 'open' }
  /** The model works on something that cannot be shown yet: thoughts, the arguments of a tool. */
  | { kind: 'progress' }
  | { kind: 'delta'; text: string }
  | { kind: 'toolCall'; id: string; name: string; input: unknown }
  /** A proposal or an output that its schema refuses. Its words are gone: nobody may act on them. */
  | { kind: 'rejected'; what: 'toolCall' | 'output'; name: string }
  /** At most once, and the last word of the provider. */
  | { kind: 'usage'; usage: TokenUsage }
  /** The last event of an answer that came to its end. `output` only when asked for and valid. */
  | { kind: 'done'; finish: FinishReason; servedModel: string | null; output?: unknown }

export interface ChatProvider {
  /**
   * Sends the request once, without retries, and streams the answer. It ends with `done` or throws.
   * @throws AiCallError, also when `signal` aborts and when the answer breaks off
   */
  stream(request: ChatRequest, options: { signal: AbortSignal }): AsyncIterable<ChatEvent>
  /** What it sends for a request, and where to: for those who want to see it. */
  sent(request: ChatRequest): { host: string; body: string }
}
