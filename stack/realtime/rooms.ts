import { encodeBroadcast, type Broadcast, type Frame, type Vsn } from './codec.ts'

/** A broadcast on its way to a room, encoded once per protocol version however many sockets get it. */
export class Delivery {
  readonly broadcast: Broadcast
  readonly #topic: string
  readonly #frames = new Map<Vsn, Frame | null>()

  constructor(topic: string, broadcast: Broadcast) {
    this.#topic = topic
    this.broadcast = broadcast
  }

  get id(): string | undefined {
    return this.broadcast.kind === 'user' ? this.broadcast.meta?.id : this.broadcast.id
  }

  /** Null when the version cannot carry it. */
  frameFor(vsn: Vsn): Frame | null {
    let frame = this.#frames.get(vsn)
    if (frame === undefined) {
      frame = encodeBroadcast(vsn, this.#topic, this.broadcast)
      this.#frames.set(vsn, frame)
    }
    return frame
  }
}

export interface RoomMember {
  receive(delivery: Delivery): void
}

/** The part of a wire topic that policies and SQL see. */
export const TOPIC_PREFIX = 'realtime:'

/** Names a room. A public and a private channel of the same topic are two rooms. */
export function roomKey(isPrivate: boolean, subTopic: string): string {
  return `${isPrivate ? 'private' : 'public'}:${subTopic}`
}

/** Who listens to what. */
export class Rooms {
  readonly #members = new Map<string, Set<RoomMember>>()
  #toLose = 0

  get size(): number {
    return this.#members.size
  }

  join(room: string, member: RoomMember): void {
    const members = this.#members.get(room)
    if (members) members.add(member)
    else this.#members.set(room, new Set([member]))
  }

  leave(room: string, member: RoomMember): void {
    const members = this.#members.get(room)
    if (members?.delete(member) && members.size === 0) this.#members.delete(room)
  }

  /** Loses the next broadcasts that somebody would get, for tests of clients: delivery is at most once. */
  loseNext(count: number): void {
    this.#toLose = count
  }

  /** Gives a broadcast to every member of the topic's public or private room, except to its sender if named. */
  publish(isPrivate: boolean, subTopic: string, broadcast: Broadcast, except?: RoomMember): void {
    const members = this.#members.get(roomKey(isPrivate, subTopic))
    if (!members) return
    if (this.#toLose > 0) {
      this.#toLose--
      return
    }
    const delivery = new Delivery(TOPIC_PREFIX + subTopic, broadcast)
    for (const member of members) if (member !== except) member.receive(delivery)
  }
}
