/** The sentences under `errors` in the message catalogue. */
export type ErrorKey =
  | 'offline'
  | 'unavailable'
  | 'rateLimited'
  | 'sessionExpired'
  | 'notAllowed'
  | 'notFound'
  | 'alreadyThere'
  | 'parentGone'
  | 'tooLong'
  | 'invalid'
  | 'undoneAlready'
  | 'unknown'

const BY_CODE: Record<string, ErrorKey> = {
  '23505': 'alreadyThere',
  '23503': 'parentGone',
  '23514': 'invalid',
  '22001': 'tooLong',
  '22P02': 'invalid',
  '22007': 'invalid',
  '22008': 'invalid',
  '22003': 'invalid',
  '23502': 'invalid',
  '22023': 'invalid',
  PT409: 'undoneAlready',
  PT404: 'notFound',
  '42501': 'notAllowed',
  '57014': 'unavailable',
  '53300': 'unavailable',
  PGRST116: 'notFound',
  PGRST301: 'sessionExpired',
  PGRST303: 'sessionExpired',
  session_expired: 'sessionExpired',
  session_not_found: 'sessionExpired',
  refresh_token_not_found: 'sessionExpired',
  over_request_rate_limit: 'rateLimited',
  over_email_send_rate_limit: 'rateLimited',
}

function field(error: unknown, name: 'code' | 'status' | 'name'): unknown {
  return typeof error === 'object' && error !== null && name in error
    ? (error as Record<string, unknown>)[name]
    : undefined
}

const isNetworkFailure = (error: unknown): boolean =>
  error instanceof TypeError ||
  field(error, 'name') === 'AuthRetryableFetchError' ||
  (error instanceof Error && /failed to fetch|networkerror|load failed/i.test(error.message))

// PostgREST always sends a code; PGRST00x means that it cannot reach the database.
const isGatewayFailure = (error: unknown): boolean => {
  const code = field(error, 'code')
  return field(error, 'name') === 'PostgrestError' && (code === '' || /^PGRST00/.test(String(code)))
}

/** Worth another try as it is: nothing reached the server, or the server asked for patience. */
export function isTransient(error: unknown): boolean {
  const status = field(error, 'status')
  return (
    isNetworkFailure(error) || isGatewayFailure(error) || status === 502 || status === 503 || status === 504
  )
}

/** Which calm sentence explains an error: by its code, never by its text. */
export function errorKey(error: unknown): ErrorKey {
  const code = field(error, 'code')
  if (typeof code === 'string' && BY_CODE[code]) return BY_CODE[code]
  if (isNetworkFailure(error)) return navigator.onLine ? 'unavailable' : 'offline'
  if (isGatewayFailure(error)) return 'unavailable'
  const status = field(error, 'status')
  if (status === 401) return 'sessionExpired'
  if (status === 403) return 'notAllowed'
  if (status === 404) return 'notFound'
  if (status === 413) return 'tooLong'
  if (status === 429) return 'rateLimited'
  if (typeof status === 'number' && status >= 500) return 'unavailable'
  return 'unknown'
}
