/** A row of `net.http_request_queue`. */
export interface QueuedRequest {
  id: string
  method: string
  url: string
  headers: Record<string, string> | null
  body: string | null
  timeout_milliseconds: number
}

/** What a row of `net._http_response` says. A request that got no answer has an error instead of a status. */
export interface NetResponse {
  status: number | null
  contentType: string | null
  headers: Record<string, string> | null
  content: string | null
  isTimedOut: boolean | null
  error: string | null
}

const USER_AGENT = 'pg_net/0.20'

// The words of libcurl, which people search for.
const FAILURES: Record<string, string> = {
  ENOTFOUND: "Couldn't resolve host name",
  EAI_AGAIN: "Couldn't resolve host name",
  ECONNREFUSED: "Couldn't connect to server",
  EHOSTUNREACH: "Couldn't connect to server",
  ENETUNREACH: "Couldn't connect to server",
  ECONNRESET: 'Failure when receiving data from the peer',
  UND_ERR_SOCKET: 'Server returned nothing (no headers, no data)',
}

/**
 * Sends one request and describes what came of it.
 * @throws when aborted by `signal`
 */
export async function sendQueued(request: QueuedRequest, signal: AbortSignal): Promise<NetResponse> {
  if (!/^https?:/i.test(request.url)) return failure('Unsupported protocol')
  const startedAt = performance.now()
  const timeout = AbortSignal.timeout(request.timeout_milliseconds)
  try {
    const response = await fetch(request.url, {
      method: request.method.toUpperCase(),
      headers: { 'user-agent': USER_AGENT, ...request.headers },
      body: request.body,
      signal: AbortSignal.any([signal, timeout]),
    })
    const content = await response.text()
    return {
      status: response.status,
      contentType: response.headers.get('content-type'),
      headers: Object.fromEntries(response.headers),
      // Like the original: a text of Postgres ends at the first NUL.
      content: content.split('\0', 1)[0] || null,
      isTimedOut: false,
      error: null,
    }
  } catch (error) {
    signal.throwIfAborted()
    if (timeout.aborted) {
      const total = (performance.now() - startedAt).toFixed(1)
      const limit = request.timeout_milliseconds
      return { ...failure(`Timeout of ${limit} ms reached. Total time: ${total} ms`), isTimedOut: true }
    }
    return failure(describeFailure(error))
  }
}

const failure = (error: string): NetResponse => ({
  status: null,
  contentType: null,
  headers: null,
  content: null,
  isTimedOut: false,
  error,
})

function describeFailure(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return (
    FAILURES[code] ?? (cause instanceof Error && cause.message ? cause.message : "Couldn't connect to server")
  )
}
