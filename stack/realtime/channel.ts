import { ChannelAccess } from './channel-access.ts'
import { handleBroadcast } from './channel-broadcast.ts'
import { handlePresence, leavePresence, showPresence } from './channel-presence.ts'
import { admit } from './channel-join.ts'
import type { ClientMessage, Ref } from './codec.ts'
import { isObject } from './codec.ts'
import { RealtimeError } from './errors.ts'
import type { Hub } from './hub.ts'
import { readJoinOptions, type JoinOptions } from './join-options.ts'
import { CallWindow } from './rate-limit.ts'
import { roomKey, TOPIC_PREFIX, type Delivery, type RoomMember } from './rooms.ts'
import type { Socket } from './socket.ts'
import { isApiKey } from './tokens.ts'

// A client that sends faster than its policies can be asked is cut off.
const MOST_WAITING_MESSAGES = 1_000

/** One client in one topic. Works off what the client sends strictly in order. */
export class Channel implements RoomMember {
  readonly socket: Socket
  readonly hub: Hub
  readonly topic: string
  readonly subTopic: string
  readonly room: string
  readonly joinRef: Ref
  readonly options: JoinOptions
  readonly access: ChannelAccess
  readonly presenceCalls: CallWindow
  readonly #joinMessageRef: Ref
  readonly #waiting: (() => void | Promise<void>)[] = []
  #isWorking = false
  #state: 'joining' | 'joined' | 'closed' = 'joining'
  #early: Delivery[] = []
  #replayedIds = new Set<string>()
  #expiry: NodeJS.Timeout | null = null

  constructor(socket: Socket, { topic, joinRef, ref, payload }: ClientMessage) {
    this.socket = socket
    this.hub = socket.hub
    this.topic = topic
    this.subTopic = topic.slice(TOPIC_PREFIX.length)
    this.joinRef = joinRef
    this.#joinMessageRef = ref
    this.options = readJoinOptions(payload)
    this.room = roomKey(this.options.isPrivate, this.subTopic)
    const token = this.options.accessToken ?? socket.handshake.token
    this.access = new ChannelAccess(this.hub, this.subTopic, socket.handshake.headers, token)
    this.presenceCalls = new CallWindow(this.hub.limits.presenceCalls, this.hub.limits.presenceWindowSeconds)
  }

  get isClosed(): boolean {
    return this.#state === 'closed'
  }

  /** Begins to join; the client hears the outcome. */
  open(): void {
    this.#enqueue(() => this.#join())
  }

  handle(message: ClientMessage): void {
    // The leave of an earlier join of this topic, which is closed already.
    if (message.event === 'phx_leave' && this.joinRef !== null && message.joinRef !== this.joinRef) return
    if (this.#waiting.length >= MOST_WAITING_MESSAGES) return this.fail()
    this.#enqueue(() => this.#answer(message))
  }

  receive(delivery: Delivery): void {
    if (this.#state === 'joining') this.#early.push(delivery)
    else this.#deliver(delivery)
  }

  reply(ref: Ref, status: 'ok' | 'error', response: unknown): void {
    this.socket.reply(this.joinRef, ref, this.topic, status, response)
  }

  push(event: string, payload: object): void {
    this.socket.push({ joinRef: this.joinRef, ref: null, topic: this.topic, event, payload })
  }

  system(extension: 'system' | 'postgres_changes', status: 'ok' | 'error', message: string): void {
    this.push('system', { extension, status, message, channel: this.subTopic })
  }

  /** Says why, and closes. The client does not come back by itself. */
  shutdown(message: string): void {
    this.system('system', 'error', message)
    this.close()
  }

  /** Closes; the client does not come back by itself. */
  close(): void {
    this.#end('phx_close')
  }

  /** Closes in a way that makes the client join again. */
  fail(): void {
    this.#end('phx_error')
  }

  /** Forgets everything about the client, telling it nothing. */
  dispose(): void {
    if (this.isClosed) return
    this.#state = 'closed'
    this.#waiting.length = 0
    this.#early = []
    if (this.#expiry) clearTimeout(this.#expiry)
    this.hub.rooms.leave(this.room, this)
    leavePresence(this)
    this.socket.forget(this)
  }

  #end(event: 'phx_close' | 'phx_error'): void {
    if (this.isClosed) return
    this.dispose()
    this.socket.push({ joinRef: this.joinRef, ref: this.joinRef, topic: this.topic, event, payload: {} })
  }

  #enqueue(task: () => void | Promise<void>): void {
    this.#waiting.push(task)
    if (!this.#isWorking) void this.#work()
  }

  async #work(): Promise<void> {
    this.#isWorking = true
    for (let task = this.#waiting.shift(); task; task = this.#waiting.shift()) {
      try {
        await task()
      } catch (error) {
        this.hub.log(`channel failed: ${error instanceof Error ? error.message : String(error)}`)
        this.fail()
      }
    }
    this.#isWorking = false
  }

  async #join(): Promise<void> {
    try {
      const replayed = await admit(this)
      if (this.isClosed) return
      this.#state = 'joined'
      this.hub.users.add(this.socket)
      this.hub.counters.joins++
      this.#watchExpiry()
      this.#greet(replayed)
    } catch (error) {
      await this.#refuse(error)
    }
  }

