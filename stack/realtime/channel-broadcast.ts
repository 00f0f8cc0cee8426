import type { Channel } from './channel.ts'
import { isObject, payloadBytes, type Broadcast, type ClientMessage } from './codec.ts'

/** Passes on what a client broadcasts. Without the right to, it vanishes: the client hears nothing, even with ack. */
export async function handleBroadcast(channel: Channel, message: ClientMessage): Promise<void> {
  const { access, hub, options, subTopic } = channel
  const broadcast = readBroadcast(message)
  if (!broadcast || !(await access.mayWrite(options, 'broadcast')) || channel.isClosed) return
  hub.meters.messages.add()
  hub.counters.fromClients++
  if (payloadBytes(broadcast) > hub.limits.maxPayloadBytes) {
    hub.counters.dropped++
    if (options.ack) channel.reply(message.ref, 'error', 'payload_size_exceeded')
    return
  }
  hub.rooms.publish(options.isPrivate, subTopic, broadcast, options.self ? undefined : channel)
  if (options.ack) channel.reply(message.ref, 'ok', {})
}

function readBroadcast({ userBroadcast, payload }: ClientMessage): Broadcast | null {
  if (userBroadcast) return userBroadcast
  return isObject(payload) ? { kind: 'plain', event: 'broadcast', payload } : null
}
