import pg from 'pg'

/** Why a join, a token or a request is refused, in the words of hosted Realtime. */
export class RealtimeError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }

  /** As a join reply states it. */
  get reason(): string {
    return `${this.code}: ${this.message}`
  }
}

const REFUSALS = {
  topicNameRequired: ['TopicNameRequired', 'You must provide a topic name'],
  privateOnly: ['PrivateOnly', 'This project only allows private channels'],
  tooManyUsers: ['ConnectionRateLimitReached', 'Too many connected users'],
  tooManyJoins: ['ClientJoinRateLimitReached', 'Too many joins per second'],
  tooManyChannels: ['ChannelRateLimitReached', 'Too many channels'],
  malformedToken: ['MalformedJWT', 'The token provided is not a valid JWT'],
  wrongSignature: ['JwtSignatureError', 'Failed to validate JWT signature'],
  unknownSigner: [
    'JwtSignerError',
    'Failed to generate JWT signer, check your JWT secret or JWKS configuration',
  ],
  missingClaims: ['InvalidJWTToken', 'Fields `role` and `exp` are required in JWT'],
  increasePool: ['IncreaseConnectionPool', 'Please increase your connection pool size'],
  lackOfConnections: [
    'DatabaseLackOfConnections',
    "Database can't accept more connections, Realtime won't connect",
  ],
  initializing: ['InitializingProjectConnection', 'Connecting to the project database'],
  unreachable: ['UnableToConnectToProject', 'Realtime was unable to connect to the project database'],
  replayFailed: ['UnableToReplayMessages', 'Realtime was unable to replay messages'],
  replayInvalid: ['UnableToReplayMessages', 'Replay params are not valid'],
  replayPublic: ['UnableToReplayMessages', 'Replay is not allowed for public channels'],
} as const

/** One of the fixed reasons. */
export function refusal(name: keyof typeof REFUSALS, options?: ErrorOptions): RealtimeError {
  const [code, message] = REFUSALS[name]
  return new RealtimeError(code, message, options)
}

/** A token past its time. */
export function tokenExpired(secondsAgo: number): RealtimeError {
  return new RealtimeError('InvalidJWTToken', `Token has expired ${secondsAgo} seconds ago`)
}

/** The policies do not let this user read the topic. */
export function unauthorized(topic: string): RealtimeError {
  return new RealtimeError(
    'Unauthorized',
    `You do not have permissions to read from this Channel topic: ${topic}`,
  )
}

/** A policy that raised instead of answering; hosted logs it and treats the user as not allowed. */
export class PolicyError extends Error {}

/** Tells a database that is away or overloaded from a policy that failed. */
export function describeDatabaseError(error: unknown): RealtimeError | PolicyError {
  const cause = { cause: error }
  if (!(error instanceof pg.DatabaseError)) {
    const isQueueTimeout =
      error instanceof Error && error.message.includes('timeout exceeded when trying to connect')
    return refusal(isQueueTimeout ? 'increasePool' : 'unreachable', cause)
  }
  if (error.code === '57014') return new RealtimeError('QueryCanceled', error.message, cause)
  if (error.code === '53300') return refusal('lackOfConnections', cause)
  const isAway = error.code?.startsWith('57P') || error.code?.startsWith('08')
  return isAway ? refusal('unreachable', cause) : new PolicyError(error.message, cause)
}
