import { randomUUID } from 'node:crypto'
import { isObject } from './codec.ts'
import { isApiKey } from './tokens.ts'

/** What a client asks for when it joins. */
export interface JoinOptions {
  isPrivate: boolean
  /** Answer each broadcast. */
  ack: boolean
  /** Give the sender its own broadcasts. */
  self: boolean
  wantsReplicationReady: boolean
  /** As it was sent, or undefined when no replay is wanted. */
  replay: unknown
  presence: { key: string; isEnabled: boolean }
  postgresChanges: Record<string, unknown>[]
  /** Null: the connection's own. */
  accessToken: string | null
}

/** Reads the payload of phx_join as hosted does: what is not valid is read as not given, never refused. */
export function readJoinOptions(payload: unknown): JoinOptions {
  const join = asObject(payload)
  const config = asObject(join.config)
  const broadcast = asObject(config.broadcast)
  const presence = asObject(config.presence)
  const changes = Array.isArray(config.postgres_changes) ? config.postgres_changes : []
  return {
    isPrivate: asBoolean(config.private),
    ack: asBoolean(broadcast.ack),
    self: asBoolean(broadcast.self),
    wantsReplicationReady: asBoolean(broadcast.replication_ready),
    replay: broadcast.replay,
    presence: { key: asKey(presence.key), isEnabled: asBoolean(presence.enabled) },
    postgresChanges: changes.filter(isObject),
    accessToken: asToken(join.user_token) ?? asToken(join.access_token),
  }
}

const asObject = (value: unknown) => (isObject(value) ? value : {})

const asBoolean = (value: unknown) =>
  value === true || (typeof value === 'string' && value.toLowerCase() === 'true')

const asKey = (value: unknown) =>
  (typeof value === 'string' || typeof value === 'number') && value !== '' ? String(value) : randomUUID()

const asToken = (value: unknown) => (typeof value === 'string' && !isApiKey(value) ? value : null)
