import { isObject, payloadBytes, type Broadcast } from './codec.ts'
import { HttpError } from './http.ts'

/** One message of a batch, ready for its room. */
export interface BatchMessage {
  topic: string
  isPrivate: boolean
  broadcast: Broadcast
}

type FieldErrors = Record<string, string[]>

export const TOO_LARGE = 'Payload size exceeds tenant limit'
const BLANK = "can't be blank"
const INVALID = 'is invalid'

/**
 * Reads `{"messages":[{"topic","event","payload","private"?}]}`.
 * @throws HttpError 422 listing per message what is wrong with it
 */
export function readBatch(body: Record<string, unknown>, maxPayloadBytes: number): BatchMessage[] {
  const { messages } = body
  if (!Array.isArray(messages) || messages.length === 0) {
    throw new HttpError(422, { errors: { messages: [Array.isArray(messages) ? BLANK : INVALID] } })
  }
  const errors = messages.map((message) => findErrors(message, maxPayloadBytes))
  if (errors.some((fields) => Object.keys(fields).length > 0)) {
    throw new HttpError(422, { errors: { messages: errors } })
  }
  return (messages as Record<string, unknown>[]).map((message) => ({
    topic: message.topic as string,
    isPrivate: asBoolean(message.private) ?? false,
    broadcast: toBroadcast(message),
  }))
}

function findErrors(message: unknown, maxPayloadBytes: number): FieldErrors {
  if (!isObject(message)) return { message: [INVALID] }
  const errors: FieldErrors = {}
  for (const field of ['topic', 'event'] as const) {
    const value = message[field]
    if (value === undefined || value === null || value === '') errors[field] = [BLANK]
    else if (typeof value !== 'string') errors[field] = [INVALID]
  }
  if (message.payload === undefined || message.payload === null) errors.payload = [BLANK]
  else if (!isObject(message.payload)) errors.payload = [INVALID]
  else if (payloadBytes(toBroadcast(message)) > maxPayloadBytes) errors.payload = [TOO_LARGE]
  if (message.private !== undefined && asBoolean(message.private) === null) errors.private = [INVALID]
  return errors
}

function toBroadcast({ id, event, payload }: Record<string, unknown>): Broadcast {
  const hasId = typeof id === 'string'
  return {
    kind: 'plain',
    event: 'broadcast',
    payload: { type: 'broadcast', event, payload, ...(hasId && { meta: { id } }) },
    ...(hasId && { id }),
  }
}

function asBoolean(value: unknown): boolean | null {
  if (value === null || value === undefined) return false
  if (value === true || value === 'true' || value === '1') return true
  return value === false || value === 'false' || value === '0' ? false : null
}
