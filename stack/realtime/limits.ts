/** What one server allows. Rates are averages over `rateWindowSeconds`; a message counts once sent plus once per receiver. */
export interface RealtimeLimits {
  /** Sockets that have joined a channel. */
  maxConnections: number
  maxChannelsPerSocket: number
  joinsPerSecond: number
  messagesPerSecond: number
  presencePerSecond: number
  rateWindowSeconds: number
  /** Calls of track and untrack that one channel may make in `presenceWindowSeconds`. */
  presenceCalls: number
  presenceWindowSeconds: number
  maxPayloadBytes: number
  maxFrameBytes: number
  /** A socket that sends nothing for this long is closed. */
  idleSeconds: number
  /** A socket that is in no channel for this long is closed. */
  channellessSeconds: number
  /** A token is looked at again after this long, or when it expires. */
  tokenCheckSeconds: number
  /** How long a refused join or handshake waits for its answer, so that a client that keeps knocking costs little. */
  refusalDelayMs: number
  /** How long a join waits for the database to come back. */
  databaseWaitMs: number
  databaseConnections: number
}

/** The hosted "Pro, no spend cap" plan, with refusals fast enough for development. */
export const DEFAULT_LIMITS: RealtimeLimits = {
  maxConnections: 10_000,
  maxChannelsPerSocket: 100,
  joinsPerSecond: 2_500,
  messagesPerSecond: 2_500,
  presencePerSecond: 1_000,
  rateWindowSeconds: 60,
  presenceCalls: 5,
  presenceWindowSeconds: 30,
  maxPayloadBytes: 3_000_000,
  maxFrameBytes: 5_000_000,
  idleSeconds: 60,
  channellessSeconds: 600,
  tokenCheckSeconds: 300,
  refusalDelayMs: 100,
  databaseWaitMs: 5_000,
  databaseConnections: 4,
}
