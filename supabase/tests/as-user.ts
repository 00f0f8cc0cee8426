import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A row as JSON: what PostgREST would answer, and what the change log keeps. */
export type Row = Record<string, unknown>

/** One transaction, asked as somebody. */
export interface Session {
  query<Answer extends object = Row>(sql: string, values?: unknown[]): Promise<Answer[]>
  /** The only row of the answer. @throws when there is none, or more than one */
  one<Answer extends object = Row>(sql: string, values?: unknown[]): Promise<Answer>
  /** How many rows a statement touched. */
  count(sql: string, values?: unknown[]): Promise<number>
}

export interface RequestOptions {
  /** The header x-change-batch. */
  batch?: string
  /** The header x-change-source. */
  source?: string
  /** The time the planner believes in, ISO 8601. */
  now?: string
  /** Take everything back at the end. */
  rollback?: boolean
}

type Work<Result> = (session: Session) => Promise<Result>

const { INT8, NUMERIC, DATE, TIMESTAMP, TIMESTAMPTZ } = pg.types.builtins
const asNumber = new Set<number>([INT8, NUMERIC])
const asText = new Set<number>([DATE, TIMESTAMP, TIMESTAMPTZ])
const types: pg.CustomTypesConfig = {
  // The numbers of this schema are small; days and instants would turn into Dates of this machine's zone.
  getTypeParser: (oid: number) =>
    asNumber.has(oid) ? Number : asText.has(oid) ? String : pg.types.getTypeParser(oid),
}

/** Connections as the role `postgres`, the one migrations run as. */
export const pool = new pg.Pool({
  connectionString: inject('stack').dbUrl,
  max: 8,
  types,
  allowExitOnIdle: true,
})

function sessionOn(client: pg.ClientBase): Session {
  const query = async (sql: string, values: unknown[] = []) => client.query(sql, values)
  return {
    query: async <Answer extends object>(sql: string, values?: unknown[]) =>
      (await query(sql, values)).rows as Answer[],
    async one<Answer extends object>(sql: string, values?: unknown[]) {
      const { rows } = await query(sql, values)
      if (rows.length !== 1) throw new Error(`${rows.length} rows where one was expected: ${sql}`)
      return rows[0] as Answer
    },
    count: async (sql, values) => (await query(sql, values)).rowCount ?? 0,
  }
}

/** Opens what the Data API opens for a request: a transaction with role, claims and headers. */
export async function beginAs(
  client: pg.ClientBase,
  role: string,
  id: string | null,
  options: RequestOptions = {},
) {
  const headers = { 'x-change-batch': options.batch, 'x-change-source': options.source }
  await client.query('begin')
  await client.query(
    `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
      set_config('request.headers', $3, true), set_config('aurum.now', $4, true)`,
    [role, JSON.stringify({ role, ...(id && { sub: id }) }), JSON.stringify(headers), options.now ?? ''],
  )
  return sessionOn(client)
}

async function request<Result>(
  role: string,
  id: string | null,
  work: Work<Result>,
  options: RequestOptions = {},
): Promise<Result> {
  const client = await pool.connect()
  try {
    const session = await beginAs(client, role, id, options)
    const result = await work(session)
    await client.query(options.rollback ? 'rollback' : 'commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** One request of a signed-in person: a transaction that is committed unless `rollback` is set or it fails. */
export const asUser = <Result>(id: string, work: Work<Result>, options?: RequestOptions) =>
  request('authenticated', id, work, options)

/** One request with the publishable key alone. */
export const asAnonymous = <Result>(work: Work<Result>, options?: RequestOptions) =>
  request('anon', null, work, options)

/** One request with the secret key. */
export const asService = <Result>(work: Work<Result>, options?: RequestOptions) =>
  request('service_role', null, work, options)

/** The role `postgres`, which sees past every policy: for looking, and for what only migrations do. */
export const asDatabase = <Result>(work: Work<Result>, options?: RequestOptions) =>
  request('postgres', null, work, options)

/** Signs somebody up. @returns their id */
export async function createUser(profile: { time_zone?: string } = {}): Promise<string> {
  const id = randomUUID()
  await asDatabase((sql) =>
    sql.query('insert into auth.users (id, email, raw_user_meta_data) values ($1, $2, $3)', [
      id,
      `${id}@example.test`,
      profile,
    ]),
  )
  return id
}

/** Adds one row and answers it whole. */
export async function insert(session: Session, table: string, row: Row): Promise<Row & { id: string }> {
  const columns = Object.keys(row)
  const { record } = await session.one<{ record: Row & { id: string } }>(
    `insert into public.${table} as t (${columns.join(', ')})
    values (${columns.map((_, index) => `$${index + 1}`).join(', ')}) returning to_jsonb(t) as record`,
    Object.values(row),
  )
  return record
}

/** The SQLSTATE a promise fails with, or `null` when it does not fail. */
export const failureOf = (promise: Promise<unknown>): Promise<string | null> =>
  promise.then(
    () => null,
    (error: { code?: string }) => error.code ?? String(error),
  )

/** Runs a statement as the role `postgres`, and ends the connection before it is committed, as a crash does. */
export async function cutOff(sql: string, options: RequestOptions = {}): Promise<void> {
  const doomed = new pg.Client(inject('stack').dbUrl)
  doomed.on('error', () => {})
  await doomed.connect()
  const session = await beginAs(doomed, 'postgres', null, options)
  await session.query(sql)
  const { pid } = await session.one<{ pid: number }>('select pg_backend_pid() as pid')
  const ended = new Promise<void>((resolve) => doomed.once('end', resolve))
  await asDatabase((other) => other.query('select pg_terminate_backend($1)', [pid]))
  await ended
}
