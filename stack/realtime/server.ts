import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { listen } from '../http.ts'
import { readHandshake, refuseHandshake } from './handshake.ts'
import { HttpError, parseUrl, send } from './http.ts'
import { closeHub, openHub, type Hub, type RealtimeCounters, type RealtimeOptions } from './hub.ts'
import { answerRequest } from './rest.ts'
import { startRetention } from './retention.ts'
import { Socket } from './socket.ts'

export type { RealtimeOptions } from './hub.ts'

export interface RealtimeStats extends RealtimeCounters {
  sockets: number
  channels: number
  rooms: number
  feed: { isStreaming: boolean; losses: number }
}

/** A running server. The last two members are for tests of clients and cannot be reached over the network. */
export interface RunningRealtime {
  url: string
  stop(): Promise<void>
  stats(): RealtimeStats
  /** Cuts every connection without a goodbye; returns how many. */
  dropConnections(): number
  /** Loses the next broadcasts that somebody would get. */
  loseBroadcasts(count: number): void
}

const SERVICE_RESTART = 1012
const GOODBYE_MS = 500

/**
 * Starts a local Supabase Realtime on a free port of 127.0.0.1: broadcast, broadcast from the database and presence
 * over vsn 1.0.0 and 2.0.0, private channels through the policies on realtime.messages, and the HTTP endpoints.
 * It outlives its database: while that is away joins are refused, and clients are made to join again after.
 * @throws StackError when the database cannot be followed at the start
 */
export async function startRealtime(options: RealtimeOptions): Promise<RunningRealtime> {
  const hub = await openHub(options)
  const { sockets } = hub
  const stopRetention = startRetention(hub.pool, hub.log)
  const stopIdleCheck = startIdleCheck(hub)
  const { server, url, stop } = await listen(0, (request, response) => {
    answerRequest(hub, request, parseUrl(request)).then(
      (answer) => send(response, answer),
      (error: unknown) => send(response, describe(error, hub)),
    )
  })
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: hub.limits.maxFrameBytes,
    perMessageDeflate: false,
  })
  server.on('upgrade', (request, stream, head) => void upgrade(hub, webSockets, request, stream, head))

  return {
    url,
    stats: () => ({
      ...hub.counters,
      sockets: sockets.size,
      channels: [...sockets].reduce((sum, { channels }) => sum + channels.size, 0),
      rooms: hub.rooms.size,
      feed: { isStreaming: hub.feed.isStreaming, losses: hub.feed.losses },
    }),
    dropConnections() {
      const count = sockets.size
      for (const socket of sockets) socket.drop()
      return count
    },
    loseBroadcasts: (count) => hub.rooms.loseNext(count),
    async stop() {
      stopIdleCheck()
      stopRetention()
      for (const socket of sockets) socket.close(SERVICE_RESTART)
      const impatience = setTimeout(() => sockets.forEach((socket) => socket.drop()), GOODBYE_MS)
      await stop()
      clearTimeout(impatience)
      await closeHub(hub)
    },
  }
}

async function upgrade(
  hub: Hub,
  webSockets: WebSocketServer,
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
): Promise<void> {
  stream.on('error', () => {})
  try {
    const handshake = await readHandshake(hub, request)
    webSockets.handleUpgrade(request, stream, head, (ws) => new Socket(hub, ws, handshake))
  } catch (error) {
    setTimeout(() => refuseHandshake(stream, describe(error, hub)), hub.limits.refusalDelayMs)
  }
}

function startIdleCheck({ limits, sockets }: Hub): () => void {
  const quarter = (Math.min(limits.idleSeconds, limits.channellessSeconds) * 1000) / 4
  const timer = setInterval(() => {
    const now = Date.now()
    for (const socket of sockets) socket.closeIfIdle(now)
  }, quarter)
  timer.unref()
  return () => clearInterval(timer)
}

function describe(error: unknown, hub: Hub) {
  if (error instanceof HttpError) return error.answer
  hub.log(`request failed: ${error instanceof Error ? error.message : String(error)}`)
  return { status: 500, body: { message: 'Internal Server Error' } }
}
