import type { Channel } from './channel.ts'
import { isObject, type ClientMessage } from './codec.ts'
import type { PresenceDiff } from './presence.ts'

const TOO_MANY = 'Too many presence messages per second'

/** Tells a client that just joined who is present. */
export function showPresence(channel: Channel): void {
  const { access, hub, room } = channel
  if (!access.mayRead('presence')) return
  if (!takeFromRate(channel)) return channel.shutdown(TOO_MANY)
  channel.push('presence_state', hub.presences.state(room))
}

/** Makes a client present or absent, as it asks. */
export async function handlePresence(channel: Channel, { ref, payload }: ClientMessage): Promise<void> {
  const call = isObject(payload) ? payload : {}
  if (typeof call.event !== 'string') return channel.reply(ref, 'ok', {})
  if (!channel.presenceCalls.take()) return channel.shutdown('Client presence rate limit exceeded')
  switch (call.event.toLowerCase()) {
    case 'track':
      return track(channel, ref, call.payload ?? {})
    case 'untrack':
      leavePresence(channel)
      return channel.reply(ref, 'ok', {})
    default:
      return channel.reply(ref, 'error', {})
  }
}

/** Makes a client absent, if it was present. */
export function leavePresence(channel: Channel): void {
  publish(channel, channel.hub.presences.untrack(channel.room, channel))
}

async function track(channel: Channel, ref: ClientMessage['ref'], payload: unknown): Promise<void> {
  const { access, hub, options, room } = channel
  const isAllowed = (await access.mayStartPresence(options)) && (await access.mayWrite(options, 'presence'))
  if (!isAllowed) return channel.reply(ref, 'error', {})
  if (channel.isClosed) return
  if (!isObject(payload)) {
    return channel.reply(ref, 'error', { reason: 'Presence track payload must be a map' })
  }
  if (Buffer.byteLength(JSON.stringify(payload)) > hub.limits.maxPayloadBytes) {
    return channel.shutdown('Track message size exceeded')
  }
  if (!takeFromRate(channel)) return channel.shutdown(TOO_MANY)
  publish(channel, hub.presences.track(room, channel, options.presence.key, payload))
  channel.reply(ref, 'ok', {})
}

function takeFromRate({ hub }: Channel): boolean {
  if (!hub.meters.presence.hasRoomFor(1)) return false
  hub.meters.presence.add()
  return true
}

function publish({ hub, options, subTopic }: Channel, diff: PresenceDiff | null): void {
  if (diff)
    hub.rooms.publish(options.isPrivate, subTopic, { kind: 'plain', event: 'presence_diff', payload: diff })
}
