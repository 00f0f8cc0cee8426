import { PgBoss } from 'pg-boss'
import type { Database } from '../_shared/database.ts'
import { toHttpError } from '../_shared/http-error.ts'
import { DeliveryError } from '../_shared/mail/mailer.ts'

/** One thing to do. What it is about is `data`, which the worker checks: it was written long ago. */
export interface Job {
  id: string
  data: unknown
  /** When it fails now, it is not tried again. */
  isLastAttempt: boolean
}

/** Does a job. Whatever it throws makes the job be tried again, and is kept with it by name and code only. */
export type Worker = (job: Job) => Promise<void>

interface RunOptions {
  budgetMs: number
  report(thrown: unknown): void
  now?: () => number
}

export interface Tally {
  done: number
  failed: number
}

/** How many jobs of a queue are under way at once. */
const BATCH = 5
/** Jobs of a function that died are found again by the next tick. */
const EXPIRY_CHECK_SECONDS = 15

/**
 * Takes waiting jobs from the queues, one queue after the other, until none is left or the time is up. Two that run
 * at the same time share the work: a job is taken by one.
 */
export async function runJobs(
  database: Database,
  workers: Record<string, Worker>,
  { budgetMs, report, now = Date.now }: RunOptions,
): Promise<Tally> {
  const endsAt = now() + budgetMs
  const tally: Tally = { done: 0, failed: 0 }
  const boss = new PgBoss({
    db: database,
    schema: 'pgboss',
    supervise: false,
    schedule: false,
    migrate: false,
    monitorIntervalSeconds: EXPIRY_CHECK_SECONDS,
  })
  boss.on('error', report)
  await boss.start()
  try {
    // Gives back what a killed function had taken, and forgets what is long done.
    await boss.supervise()
    for (const [queue, work] of Object.entries(workers)) {
      while (now() < endsAt) {
        const jobs = await boss.fetch<unknown>(queue, { batchSize: BATCH, includeMetadata: true })
        if (jobs.length === 0) break
        await Promise.all(
          jobs.map(async ({ id, data, retryCount, retryLimit }) => {
            try {
              await work({ id, data, isLastAttempt: retryCount >= retryLimit })
              await boss.complete(queue, id)
              tally.done += 1
            } catch (error) {
              report(error)
              await boss.fail(queue, id, { message: describeFailure(error) })
              await waitAsAsked(database, id, error)
              tally.failed += 1
            }
          }),
        )
      }
    }
  } finally {
    await boss.stop({ graceful: false })
  }
  return tally
}

/** Whoever asks for more than this is asked again all the same. */
const LONGEST_WAIT_MS = 6 * 60 * 60 * 1000

/** A service that says when to come back is not asked before. */
async function waitAsAsked(database: Database, id: string, error: unknown): Promise<void> {
  if (!(error instanceof DeliveryError) || error.retryAfterMs === null) return
  const seconds = Math.ceil(Math.min(error.retryAfterMs, LONGEST_WAIT_MS) / 1000)
  await database.query(
    `update pgboss.job set start_after = greatest(start_after, now() + make_interval(secs => $2))
     where id = $1 and state = 'retry'`,
    [id, seconds],
  )
}

// Messages of others may quote addresses and content.
function describeFailure(error: unknown): string {
  if (error instanceof DeliveryError) return error.reason
  const { code, cause } = toHttpError(error)
  return cause instanceof Error ? `${code}: ${cause.name}` : code
}
