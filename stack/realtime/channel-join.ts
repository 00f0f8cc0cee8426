import type { Channel } from './channel.ts'
import { isObject } from './codec.ts'
import { refusal, unauthorized } from './errors.ts'
import { readReplay } from './replay.ts'
import { Delivery } from './rooms.ts'

/**
 * Decides whether a channel may be joined, in the order of hosted Realtime, and makes it a member of its room.
 * @returns what is to be replayed to it
 * @throws RealtimeError naming the reason when it is refused
 */
export async function admit(channel: Channel): Promise<Delivery[]> {
  checkLimits(channel)
  await channel.access.verify()
  await channel.hub.feed.ready(channel.hub.limits.databaseWaitMs)
  await channel.access.authorize(channel.options)
  if (channel.isClosed) return []
  // Before the replay is read, so that no message falls between the two; what comes meanwhile waits in the channel.
  channel.hub.rooms.join(channel.room, channel)
  return replay(channel)
}

function checkLimits({ hub, socket, options }: Channel): void {
  const { limits, meters, users } = hub
  if (hub.privateOnly && !options.isPrivate) throw refusal('privateOnly')
  if (!users.has(socket) && users.size >= limits.maxConnections) throw refusal('tooManyUsers')
  if (!meters.joins.hasRoomFor(1)) throw refusal('tooManyJoins')
  meters.joins.add()
  // The channel itself is among them.
  if (socket.channels.size > limits.maxChannelsPerSocket) throw refusal('tooManyChannels')
}

async function replay({ access, hub, options, subTopic, topic }: Channel): Promise<Delivery[]> {
  if (options.replay === undefined) return []
  if (!access.mayRead('broadcast')) throw unauthorized(subTopic)
  if (!options.isPrivate) throw refusal('replayPublic')
  if (!isObject(options.replay)) return []
  const broadcasts = await readReplay(hub.pool, subTopic, options.replay)
  return broadcasts.map((broadcast) => new Delivery(topic, broadcast))
}
