import type { IncomingMessage } from 'node:http'
import { probeWrite } from './authorize.ts'
import { isObject, payloadBytes, type Broadcast } from './codec.ts'
import { PolicyError, RealtimeError } from './errors.ts'
import { customHeaders, HttpError, readBody, tokenOf, type HttpAnswer } from './http.ts'
import type { Hub } from './hub.ts'
import { readBatch, TOO_LARGE, type BatchMessage } from './rest-batch.ts'
import type { Session } from './tokens.ts'

interface Caller {
  session: Session
  headers: Record<string, string>
}

const SINGLE = /^\/api\/broadcast\/([^/]+)\/events\/([^/]+)$/
const MEDIA_TYPES = ['application/json', 'application/octet-stream']

// How hosted answers when the policies cannot be asked, by the code of the cause.
const UNASKED: Record<string, HttpAnswer> = {
  QueryCanceled: { status: 422, body: { message: 'Query canceled' } },
  IncreaseConnectionPool: { status: 429, body: { message: 'Connection pool exhausted' } },
  UnableToConnectToProject: { status: 422, body: { message: 'Tenant database unavailable' } },
  DatabaseLackOfConnections: { status: 422, body: { message: 'Tenant database has too many connections' } },
}

/** Answers the HTTP side of Realtime. @throws HttpError for requests it refuses */
export async function answerRequest(hub: Hub, request: IncomingMessage, url: URL): Promise<HttpAnswer> {
  if (request.method === 'OPTIONS') return { status: 204 }
  if (request.method === 'GET' && url.pathname === '/api/ping')
    return { status: 200, body: { message: 'Success' } }
  if (request.method === 'GET' && url.pathname === '/healthcheck')
    return { status: 200, body: { message: 'ok' } }
  if (request.method === 'POST' && url.pathname === '/api/broadcast') return broadcastBatch(hub, request, url)
  const single = request.method === 'POST' && SINGLE.exec(url.pathname)
  if (!single) throw new HttpError(404, { message: 'not found' })
  return broadcastOne(hub, request, url, decodePart(single[1]!), decodePart(single[2]!))
}

async function broadcastBatch(hub: Hub, request: IncomingMessage, url: URL): Promise<HttpAnswer> {
  const caller = await authenticate(hub, request, url)
  const messages = readBatch(await readJson(request), hub.limits.maxPayloadBytes)
  takeFromRate(hub, messages.length)
  const privateTopics = new Set(messages.flatMap(({ isPrivate, topic }) => (isPrivate ? [topic] : [])))
  const writable = new Set<string>()
  for (const topic of privateTopics) {
    // What the caller may not send is left out without a word.
    const isAllowed = await mayWrite(hub, caller, topic).catch(() => false)
    if (isAllowed) writable.add(topic)
  }
  for (const message of messages) {
    if (!message.isPrivate || writable.has(message.topic)) publish(hub, message)
  }
  return { status: 202 }
}

async function broadcastOne(
  hub: Hub,
  request: IncomingMessage,
  url: URL,
  topic: string,
  event: string,
): Promise<HttpAnswer> {
  const type = request.headers['content-type']?.split(';')[0]!.trim().toLowerCase()
  if (type !== undefined && !MEDIA_TYPES.includes(type)) {
    const error = 'Unsupported Media Type. Use application/json or application/octet-stream'
    throw new HttpError(415, { error })
  }
  const caller = await authenticate(hub, request, url)
  const isBinary = type === 'application/octet-stream'
  const body = isBinary ? await readBody(request) : Buffer.from(JSON.stringify(await readJson(request)))
  const broadcast: Broadcast = { kind: 'user', event, encoding: isBinary ? 'binary' : 'json', body }
  if (payloadBytes(broadcast) > hub.limits.maxPayloadBytes) {
    throw new HttpError(422, { errors: { payload: [TOO_LARGE] } })
  }
  takeFromRate(hub, 1)
  const isPrivate = url.searchParams.get('private') === 'true'
  if (isPrivate && !(await mayWrite(hub, caller, topic)))
    throw new HttpError(403, { message: 'Unauthorized' })
  publish(hub, { topic, isPrivate, broadcast })
  return { status: 202 }
}

async function authenticate(hub: Hub, request: IncomingMessage, url: URL): Promise<Caller> {
  const token = tokenOf(request, url)
  const session = token === null ? null : await hub.verifyToken(token).catch(() => null)
  if (!session) throw new HttpError(401, { message: 'Unauthorized' })
  return { session, headers: customHeaders(request) }
}

async function mayWrite(hub: Hub, caller: Caller, subTopic: string): Promise<boolean> {
  try {
    return (await probeWrite(hub.pool, { ...caller, subTopic })).broadcast
  } catch (error) {
    if (error instanceof PolicyError) throw new HttpError(422, { message: 'RLS policy error' })
    const answer = error instanceof RealtimeError ? UNASKED[error.code] : undefined
    throw new HttpError(answer?.status ?? 500, answer?.body ?? { message: 'Unable to authorize broadcast' })
  }
}

function takeFromRate(hub: Hub, count: number): void {
  const { messages } = hub.meters
  if (!messages.hasRoomFor(1)) throw new HttpError(429, { message: 'You have exceeded your rate limit' })
  if (!messages.hasRoomFor(count)) {
    throw new HttpError(429, { message: 'Too many messages to broadcast, please reduce the batch size' })
  }
}

function publish(hub: Hub, { topic, isPrivate, broadcast }: BatchMessage): void {
  hub.meters.messages.add()
  hub.counters.fromHttp++
  hub.rooms.publish(isPrivate, topic, broadcast)
}

// A body that is no object becomes one, as hosted's parser does; no body is an empty one.
async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const body = await readBody(request)
  if (body.length === 0) return {}
  try {
    const json = JSON.parse(body.toString()) as unknown
    return isObject(json) ? json : { _json: json }
  } catch {
    throw new HttpError(400, { message: 'Bad Request' })
  }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new HttpError(400, { message: 'Bad Request' })
  }
}
