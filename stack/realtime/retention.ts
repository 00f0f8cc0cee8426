import type pg from 'pg'

const HOUR_MS = 3_600_000
const ROWS_AT_ONCE = 5_000

const DELETE_OLD = `
  delete from realtime.messages where ctid = any (array(
    select ctid from realtime.messages where inserted_at < timezone('utc', now() - interval '72 hours') limit $1
  ))`

/** Deletes stored messages older than 72 hours, now and every hour. Returns what ends it. */
export function startRetention(pool: pg.Pool, log: (line: string) => void): () => void {
  let isStopped = false
  const clean = async () => {
    for (let deleted: number | null = ROWS_AT_ONCE; deleted === ROWS_AT_ONCE && !isStopped;) {
      deleted = (await pool.query(DELETE_OLD, [ROWS_AT_ONCE])).rowCount
    }
  }
  const tryToClean = () => {
    clean().catch((error: Error) => {
      if (!isStopped) log(`could not delete old messages: ${error.message}`)
    })
  }
  tryToClean()
  const timer = setInterval(tryToClean, HOUR_MS)
  timer.unref()
  return () => {
    isStopped = true
    clearInterval(timer)
  }
}