  // Nothing may come between the reply and what follows from it, so all of this happens at once.
  #greet(replayed: Delivery[]): void {
    const { postgresChanges, wantsReplicationReady, presence } = this.options
    this.reply(this.#joinMessageRef, 'ok', {
      postgres_changes: postgresChanges.map((change, index) => ({ ...change, id: index + 1 })),
    })
    for (const delivery of replayed) this.#deliver(delivery)
    this.#replayedIds = new Set(replayed.flatMap(({ id }) => id ?? []))
    for (const delivery of this.#early) this.#deliver(delivery)
    this.#early = []
    if (this.isClosed) return
    if (postgresChanges.length > 0) {
      this.system(
        'postgres_changes',
        'error',
        'postgres_changes needs wal2json, which this stack does not have',
      )
    }
    if (wantsReplicationReady) this.system('system', 'ok', 'Replication connection established')
    if (presence.isEnabled) showPresence(this)
  }

  async #refuse(error: unknown): Promise<void> {
    this.hub.counters.refusedJoins++
    const isExpected = error instanceof RealtimeError
    if (!isExpected) this.hub.log(`join failed: ${error instanceof Error ? error.message : String(error)}`)
    this.hub.rooms.leave(this.room, this)
    await new Promise((resolve) => setTimeout(resolve, this.hub.limits.refusalDelayMs))
    if (this.isClosed) return
    this.dispose()
    this.reply(this.#joinMessageRef, 'error', {
      reason: isExpected ? error.reason : 'Unknown Error on Channel',
    })
    if (isExpected && error.code === 'ClientJoinRateLimitReached') this.socket.close(1000)
  }

  #deliver(delivery: Delivery): void {
    const { broadcast, id } = delivery
    const extension =
      broadcast.event === 'presence_diff' && broadcast.kind === 'plain' ? 'presence' : 'broadcast'
    if (this.isClosed || !this.access.mayRead(extension)) return
    if (id !== undefined && this.#replayedIds.has(id)) return
    const frame = delivery.frameFor(this.socket.handshake.vsn)
    if (!frame) return
    this.socket.send(frame)
    if (extension === 'presence') return this.hub.meters.presence.add()
    this.hub.counters.delivered++
    this.hub.meters.messages.add()
    if (!this.hub.meters.messages.hasRoomFor(0)) this.shutdown('Too many messages per second')
  }

  async #answer(message: ClientMessage): Promise<void> {
    switch (message.event) {
      case 'phx_leave':
        this.reply(message.ref, 'ok', {})
        return this.close()
      case 'access_token':
        return this.#renewToken(message.payload)
      case 'broadcast':
        return handleBroadcast(this, message)
      case 'presence':
        return handlePresence(this, message)
      default:
        this.hub.meters.messages.add()
    }
  }

  async #renewToken(payload: unknown): Promise<void> {
    const token = isObject(payload) ? payload.access_token : null
    if (typeof token !== 'string' || isApiKey(token) || token === this.access.token) return
    await this.#orShutdown(() => this.access.renew(token, this.options))
    this.#watchExpiry()
  }

  // A token that was good when it came is looked at again in time to notice that it expired.
  #watchExpiry(): void {
    if (this.#expiry) clearTimeout(this.#expiry)
    const { expiresAt } = this.access.session
    if (expiresAt === null || this.isClosed) return
    const secondsLeft = Math.max(0, expiresAt - Date.now() / 1000)
    const wait = Math.min(secondsLeft, this.hub.limits.tokenCheckSeconds) * 1000
    this.#expiry = setTimeout(() => {
      this.#enqueue(async () => {
        await this.#orShutdown(() => this.access.verify())
        this.#watchExpiry()
      })
    }, wait)
  }

  async #orShutdown(check: () => Promise<void>): Promise<void> {
    try {
      await check()
    } catch (error) {
      if (!(error instanceof RealtimeError)) throw error
      const isCancelled = error.code === 'QueryCanceled'
      if (!this.isClosed) this.shutdown(isCancelled ? 'Query was cancelled, please try again' : error.message)
    }
  }
}
