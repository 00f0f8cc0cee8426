import pg from 'pg'
import type { Query } from './database-worker.ts'

/** A run of a job's command. */
export interface CommandRun {
  /** Ends the command; its run counts as failed. */
  cancel(): Promise<void>
  /** Never rejects: how it went stands in `cron.job_run_details`. */
  finished: Promise<void>
}

interface Details {
  runid: string
  database: string
  username: string
  command: string
}

/**
 * Runs the command of one job once, as the job's role and in one transaction, and keeps its record.
 * @param query on the connection for the record, which a failing command cannot touch
 */
export function runCommand(query: Query, databaseUrl: string, jobId: string): CommandRun {
  let isCanceled = false
  let processId: number | null = null
  let client: pg.Client | null = null

  async function run(): Promise<void> {
    const [details] = await query<Details>(
      `insert into cron.job_run_details (jobid, database, username, command, status)
       select jobid, database, username, command, 'starting' from cron.job where jobid = $1 and active
       returning runid, database, username, command`,
      [jobId],
    )
    if (!details) return
    const outcome = await perform(details).then(
      (message) => ({ status: 'succeeded', message }),
      (error: unknown) => ({
        status: 'failed',
        message: isCanceled ? 'job canceled' : describeFailure(error),
      }),
    )
    await query(
      `update cron.job_run_details set status = $2, return_message = $3, end_time = clock_timestamp(),
         start_time = coalesce(start_time, clock_timestamp())
       where runid = $1`,
      [details.runid, outcome.status, outcome.message],
    )
  }

  async function perform({ runid, database, username, command }: Details): Promise<string> {
    const url = new URL(databaseUrl)
    url.pathname = `/${encodeURIComponent(database)}`
    client = new pg.Client({ connectionString: url.href, application_name: 'pg_cron command' })
    // The query that is under way rejects with the same error.
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      processId = rows[0]!.pid
      await query(
        `update cron.job_run_details set status = 'running', job_pid = $2, start_time = clock_timestamp()
         where runid = $1`,
        [runid, processId],
      )
      await client.query(`set session authorization ${client.escapeIdentifier(username)}`)
      if (isCanceled) throw new Error('canceled')
      let tag = ''
      client.connection.on('commandComplete', ({ text }: { text: string }) => (tag = text))
      await client.query(command)
      return describeTag(tag)
    } finally {
      processId = null
      await client.end().catch(() => {})
    }
  }

  return {
    async cancel() {
      isCanceled = true
      if (processId) await query('select pg_terminate_backend($1)', [processId]).catch(() => {})
      // Also when that could not be sent: nobody waits for the command any longer.
      await client?.end().catch(() => {})
    },
    finished: run().catch(() => {}),
  }
}

/** The words of pg_cron: how many rows a query gave, or else the command's own tag. */
function describeTag(tag: string): string {
  const rows = /^SELECT (\d+)$/.exec(tag)?.[1]
  if (rows === undefined) return tag
  return rows === '1' ? '1 row' : `${rows} rows`
}

function describeFailure(error: unknown): string {
  if (!(error instanceof pg.DatabaseError)) return 'connection failed'
  const { message, detail, hint, where } = error
  const lines = [
    `ERROR:  ${message}`,
    detail && `DETAIL:  ${detail}`,
    hint && `HINT:  ${hint}`,
    where && `CONTEXT:  ${where}`,
  ]
  return lines.filter(Boolean).join('\n') + '\n'
}
