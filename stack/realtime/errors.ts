import pg from 'pg'

/** Why a join, a token or a request is refused, in the words of hosted Realtime. */
export class RealtimeError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }

  /** As a join reply states it. */
  get reason(): string {
    return `${this.code}: ${this.message}`
  }
}

export const REFUSALS = {
  topicNameRequired: new RealtimeError('TopicNameRequired', 'You must provide a topic name'),
  privateOnly: new RealtimeError('PrivateOnly', 'This project only allows private channels'),
  tooManyUsers: new RealtimeError('ConnectionRateLimitReached', 'Too many connected users'),
  tooManyJoins: new RealtimeError('ClientJoinRateLimitReached', 'Too many joins per second'),
  tooManyChannels: new RealtimeError('ChannelRateLimitReached', 'Too many channels'),
  malformedToken: new RealtimeError('MalformedJWT', 'The token provided is not a valid JWT'),
  wrongSignature: new RealtimeError('JwtSignatureError', 'Failed to validate JWT signature'),
  unknownSigner: new RealtimeError(
    'JwtSignerError',
    'Failed to generate JWT signer, check your JWT secret or JWKS configuration',
  ),
  missingClaims: new RealtimeError('InvalidJWTToken', 'Fields `role` and `exp` are required in JWT'),
  increasePool: new RealtimeError('IncreaseConnectionPool', 'Please increase your connection pool size'),
  lackOfConnections: new RealtimeError(
    'DatabaseLackOfConnections',
    "Database can't accept more connections, Realtime won't connect",
  ),
  initializing: new RealtimeError('InitializingProjectConnection', 'Connecting to the project database'),
  unreachable: new RealtimeError(
    'UnableToConnectToProject',
    'Realtime was unable to connect to the project database',
  ),
  replayFailed: new RealtimeError('UnableToReplayMessages', 'Realtime was unable to replay messages'),
  replayInvalid: new RealtimeError('UnableToReplayMessages', 'Replay params are not valid'),
  replayPublic: new RealtimeError('UnableToReplayMessages', 'Replay is not allowed for public channels'),
} as const

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
  if (!(error instanceof pg.DatabaseError)) {
    const isQueueTimeout =
      error instanceof Error && error.message.includes('timeout exceeded when trying to connect')
    return isQueueTimeout ? REFUSALS.increasePool : REFUSALS.unreachable
  }
  if (error.code === '57014') return new RealtimeError('QueryCanceled', error.message)
  if (error.code === '53300') return REFUSALS.lackOfConnections
  const isAway = error.code?.startsWith('57P') || error.code?.startsWith('08')
  return isAway ? REFUSALS.unreachable : new PolicyError(error.message)
}
