import pg from 'pg'
import { StackError } from '../settings.ts'
import { startChangeFeed, type ChangeFeed, type DatabaseMessage } from './change-feed.ts'
import { DEFAULT_LIMITS, type RealtimeLimits } from './limits.ts'
import { Presences } from './presence.ts'
import { RateMeter } from './rate-limit.ts'
import { Rooms } from './rooms.ts'
import type { Socket } from './socket.ts'
import { createTokenVerifier, type VerifyToken } from './tokens.ts'

export interface RealtimeOptions {
  /** As a role that bypasses RLS, may set any role and may replicate. */
  databaseUrl: string
  /** Verifies HS256 tokens. */
  jwtSecret: string
  publishableKey: string
  secretKey: string
  /** Refuses public channels, as the hosted project is set to. Default true. */
  privateOnly?: boolean
  /** Pages besides those of this machine that may open a socket. */
  allowedOrigins?: string[]
  limits?: Partial<RealtimeLimits>
  log?: (line: string) => void
}

/** What happened since the server started. */
export interface RealtimeCounters {
  joins: number
  refusedJoins: number
  fromDatabase: number
  fromClients: number
  fromHttp: number
  /** Broadcasts handed to sockets. */
  delivered: number
  /** Broadcasts not passed on: over the rate or the size. */
  dropped: number
}

/** What the sockets, channels and requests of one server share. */
export interface Hub {
  limits: RealtimeLimits
  privateOnly: boolean
  allowedOrigins: string[]
  pool: pg.Pool
  feed: ChangeFeed
  verifyToken: VerifyToken
  rooms: Rooms
  presences: Presences
  meters: { joins: RateMeter; messages: RateMeter; presence: RateMeter }
  sockets: Set<Socket>
  /** Those that have joined a channel since they connected. */
  users: Set<Socket>
  counters: RealtimeCounters
  log: (line: string) => void
}

const DATABASE_TIMEOUT_MS = 5_000

/**
 * Connects to the database.
 * @throws StackError when it cannot be followed
 */
export async function openHub(options: RealtimeOptions): Promise<Hub> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const log = options.log ?? ((line) => console.warn(`[realtime] ${line}`))
  const meter = (perSecond: number) => new RateMeter(perSecond, limits.rateWindowSeconds)
  const pool = openPool(options.databaseUrl, limits.databaseConnections)
  const sockets = new Set<Socket>()
  const shared = {
    limits,
    log,
    pool,
    sockets,
    privateOnly: options.privateOnly ?? true,
    allowedOrigins: options.allowedOrigins ?? [],
    verifyToken: createTokenVerifier(options),
    rooms: new Rooms(),
    presences: new Presences(),
    users: new Set<Socket>(),
    meters: {
      joins: meter(limits.joinsPerSecond),
      messages: meter(limits.messagesPerSecond),
      presence: meter(limits.presencePerSecond),
    },
    counters: {
      ...{ joins: 0, refusedJoins: 0, delivered: 0, dropped: 0 },
      ...{ fromDatabase: 0, fromClients: 0, fromHttp: 0 },
    },
  }
  const feed = startChangeFeed({
    databaseUrl: options.databaseUrl,
    log,
    onMessage: (message) => publishFromDatabase(shared, message),
    // Whoever misses a message must learn that it may have: rejoining makes clients refetch.
    onLost: () => sockets.forEach((socket) => socket.failChannels()),
  })
  try {
    await feed.ready(DATABASE_TIMEOUT_MS)
  } catch (error) {
    await Promise.all([feed.stop(), pool.end()])
    const cause = error instanceof Error && error.cause
    const why = cause instanceof Error ? cause.message : 'its WAL does not begin to stream'
    throw new StackError(`Realtime cannot follow the database: ${why}`, { cause: error })
  }
  return { ...shared, feed }
}

export async function closeHub({ feed, pool }: Hub): Promise<void> {
  await Promise.all([feed.stop(), pool.end()])
}

function openPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    application_name: 'realtime_connect',
    connectionTimeoutMillis: DATABASE_TIMEOUT_MS,
    statement_timeout: DATABASE_TIMEOUT_MS,
    pipeline: true,
  })
  // Of idle connections that the database ended; the next query opens another.
  pool.on('error', () => {})
  return pool
}

function publishFromDatabase(
  { counters, limits, meters, rooms }: Pick<Hub, 'counters' | 'limits' | 'meters' | 'rooms'>,
  { subTopic, isPrivate, broadcast }: DatabaseMessage,
): void {
  counters.fromDatabase++
  if (broadcast.body.length > limits.maxPayloadBytes || !meters.messages.hasRoomFor(1)) {
    counters.dropped++
    return
  }
  meters.messages.add()
  rooms.publish(isPrivate, subTopic, broadcast)
}
