import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { describeDatabaseError } from './errors.ts'
import type { Session } from './tokens.ts'

/** Who asks, and about which topic. */
export interface Question {
  session: Session
  subTopic: string
  /** The `x-` headers of the request or handshake. */
  headers: Record<string, string>
}

export type Extension = 'broadcast' | 'presence'

/** What the policies on realtime.messages answered, per extension. */
export type Rights = Record<Extension, boolean>

type Statement = [sql: string, values?: unknown[]]

const ACT_AS = `select
  set_config('role', $1, true),
  set_config('realtime.topic', $2, true),
  set_config('request.jwt.claims', $3, true),
  set_config('request.jwt.claim.sub', $4, true),
  set_config('request.jwt.claim.role', $1, true),
  set_config('request.headers', $5, true)`

const INSERT_PROBE = 'insert into realtime.messages (topic, extension) values ($1, $2)'

/**
 * Asks the policies whether the user may read the topic: puts one row per extension, looks at them as the user, and
 * takes them back. The database role behind the pool must bypass RLS and may set any role.
 * @throws RealtimeError when the database is away, PolicyError when a policy raised
 */
export async function probeRead(
  pool: pg.Pool,
  question: Question,
  extensions: Extension[],
): Promise<Partial<Rights>> {
  const probes = extensions.map((extension) => ({ id: randomUUID(), extension }))
  const ids = probes.map(({ id }) => id)
  const results = await inRolledBackTransaction(pool, [
    [
      `insert into realtime.messages (id, topic, extension)
       select probe.id, $1, probe.extension from unnest($2::uuid[], $3::text[]) as probe (id, extension)`,
      [question.subTopic, ids, extensions],
    ],
    actAs(question),
    ['select id from realtime.messages where id = any ($1::uuid[])', [ids]],
  ])
  const [, , visible] = results.map(rowsOf)
  const seen = new Set(visible!.map((row) => row.id))
  return Object.fromEntries(probes.map(({ id, extension }) => [extension, seen.has(id)]))
}

/**
 * Asks the policies whether the user may write to the topic: inserts one row per extension as the user and takes
 * them back.
 * @throws RealtimeError when the database is away, PolicyError when a policy raised
 */
export async function probeWrite(pool: pg.Pool, question: Question): Promise<Rights> {
  const [acting, savepoint, broadcast, back, presence] = await inRolledBackTransaction(pool, [
    actAs(question),
    ['savepoint probe'],
    [INSERT_PROBE, [question.subTopic, 'broadcast']],
    ['rollback to savepoint probe'],
    [INSERT_PROBE, [question.subTopic, 'presence']],
  ])
  for (const result of [acting!, savepoint!, back!]) rowsOf(result)
  return { broadcast: wasAllowed(broadcast!), presence: wasAllowed(presence!) }
}

const actAs = ({ session, subTopic, headers }: Question): Statement => [
  ACT_AS,
  [session.role, subTopic, JSON.stringify(session.claims), session.claims.sub ?? '', JSON.stringify(headers)],
]

// The pool pipelines: all statements go out together, and each has its own result, so a probe costs one round trip.
async function inRolledBackTransaction(
  pool: pg.Pool,
  statements: Statement[],
): Promise<PromiseSettledResult<pg.QueryResult>[]> {
  const client = await pool.connect().catch((error: unknown) => {
    throw describeDatabaseError(error)
  })
  const results = await Promise.allSettled(
    [['begin'] as Statement, ...statements, ['rollback'] as Statement].map(([sql, values]) =>
      client.query<Record<string, unknown>>(sql, values),
    ),
  )
  const wentBack = results.pop()!.status === 'fulfilled'
  client.release(!wentBack)
  rowsOf(results.shift()!)
  return results
}

function rowsOf(result: PromiseSettledResult<pg.QueryResult>): Record<string, unknown>[] {
  if (result.status === 'rejected') throw describeDatabaseError(result.reason)
  return result.value.rows as Record<string, unknown>[]
}

function wasAllowed(result: PromiseSettledResult<pg.QueryResult>): boolean {
  if (result.status === 'fulfilled') return true
  const isDenied = (result.reason as { code?: string }).code === '42501'
  if (!isDenied) throw describeDatabaseError(result.reason)
  return false
}
