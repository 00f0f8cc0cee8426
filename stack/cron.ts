import { runCommand } from './cron-command.ts'
import { startDatabaseWorker, type Query, type Shift } from './database-worker.ts'
import type { Stoppable } from './supervise.ts'

export interface CronOptions {
  /** As the superuser supabase_admin, who may run commands as anybody. */
  databaseUrl: string
  log?: (line: string) => void
  /** Milliseconds since 1970; the system's clock unless told. */
  now?: () => number
}

const MINUTE_MS = 60_000
const SMALL_STEP_MINUTES = 180
// Hosted projects are advised to stay within this.
const MAX_RUNNING = 8

/** A job as the runner sees it: what is due and what is under way. */
interface Job {
  /** Of an interval job; null for one with a five-field schedule. */
  seconds: number | null
  lastStartedAt: number
  pendingRuns: number
  running: { cancel(): Promise<void> } | null
}

/**
 * Runs the jobs of `cron.job` like pg_cron's background worker: on the minute in UTC or every N seconds, as the
 * job's role on a connection of its own, never two runs of a job at once. Minutes that passed while it was down
 * are not made up.
 * @throws when the first connection fails; later losses are retried until stopped
 */
export function startCron({ databaseUrl, log = () => {}, now = Date.now }: CronOptions): Promise<Stoppable> {
  return startDatabaseWorker({
    databaseUrl,
    name: 'pg_cron',
    channel: 'cron',
    log,
    begin: (query) => beginShift(query, databaseUrl, now),
  })
}

async function beginShift(query: Query, databaseUrl: string, now: () => number): Promise<Shift> {
  const jobs = new Map<string, Job>()
  const runs = new Set<Promise<void>>()
  let isOver = false
  let timer: NodeJS.Timeout | undefined
  let lastMinute = minuteOf(now())

  await query(
    `update cron.job_run_details set status = 'failed', return_message = 'server restarted'
     where status in ('starting', 'running')`,
  )

  async function readJobs(): Promise<void> {
    const rows = await query<{ jobid: string; seconds: number | null }>(
      'select jobid, (cron._parse(schedule)).seconds from cron.job where active',
    )
    const active = new Map(rows.map(({ jobid, seconds }) => [jobid, seconds]))
    for (const [id, job] of jobs) {
      if (active.has(id)) continue
      jobs.delete(id)
      void job.running?.cancel()
    }
    for (const [id, seconds] of active) {
      const known = jobs.get(id)
      if (known) known.seconds = seconds
      else jobs.set(id, { seconds, lastStartedAt: now(), pendingRuns: 0, running: null })
    }
  }

  async function queueDueRuns(): Promise<void> {
    for (const job of jobs.values()) {
      // However long a run takes, an interval job has at most one more waiting.
      if (job.seconds && job.pendingRuns === 0 && now() - job.lastStartedAt >= job.seconds * 1000)
        job.pendingRuns = 1
    }
    const minute = minuteOf(now())
    const minutesPassed = minute - lastMinute
    // As in pg_cron: after a small step back of the clock nothing runs twice.
    if (minutesPassed <= 0 && minutesPassed > -SMALL_STEP_MINUTES) return
    lastMinute = minute
    const rows = await query<{ jobid: string }>(
      'select jobid from cron.job where active and cron._is_due(schedule, to_timestamp($1))',
      [(minute * MINUTE_MS) / 1000],
    )
    for (const { jobid } of rows) {
      const job = jobs.get(jobid)
      if (job) job.pendingRuns++
    }
  }

  function startPendingRuns(): void {
    for (const [id, job] of jobs) {
      if (isOver || runs.size >= MAX_RUNNING) return
      if (job.running || job.pendingRuns === 0) continue
      job.pendingRuns--
      job.lastStartedAt = now()
      const run = runCommand(query, databaseUrl, id)
      job.running = run
      const settled = run.finished.finally(() => {
        job.running = null
        runs.delete(settled)
        plan()
      })
      runs.add(settled)
    }
  }

  function plan(): void {
    clearTimeout(timer)
    if (isOver) return
    startPendingRuns()
    const dueTimes = [...jobs.values()]
      .filter((job) => job.seconds && job.pendingRuns === 0)
      .map((job) => job.lastStartedAt + job.seconds! * 1000)
    const nextAt = Math.min((minuteOf(now()) + 1) * MINUTE_MS, ...dueTimes)
    timer = setTimeout(() => turn(queueDueRuns), Math.max(nextAt - now(), 1))
  }

  // One at a time, so that a change of jobs and a minute that begins do not meet half-way.
  let turns = Promise.resolve()
  function turn(step: () => Promise<void>): void {
    // A step fails when the connection is lost; the next shift begins afresh.
    turns = turns
      .then(step)
      .catch(() => {})
      .then(plan)
  }

  await readJobs()
  plan()
  return {
    wake: () => turn(readJobs),
    async end() {
      isOver = true
      clearTimeout(timer)
      await turns
      await Promise.all([...jobs.values()].map((job) => job.running?.cancel()))
      await Promise.all(runs)
    },
  }
}

const minuteOf = (time: number) => Math.floor(time / MINUTE_MS)
