import { z } from 'zod'
import { AiCallError, scrub, type AiErrorCode } from './call-error.ts'
import { parseDuration, retryAfterOf } from './retry-after.ts'

/** What a provider said when it refused, in whichever dialect. */
interface Refusal {
  /** Missing for an error inside of a stream that had begun well. */
  status?: number
  /** OpenAI's `code` and `type`, Google's `status` and `reason`. */
  words: readonly string[]
  message?: string
  headers?: Headers
  retryAfterMs?: number | null
}

const NO_MONEY =
  /^(insufficient_quota|credit_balance_exhausted|billing_hard_limit_reached|quota_exceeded|(organization|project)_(spend|usage)_limit_exceeded)$/
const OVERLOADED = /^(server_is_overloaded|service_unavailable_error|overloaded_error|UNAVAILABLE)$/
const RATE_LIMITED = /^(rate_limit_exceeded|rate_limit_error|slow_down|RESOURCE_EXHAUSTED)$/
const WRONG_KEY = /^(invalid_api_key|API_KEY_INVALID|UNAUTHENTICATED|PERMISSION_DENIED|FAILED_PRECONDITION)$/
const REFUSED = /^(invalid_request_error|INVALID_ARGUMENT|context_length_exceeded|content_policy_violation)$/

/** The class of a refusal is decided here and nowhere else. */
export function classifyRefusal({
  status,
  words,
  message = '',
  headers,
  retryAfterMs,
}: Refusal): AiCallError {
  const code = codeOf(status, words)
  return new AiCallError(code, {
    status,
    detail: scrub(message),
    retryAfterMs: retryAfterMs ?? retryAfterOf(headers),
    // A status other than 2xx says that nothing was worked on, and nobody bills for it.
    wasDispatched: status === undefined,
  })
}

function codeOf(status: number | undefined, words: readonly string[]): AiErrorCode {
  const says = (pattern: RegExp) => words.some((word) => pattern.test(word))
  if (status === 402 || says(NO_MONEY)) return 'no_money'
  // Google answers a wrong key with 400.
  if (status === 401 || status === 403 || says(WRONG_KEY)) return 'unauthorized'
  if (status === 404) return 'model_missing'
  if (status === 429) return 'rate_limited'
  if (status === 409) return 'conflict'
  if (status === 503 || status === 529 || says(OVERLOADED)) return 'overloaded'
  if (status === 408 || (status !== undefined && status >= 500)) return 'server_error'
  if (status !== undefined) return 'bad_request'
  if (says(RATE_LIMITED)) return 'rate_limited'
  return says(REFUSED) ? 'bad_request' : 'server_error'
}

const text = z.string().nullish().catch(null)
const openAiErrorSchema = z.looseObject({ code: text, type: text, message: text }).catch({})

/** OpenAI's `error` object, from a body or from the middle of a stream. */
export function classifyOpenAi(error: unknown, status?: number, headers?: Headers): AiCallError {
  const { code, type, message } = openAiErrorSchema.parse(error)
  return classifyRefusal({ status, words: wordsOf(code, type), message: message ?? '', headers })
}

const detailSchema = z.looseObject({
  reason: text,
  retryDelay: text,
  violations: z
    .array(z.looseObject({ quotaId: text }))
    .nullish()
    .catch(null),
})
const geminiErrorSchema = z
  .looseObject({
    status: text,
    message: text,
    details: z.array(detailSchema.catch({})).nullish().catch(null),
  })
  .catch({})

/** Google's `error` object. A quota of the day, or no credit, is not waited for. */
export function classifyGemini(error: unknown, status?: number): AiCallError {
  const { status: name, message, details } = geminiErrorSchema.parse(error)
  const quotas = (details ?? []).flatMap(({ violations }) =>
    (violations ?? []).map(({ quotaId }) => quotaId ?? ''),
  )
  const isSpent =
    quotas.some((id) => /PerDay/i.test(id)) || /billing|credits|spend(ing)? (cap|limit)/i.test(message ?? '')
  const delays = (details ?? []).map(({ retryDelay }) => parseDuration(retryDelay ?? ''))
  return classifyRefusal({
    status,
    words: [
      ...wordsOf(name, ...(details ?? []).map(({ reason }) => reason)),
      ...(status === 429 && isSpent ? ['quota_exceeded'] : []),
    ],
    message: message ?? '',
    retryAfterMs: delays.find((delay) => delay !== null) ?? null,
  })
}

const wordsOf = (...words: readonly (string | null | undefined)[]): string[] =>
  words.filter((word) => word !== null && word !== undefined)

/**
 * What a runtime throws when a connection fails. Node and Deno say it in different words, and both may quote the
 * address; none of them is kept.
 */
export function classifyThrown(error: unknown, { isOpen }: { isOpen: boolean }): AiCallError {
  if (error instanceof AiCallError) return error
  if (error instanceof SyntaxError) return new AiCallError('malformed')
  const reasons = causesOf(error)
  const neverLeft = reasons.some((reason) =>
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|\(Connect\)|dns error/i.test(reason),
  )
  if (isOpen) return new AiCallError('cut')
  return new AiCallError('network', { wasDispatched: !neverLeft })
}

function causesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return []
  const code = 'code' in error ? String(error.code) : ''
  const inner =
    error instanceof AggregateError ? error.errors.flatMap((each) => causesOf(each, depth + 1)) : []
  return [error.message, code, ...inner, ...causesOf(error.cause, depth + 1)]
}
