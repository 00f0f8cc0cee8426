/** The protocol version a client asks for with `vsn`: JSON objects, or JSON arrays and binary frames. */
export type Vsn = '1.0.0' | '2.0.0'

/** A client's counter, given back to it as it came. */
export type Ref = string | number | null

/** A message of one user to the others of a channel. `body` is JSON text or arbitrary bytes, by `encoding`. */
export interface UserBroadcast {
  kind: 'user'
  event: string
  encoding: 'json' | 'binary'
  body: Buffer
  meta?: { id: string; replayed?: true }
}

/** An event whose payload is passed on as it is. */
export interface PlainBroadcast {
  kind: 'plain'
  event: 'broadcast' | 'presence_diff'
  payload: object
  id?: string
}

export type Broadcast = UserBroadcast | PlainBroadcast

/** What a client sent. Binary frames carry a user broadcast in place of a payload. */
export interface ClientMessage {
  joinRef: Ref
  ref: Ref
  topic: string
  event: string
  payload: unknown
  userBroadcast: UserBroadcast | null
}

/** What goes to one client. */
export interface ServerMessage {
  joinRef: Ref
  ref: Ref
  topic: string
  event: string
  payload: object
}

/** A WebSocket frame, ready to send. */
export interface Frame {
  data: Buffer
  isBinary: boolean
}

const USER_BROADCAST_PUSH = 3
const USER_BROADCAST = 4
const JSON_ENCODING = 1
const LONGEST_PART = 255

/** The version a `vsn` parameter stands for, or null when this server does not speak it. */
export function parseVsn(vsn: string | null): Vsn | null {
  if (!vsn || vsn.startsWith('1.0.')) return '1.0.0'
  return vsn.startsWith('2.0.') ? '2.0.0' : null
}

/** Reads a frame; null when it is not one of the protocol. */
export function decodeFrame(data: Buffer, isBinary: boolean, vsn: Vsn): ClientMessage | null {
  if (isBinary) return vsn === '2.0.0' ? decodeUserBroadcastPush(data) : null
  const json = parseJson(data)
  if (vsn === '2.0.0') {
    return Array.isArray(json) && json.length >= 5
      ? toMessage(json[0], json[1], json[2], json[3], json[4])
      : null
  }
  if (!isObject(json)) return null
  return toMessage(json.join_ref, json.ref, json.topic, json.event, json.payload)
}

/** Writes a reply or push to one client. */
export function encodeMessage(vsn: Vsn, { joinRef, ref, topic, event, payload }: ServerMessage): Frame {
  return text(
    vsn === '2.0.0'
      ? JSON.stringify([joinRef, ref, topic, event, payload])
      : JSON.stringify({ topic, event, payload, ref }),
  )
}

/** Writes a broadcast for everybody who speaks `vsn`; null when that version cannot carry it. */
export function encodeBroadcast(vsn: Vsn, topic: string, broadcast: Broadcast): Frame | null {
  if (broadcast.kind === 'plain') {
    return encodeMessage(vsn, { joinRef: null, ref: null, topic, ...broadcast })
  }
  const binary = vsn === '2.0.0' ? encodeUserBroadcast(topic, broadcast) : null
  if (binary) return binary
  return broadcast.encoding === 'json' ? text(wrapUserBroadcast(vsn, topic, broadcast)) : null
}

/** The bytes a payload takes on the wire. */
export function payloadBytes(broadcast: Broadcast): number {
  return broadcast.kind === 'user'
    ? broadcast.body.length
    : Buffer.byteLength(JSON.stringify(broadcast.payload))
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// kind, five lengths and the encoding, one byte each; then joinRef, ref, topic, event, metadata, payload
function decodeUserBroadcastPush(frame: Buffer): ClientMessage | null {
  if (frame.length < 7 || frame[0] !== USER_BROADCAST_PUSH) return null
  const lengths = [...frame.subarray(1, 6)]
  let offset = 7
  if (offset + lengths.reduce((sum, length) => sum + length) > frame.length) return null
  const [joinRef, ref, topic, event] = lengths.map((length) =>
    frame.toString('utf8', offset, (offset += length)),
  )
  const body = frame.subarray(offset)
  const encoding = frame[6] === 0 ? 'binary' : 'json'
  if (encoding === 'json' && parseJson(body) === undefined) return null
  return {
    joinRef: joinRef || null,
    ref: ref || null,
    topic: topic!,
    event: 'broadcast',
    payload: null,
    userBroadcast: { kind: 'user', event: event!, encoding, body },
  }
}

// kind, three lengths and the encoding, one byte each; then topic, event, metadata, payload
function encodeUserBroadcast(topic: string, { event, encoding, body, meta }: UserBroadcast): Frame | null {
  const parts = [topic, event, meta ? JSON.stringify(meta) : ''].map((part) => Buffer.from(part))
  if (parts.some((part) => part.length > LONGEST_PART)) return null
  const lengths = parts.map((part) => part.length)
  const header = Buffer.from([USER_BROADCAST, ...lengths, encoding === 'json' ? JSON_ENCODING : 0])
  return { data: Buffer.concat([header, ...parts, body]), isBinary: true }
}

// The body is JSON text already, and may be megabytes: it goes in as it is, unparsed.
function wrapUserBroadcast(vsn: Vsn, topic: string, { event, body, meta }: UserBroadcast): string {
  const metaPart = meta ? `,"meta":${JSON.stringify(meta)}` : ''
  const payload = `{"type":"broadcast","event":${JSON.stringify(event)},"payload":${body.toString()}${metaPart}}`
  return vsn === '2.0.0'
    ? `[null,null,${JSON.stringify(topic)},"broadcast",${payload}]`
    : `{"topic":${JSON.stringify(topic)},"event":"broadcast","payload":${payload},"ref":null}`
}

function toMessage(
  joinRef: unknown,
  ref: unknown,
  topic: unknown,
  event: unknown,
  payload: unknown,
): ClientMessage | null {
  if (typeof topic !== 'string' || typeof event !== 'string') return null
  return { joinRef: toRef(joinRef), ref: toRef(ref), topic, event, payload, userBroadcast: null }
}

const toRef = (value: unknown): Ref => (typeof value === 'string' || typeof value === 'number' ? value : null)

const text = (content: string): Frame => ({ data: Buffer.from(content), isBinary: false })

function parseJson(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString()) as unknown
  } catch {
    return undefined
  }
}
