import type pg from 'pg'

const HOUR_MS = 3_600_000

/** Deletes stored messages older than 72 hours, now and every hour. Returns what ends it. */
export function startRetention(pool: pg.Pool, log: (line: string) => void): () => void {
  const clean = () => {
    pool
      .query(`delete from realtime.messages where inserted_at < timezone('utc', now() - interval '72 hours')`)
      .catch((error: Error) => log(`could not delete old messages: ${error.message}`))
  }
  clean()
  const timer = setInterval(clean, HOUR_MS)
  timer.unref()
  return () => clearInterval(timer)
}
