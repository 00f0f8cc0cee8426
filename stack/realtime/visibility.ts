import pg from 'pg'

/** What a committed transaction sent. */
export interface CommittedTransaction<T> {
  xid: number
  messages: T[]
}

export interface VisibilityGate<T> {
  /** Takes the next transaction, in the order of the commits. */
  push(transaction: CommittedTransaction<T>): void
  close(): Promise<void>
}

// The WAL has the low half of a transaction's number; the high half is what brings it closest to the newest.
const STATUS = `
  select pg_xact_status((xid + (newest - xid + 2147483648) / 4294967296 * 4294967296)::text::xid8) as status
  from (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint) as snapshot (newest),
    unnest($1::bigint[]) with ordinality as transaction (xid, place)
  order by place`
const MOST_AT_ONCE = 200
const RETRY_MS = 1
const CONNECT_TIMEOUT_MS = 5_000

/**
 * Holds messages back until everybody can read what their transaction wrote. A commit is in the WAL, and with it on
 * its way to us, a moment before it counts for other connections; a client that refetches at once could miss it.
 * @param onFailure the messages held back are lost: the database is away
 */
export function openVisibilityGate<T>(
  databaseUrl: string,
  deliver: (message: T) => void,
  onFailure: (error: unknown) => void,
): VisibilityGate<T> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    application_name: 'realtime_visibility',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  })
  pool.on('error', () => {})
  let queue: CommittedTransaction<T>[] = []
  let isWorking = false
  let isClosed = false

  const work = async () => {
    isWorking = true
    while (queue.length > 0 && !isClosed) {
      const visible = await countVisible(pool, queue.slice(0, MOST_AT_ONCE))
      for (const { messages } of queue.splice(0, visible)) messages.forEach(deliver)
      if (visible === 0) await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
    isWorking = false
  }

  return {
    push(transaction) {
      if (isClosed) return
      queue.push(transaction)
      if (isWorking) return
      work().catch((error: unknown) => {
        isWorking = false
        queue = []
        onFailure(error)
      })
    },
    async close() {
      isClosed = true
      await pool.end()
    },
  }
}

/** How many of the transactions, counted from the first, are visible to everybody. */
async function countVisible(pool: pg.Pool, transactions: { xid: number }[]): Promise<number> {
  const { rows } = await pool.query<{ status: string | null }>({
    name: 'visibility',
    text: STATUS,
    values: [transactions.map(({ xid }) => xid)],
  })
  const firstInProgress = rows.findIndex(({ status }) => status === 'in progress')
  return firstInProgress === -1 ? rows.length : firstInProgress
}
