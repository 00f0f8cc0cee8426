import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { parseVsn, type Vsn } from './codec.ts'
import { RealtimeError } from './errors.ts'
import { customHeaders, headerOf, HttpError, parseUrl, type HttpAnswer } from './http.ts'
import type { Hub } from './hub.ts'

/** What the handshake found out. */
export interface Handshake {
  vsn: Vsn
  /** The key or token of the connection, for channels that bring none. */
  token: string
  /** What policies see of the request. */
  headers: Record<string, string>
}

const PATHS = ['/websocket', '/socket/websocket']
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Decides whether a socket may be opened. @throws HttpError when not */
export async function readHandshake(hub: Hub, request: IncomingMessage): Promise<Handshake> {
  const url = parseUrl(request)
  if (!PATHS.includes(url.pathname)) throw new HttpError(404, { error: 'not found' })
  if (!isAllowedOrigin(request.headers.origin, hub.allowedOrigins)) {
    throw new HttpError(403, { error: 'Origin not allowed' })
  }
  const vsn = parseVsn(url.searchParams.get('vsn'))
  if (!vsn) throw new HttpError(403, { error: 'Unsupported vsn' })
  const token = headerOf(request, 'x-api-key') ?? url.searchParams.get('apikey')
  if (!token) throw new HttpError(401, { error: 'API key is missing' })
  await hub.verifyToken(token).catch((error: unknown) => {
    if (!(error instanceof RealtimeError)) throw error
    const isExpired = error.message.startsWith('Token has expired')
    throw new HttpError(401, { error: isExpired ? 'Token has expired' : error.message })
  })
  if (hub.users.size >= hub.limits.maxConnections)
    throw new HttpError(429, { error: 'Too many connected users' })
  if (!hub.meters.joins.hasRoomFor(1)) throw new HttpError(429, { error: 'Too many joins per second' })
  return { vsn, token, headers: customHeaders(request) }
}

/** Answers a handshake with an error in place of a socket. */
export function refuseHandshake(stream: Duplex, { status, body }: HttpAnswer): void {
  const content = JSON.stringify(body)
  stream.end(
    `HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(content)}\r\n\r\n${content}`,
  )
}

// Pages of this machine and those named; programs send no origin.
function isAllowedOrigin(origin: string | undefined, allowed: string[]): boolean {
  if (!origin || allowed.includes(origin)) return true
  return URL.canParse(origin) && LOOPBACK.has(new URL(origin).hostname)
}
