import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Stoppable } from './supervise.ts'

/** Runs SQL on a worker's connection, one statement after the other, and gives the rows. */
export type Query = <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>

/** One stretch of work on one connection. */
export interface Shift {
  /** Somebody notified the channel. */
  wake(): void
  /** Resolves when nothing is under way any more. The connection may already be gone. */
  end(): Promise<void>
}

export interface DatabaseWorkerOptions {
  /** As the superuser supabase_admin. */
  databaseUrl: string
  /** Name of the connection in pg_stat_activity; per database, one worker of a name works, others stand by. */
  name: string
  channel: string
  log: (line: string) => void
  begin(query: Query): Promise<Shift>
}

const FIRST_RETRY_MS = 50
const LAST_RETRY_MS = 2_000
const STAND_BY_MS = 250

/**
 * Runs a worker that lives on one database connection, and brings it back whenever the connection is lost.
 * Resolves when it works, or stands by for another of its name.
 * @throws when the first connection fails
 */
export async function startDatabaseWorker(options: DatabaseWorkerOptions): Promise<Stoppable> {
  const { databaseUrl, name, channel, log, begin } = options
  const stopping = new AbortController()
  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()))
  const pause = (ms: number) => delay(ms, undefined, { signal: stopping.signal }).catch(() => {})

  async function isOurTurn(query: Query): Promise<boolean> {
    const sql = 'select pg_try_advisory_lock(hashtext($1)) as taken'
    return (await query<{ taken: boolean }>(sql, [name]))[0]!.taken
  }

  async function work(onReady: () => void): Promise<void> {
    const connection = new pg.Client({
      connectionString: databaseUrl,
      application_name: name,
      connectionTimeoutMillis: 5_000,
    })
    const lost = new Promise<void>((resolve) => connection.once('end', resolve))
    // "end" follows each error; without a listener it would end the process.
    connection.on('error', () => {})
    const query = inTurn(connection)
    try {
      await connection.connect()
      while (!stopping.signal.aborted && !(await isOurTurn(query))) {
        onReady()
        await pause(STAND_BY_MS)
      }
      if (stopping.signal.aborted) return
      const shift = await begin(query)
      try {
        connection.on('notification', () => shift.wake())
        await query(`listen ${channel}`)
        shift.wake()
        onReady()
        await Promise.race([lost, stopped])
      } finally {
        await shift.end()
      }
    } finally {
      await connection.end().catch(() => {})
    }
    if (!stopping.signal.aborted) throw new Error('the connection was lost')
  }

  async function keepWorking(onReady: () => void): Promise<void> {
    let isReady = false
    let retryMs = FIRST_RETRY_MS
    while (!stopping.signal.aborted) {
      try {
        await work(() => {
          isReady = true
          retryMs = FIRST_RETRY_MS
          onReady()
        })
      } catch (error) {
        if (!isReady) throw error
        if (retryMs === FIRST_RETRY_MS) log(`${name}: ${describe(error)}; connecting again`)
        await pause(retryMs)
        retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
      }
    }
  }

  let working = Promise.resolve()
  await new Promise<void>((resolve, reject) => {
    working = keepWorking(resolve)
    working.catch(reject)
  })
  return {
    async stop() {
      stopping.abort()
      await working
    },
  }
}

function inTurn(connection: pg.Client): Query {
  let last: Promise<unknown> = Promise.resolve()
  return async <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => {
    const result = last.then(() => connection.query<Row>(sql, values))
    last = result.catch(() => {})
    return (await result).rows
  }
}

// A refused connection to a name with two addresses is an AggregateError without a message.
const describe = (error: unknown) =>
  error instanceof Error && error.message ? error.message : 'no connection'
