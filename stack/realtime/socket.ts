import type { WebSocket } from 'ws'
import { Channel } from './channel.ts'
import { decodeFrame, encodeMessage } from './codec.ts'
import type { ClientMessage, Frame, Ref, ServerMessage } from './codec.ts'
import { refusal } from './errors.ts'
import type { Handshake } from './handshake.ts'
import type { Hub } from './hub.ts'
import { TOPIC_PREFIX } from './rooms.ts'

// A client that reads too slowly is cut off rather than kept in memory; it reconnects and refetches.
const MOST_UNSENT_BYTES = 16_000_000

/** One client's connection and its channels. */
export class Socket {
  readonly hub: Hub
  readonly handshake: Handshake
  readonly channels = new Map<string, Channel>()
  readonly #ws: WebSocket
  #heardAt = Date.now()
  #channellessSince = Date.now()

  constructor(hub: Hub, ws: WebSocket, handshake: Handshake) {
    this.hub = hub
    this.handshake = handshake
    this.#ws = ws
    hub.sockets.add(this)
    ws.on('message', (data, isBinary) => {
      this.#heardAt = Date.now()
      const message = decodeFrame(data as Buffer, isBinary, handshake.vsn)
      if (message) this.#handle(message)
    })
    ws.on('ping', () => (this.#heardAt = Date.now()))
    // Broken frames and connections; "close" follows, with 1009 when the frame was too big.
    ws.on('error', () => {})
    ws.on('close', () => this.#dispose())
  }

  send(frame: Frame): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return
    if (this.#ws.bufferedAmount > MOST_UNSENT_BYTES) this.#ws.terminate()
    else this.#ws.send(frame.data, { binary: frame.isBinary })
  }

  push(message: ServerMessage): void {
    this.send(encodeMessage(this.handshake.vsn, message))
  }

  reply(joinRef: Ref, ref: Ref, topic: string, status: 'ok' | 'error', response: unknown): void {
    this.push({ joinRef, ref, topic, event: 'phx_reply', payload: { status, response } })
  }

  /** Takes out a channel that is closed, if it is still the one of its topic. */
  forget(channel: Channel): void {
    if (this.channels.get(channel.topic) !== channel) return
    this.channels.delete(channel.topic)
    if (this.channels.size === 0) this.#channellessSince = Date.now()
  }

  close(code: number): void {
    this.#ws.close(code)
  }

  /** Makes the client join all its channels again. */
  failChannels(): void {
    for (const channel of [...this.channels.values()]) channel.fail()
  }

  /** Cuts the connection without a goodbye. */
  drop(): void {
    this.#ws.terminate()
  }

  closeIfIdle(now: number): void {
    const { idleSeconds, channellessSeconds } = this.hub.limits
    const isSilent = now - this.#heardAt > idleSeconds * 1000
    const isUnused = this.channels.size === 0 && now - this.#channellessSince > channellessSeconds * 1000
    if (isSilent || isUnused) this.close(1000)
  }

  #handle(message: ClientMessage): void {
    const { topic, event, joinRef, ref } = message
    if (topic === 'phoenix' && event === 'heartbeat') return this.reply(null, ref, topic, 'ok', {})
    if (event === 'phx_join' && topic.startsWith(TOPIC_PREFIX)) return this.#join(message)
    const channel = this.channels.get(topic)
    if (channel) return channel.handle(message)
    if (event === 'phx_leave') return this.reply(joinRef, ref, topic, 'ok', {})
    this.reply(null, ref, topic, 'error', { reason: 'unmatched topic' })
  }

  #join(message: ClientMessage): void {
    const { topic, joinRef, ref } = message
    if (topic === TOPIC_PREFIX) {
      const { reason } = refusal('topicNameRequired')
      setTimeout(() => this.reply(joinRef, ref, topic, 'error', { reason }), this.hub.limits.refusalDelayMs)
      return
    }
    this.channels.get(topic)?.close()
    const channel = new Channel(this, message)
    this.channels.set(topic, channel)
    channel.open()
  }

  #dispose(): void {
    for (const channel of this.channels.values()) channel.dispose()
    this.channels.clear()
    this.hub.sockets.delete(this)
    this.hub.users.delete(this)
  }
}
