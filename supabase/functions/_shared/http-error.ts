import { PostgrestError } from '@supabase/supabase-js'
import { ERROR_STATUS, type ErrorBody, type ErrorCode } from '../../../shared/error.ts'

interface HttpErrorOptions {
  hint?: string
  details?: unknown
  /** Headers of the answer, such as `retry-after`. */
  headers?: Record<string, string>
  cause?: unknown
}

/** Throw it anywhere below `serve`: its code, message, hint and details are what the caller is told. */
export class HttpError extends Error {
  override name = 'HttpError'
  readonly status: number
  readonly hint?: string
  readonly details?: unknown
  readonly headers: Record<string, string>

  constructor(
    readonly code: ErrorCode,
    message: string,
    { hint, details, headers = {}, cause }: HttpErrorOptions = {},
  ) {
    super(message, { cause })
    this.status = ERROR_STATUS[code]
    this.hint = hint
    this.details = details
    this.headers = headers
  }

  toBody(requestId: string): ErrorBody {
    const { code, message, hint, details } = this
    return {
      code,
      message,
      ...(hint !== undefined && { hint }),
      ...(details !== undefined && { details }),
      request_id: requestId,
    }
  }
}

interface DatabaseError {
  code: ErrorCode
  message: string
}

// SQLSTATE, or PostgREST's own code. The database's words may quote rows, so that we use our own.
const DATABASE_ERRORS: Record<string, DatabaseError> = {
  P0001: { code: 'INVALID_INPUT', message: 'This cannot be done.' },
  '42501': { code: 'FORBIDDEN', message: 'You may not do this.' },
  '23505': { code: 'CONFLICT', message: 'This exists already.' },
  '23503': { code: 'CONFLICT', message: 'Something this refers to does not exist.' },
  '40001': { code: 'CONFLICT', message: 'Someone changed this at the same time. Try again.' },
  '40P01': { code: 'CONFLICT', message: 'Someone changed this at the same time. Try again.' },
  '57014': { code: 'TIMEOUT', message: 'The database took too long.' },
  P0002: { code: 'NOT_FOUND', message: 'This does not exist.' },
  PGRST116: { code: 'NOT_FOUND', message: 'This does not exist.' },
  PGRST301: { code: 'UNAUTHENTICATED', message: 'Your session is not valid. Sign in again.' },
  PGRST302: { code: 'UNAUTHENTICATED', message: 'Sign in first.' },
  PGRST303: { code: 'UNAUTHENTICATED', message: 'Your session has expired. Sign in again.' },
}

// PostgREST answers what SQL raises as PT404 with the status 404, and so do we.
const RAISED_STATUS: Record<string, ErrorCode> = {
  PT400: 'INVALID_INPUT',
  PT401: 'UNAUTHENTICATED',
  PT402: 'BUDGET_EXHAUSTED',
  PT403: 'FORBIDDEN',
  PT404: 'NOT_FOUND',
  PT409: 'CONFLICT',
  PT422: 'INVALID_INPUT',
  PT429: 'RATE_LIMITED',
}

function explain(sqlState: string): DatabaseError | null {
  const raised = RAISED_STATUS[sqlState]
  if (raised) return { code: raised, message: 'This cannot be done.' }
  // Class 22 is bad data, 23 a broken constraint.
  const isBadData = /^2[23]/.test(sqlState)
  return isBadData ? { code: 'INVALID_INPUT', message: 'The database does not accept these values.' } : null
}

// Raised by our own SQL, which writes for people; a check constraint shares its code with the table's own words.
function isInOurWords({ code, message }: PostgrestError): boolean {
  return /^(P000[12]|PT\d{3}|22023|23514)$/.test(code) && !message.startsWith('new row for relation')
}

/** What the caller is told about anything that was thrown. What we did not foresee is INTERNAL, and says no more. */
export function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error
  if (error instanceof PostgrestError) {
    const known = DATABASE_ERRORS[error.code] ?? explain(error.code)
    if (known && isInOurWords(error)) {
      return new HttpError(known.code, error.message, { hint: error.hint || undefined, cause: error })
    }
    if (known) return new HttpError(known.code, known.message, { cause: error })
  }
  return new HttpError('INTERNAL', 'Something went wrong on our side.', {
    hint: 'Try again. If it stays so, tell us the request id.',
    cause: error,
  })
}
