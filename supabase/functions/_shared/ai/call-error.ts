import type { TokenUsage } from './usage.ts'

/** What went wrong with a call, in our words. */
export const AI_ERROR_CODES = [
  'aborted',
  'network',
  'connect_timeout',
  'first_token_timeout',
  'idle_timeout',
  'total_timeout',
  'server_error',
  'overloaded',
  'conflict',
  'rate_limited',
  'no_money',
  'unauthorized',
  'model_missing',
  'breaker_open',
  'bad_request',
  'malformed',
  'cut',
] as const
export type AiErrorCode = (typeof AI_ERROR_CODES)[number]

/**
 * What to do about it: ask the same one again, wait first, ask the next one now, give up because every one would
 * refuse this request, or stop because the caller has gone.
 */
export type ErrorClass = 'retry' | 'wait' | 'failOver' | 'never' | 'aborted'

const CLASS_OF: Record<AiErrorCode, ErrorClass> = {
  aborted: 'aborted',
  network: 'retry',
  connect_timeout: 'retry',
  first_token_timeout: 'retry',
  idle_timeout: 'retry',
  // There is no time left to try anything with.
  total_timeout: 'failOver',
  server_error: 'retry',
  overloaded: 'retry',
  conflict: 'retry',
  rate_limited: 'wait',
  no_money: 'failOver',
  unauthorized: 'failOver',
  model_missing: 'failOver',
  breaker_open: 'failOver',
  bad_request: 'never',
  malformed: 'retry',
  cut: 'retry',
}

interface AiCallErrorOptions {
  status?: number
  /** From the provider's headers or body. */
  retryAfterMs?: number | null
  /** The provider's words, scrubbed by `scrub`. */
  detail?: string
  /** False when the request never left, or was refused before it was worked on: then it cost nothing. */
  wasDispatched?: boolean
  /** When the provider told it before it failed. */
  usage?: TokenUsage
}

/** A call that failed. Its message is ours; nothing of the request or of the provider's body is in it. */
export class AiCallError extends Error {
  override name = 'AiCallError'
  readonly errorClass: ErrorClass
  readonly status: number | null
  readonly retryAfterMs: number | null
  readonly detail: string
  readonly wasDispatched: boolean
  readonly usage: TokenUsage | null

  constructor(
    readonly code: AiErrorCode,
    { status, retryAfterMs, detail = '', wasDispatched = true, usage }: AiCallErrorOptions = {},
  ) {
    super(`The call failed: ${code}${status ? ` (${status})` : ''}`)
    this.errorClass = CLASS_OF[code]
    this.status = status ?? null
    this.retryAfterMs = retryAfterMs ?? null
    this.detail = detail
    this.wasDispatched = wasDispatched
    this.usage = usage ?? null
  }
}

const MAX_DETAIL_CHARACTERS = 120

/**
 * The beginning of a provider's message, for a log. Providers quote the prompt and parts of keys, so that everything
 * in quotation marks, everything that looks like a key, an address or a number, and all after a colon is taken out.
 */
export function scrub(message: string): string {
  return message
    .replace(/\s+/g, ' ')
    .replace(/:\s.*$/, '')
    .replace(/(["'`“‘«]).*$/, '…')
    .replace(/\S+@\S+/g, '…')
    .replace(/https?:\/\/\S+/g, '…')
    .replace(/\b(?=[\w*-]*\d)[\w*-]{6,}/g, '…')
    .replace(/\b(sk|xi|AIza|key)[-_]\S+/gi, '…')
    .slice(0, MAX_DETAIL_CHARACTERS)
    .trim()
}
