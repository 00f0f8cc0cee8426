import { z } from 'zod'
import type { TokenCount } from './kept-prefixes.ts'

/** What a provider can do to us. `ok` unless told. */
export const FAULTS = [
  'ok',
  'slow_first_byte',
  'slow_first_token',
  'stall',
  'cut',
  'silent_end',
  'error_mid_stream',
  'error_event',
  'error_as_200',
  'html_as_200',
  'empty_as_200',
  'no_content',
  'malformed_json',
  'wrong_shape',
  'cut_mid_character',
  'rate_limit_ms',
  'rate_limit_seconds',
  'rate_limit_date',
  'rate_limit',
  'daily_quota',
  'no_money',
  'overloaded',
  'server_error',
  'unauthorized',
  'key_invalid',
  'model_missing',
  'bad_request',
  'refused',
  'one_byte_at_a_time',
  'crlf_split',
  'one_chunk',
  'empty_choices',
  'safety_block',
  'blocked_midway',
  'length',
  'junk_after_end',
  'duplicate_end',
  'system_busy',
] as const

/**
 * The next answer of a fake provider. Whatever is left out is made up: a text that says what was asked, and tokens
 * counted as `countTokens` does.
 */
export const answerSchema = z.strictObject({
  /** Only for a request whose body has this in it; others leave it for that one. */
  when: z.string().optional(),
  fault: z.enum(FAULTS).default('ok'),
  text: z.string().optional(),
  /** Calls of tools, beside or instead of text. */
  toolCalls: z.array(z.strictObject({ name: z.string(), input: z.unknown() })).default([]),
  /** The model the answer names; the one asked for unless told. */
  servedModel: z.string().optional(),
  usage: z
    .strictObject({
      inputTokens: z.int().min(0),
      cachedInputTokens: z.int().min(0).default(0),
      cacheWriteTokens: z.int().min(0).default(0),
      /** Reasoning included. */
      outputTokens: z.int().min(0),
      reasoningTokens: z.int().min(0).default(0),
    })
    .optional(),
  /** What it says of its usage, word for word, in place of the truth; null says nothing of it. */
  toldUsage: z.record(z.string(), z.unknown()).nullish(),
  /** For the faults that name a time to wait. */
  retryAfterMs: z.int().min(0).default(20),
  /** Between two pieces of text. */
  pieceDelayMs: z.int().min(0).default(0),
})

export type Answer = z.output<typeof answerSchema>
export type ScriptedAnswer = z.input<typeof answerSchema>
export type Fault = Answer['fault']

/** What a provider would bill for one request. Integers; what does not apply is 0. */
export interface LedgerEntry {
  provider: string
  endpoint: string
  requestedModel: string
  servedModel: string
  fault: Fault
  inputTokens: number
  cachedInputTokens: number
  cacheWriteTokens: number
  outputTokens: number
  reasoningTokens: number
  audioMs: number
  characters: number
}

/** Three bytes a token on the way in and four on the way out, rounded up: the rule of our own estimates. */
export function countTokens(text: string, direction: 'in' | 'out'): number {
  return Math.ceil(Buffer.byteLength(text) / (direction === 'in' ? 3 : 4))
}

/** So counted, and never more than a true tokenizer finds in prose or JSON. */
export const ROUGH_COUNT: TokenCount = {
  tokensOf: (text) => countTokens(text, 'in'),
  atLeast: (text) => Math.floor(Buffer.byteLength(text) / 4.5),
}

/** Words with the space behind them, as models stream them. */
export const piecesOf = (text: string): string[] => text.match(/\s*\S+\s*?(?=\s|$)|\s+$/g) ?? []
