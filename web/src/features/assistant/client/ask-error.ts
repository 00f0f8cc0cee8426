import * as z from 'zod/mini'

/** Why there is no answer, as far as a person has to know. */
export type AskProblem =
  /** No network. */
  | 'offline'
  /** The stream ended before the answer did. */
  | 'interrupted'
  | 'unavailable'
  /** What may be spent is used up. */
  | 'budget'
  /** As many answers of models as the plan has for a month, or for a day, were given. */
  | 'monthAnswers'
  | 'dayAnswers'
  | 'rateLimited'
  | 'busy'
  | 'sessionExpired'
  | 'notFound'
  | 'tooLong'
  | 'invalid'
  | 'unknown'

const bodySchema = z.object({
  code: z.string(),
  message: z.string(),
  details: z.nullish(z.record(z.string(), z.unknown())),
  request_id: z.optional(z.string()),
})

const BY_CODE: Record<string, AskProblem> = {
  BUDGET_EXHAUSTED: 'budget',
  RATE_LIMITED: 'rateLimited',
  CONFLICT: 'busy',
  UNAUTHENTICATED: 'sessionExpired',
  NOT_FOUND: 'notFound',
  BODY_TOO_LARGE: 'tooLong',
  INVALID_INPUT: 'invalid',
  INVALID_JSON: 'invalid',
  INVALID_ENCODING: 'invalid',
  UNAVAILABLE: 'unavailable',
  TIMEOUT: 'unavailable',
  IDLE_TIMEOUT: 'unavailable',
  BOOT_ERROR: 'unavailable',
  WORKER_ERROR: 'unavailable',
}

const BY_REASON: Record<string, AskProblem> = {
  interactions: 'monthAnswers',
  daily_interactions: 'dayAnswers',
}

const RESET_KEYS = ['resets_at', 'reset_at', 'resets_on', 'reset_on']

const textOf = (details: Record<string, unknown> | null | undefined, keys: readonly string[]) =>
  keys.map((key) => details?.[key]).find((value) => typeof value === 'string') ?? null

export class AskError extends Error {
  override name = 'AskError'
  constructor(
    readonly problem: AskProblem,
    /** When it may be tried again; `resetsAt` is an instant or a day. */
    readonly wait: { seconds?: number; resetsAt?: string } = {},
    readonly requestId: string | null = null,
  ) {
    super(problem)
  }

  /** When it was said, in milliseconds: seconds to wait are counted from then. */
  readonly saidAt = Date.now()
}

function problemOf(code: string, details: z.infer<typeof bodySchema>['details']): AskProblem {
  const problem = BY_CODE[code] ?? 'unknown'
  const reason = problem === 'budget' ? details?.reason : null
  return (typeof reason === 'string' && BY_REASON[reason]) || problem
}

/** The error in a body of the one shape; what has another shape (a gateway's page, say) is "unavailable". */
export function errorOf(body: unknown, retryAfter: string | null): AskError {
  const parsed = bodySchema.safeParse(body)
  if (!parsed.success) return new AskError('unavailable')
  const { code, details, request_id } = parsed.data
  const asked = retryAfter ?? details?.retry_after_seconds
  const seconds = Number(asked)
  const resetsAt = textOf(details, RESET_KEYS)
  return new AskError(
    problemOf(code, details),
    {
      ...(asked !== undefined &&
        asked !== null &&
        Number.isFinite(seconds) && { seconds: Math.ceil(seconds) }),
      ...(resetsAt !== null && { resetsAt }),
    },
    request_id ?? null,
  )
}
