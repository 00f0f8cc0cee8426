import { z } from 'zod'

/** Every code an Edge Function or the local gateway answers with, and the HTTP status it comes with. */
export const ERROR_STATUS = {
  INVALID_ENCODING: 400,
  INVALID_JSON: 400,
  UNAUTHENTICATED: 401,
  BUDGET_EXHAUSTED: 402,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INVALID_INPUT: 422,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  /** The function ended before it answered. */
  WORKER_ERROR: 500,
  /** The function could not start. */
  BOOT_ERROR: 503,
  UNAVAILABLE: 503,
  /** The function gave no answer in time. */
  IDLE_TIMEOUT: 504,
  TIMEOUT: 504,
} as const

/** Stable, for programs to branch on. */
export type ErrorCode = keyof typeof ERROR_STATUS

/** One thing that is wrong with an input: where (`tasks.0.name`, empty for the whole) and what. */
export const inputProblemSchema = z.object({ path: z.string(), message: z.string() })
export type InputProblem = z.infer<typeof inputProblemSchema>

/**
 * The one body of every error. `details` depends on the code: for INVALID_INPUT a list of input problems.
 * A client must accept codes it does not know.
 */
export const errorBodySchema = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  details: z.unknown().optional(),
  request_id: z.string(),
})
export type ErrorBody = z.infer<typeof errorBodySchema>
