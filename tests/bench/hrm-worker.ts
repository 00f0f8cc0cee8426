import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { sqlInsightStore } from '../../supabase/functions/_shared/hrm/insight-store.ts'
import { loadRules, runInsights, type RunTally } from '../../supabase/functions/_shared/hrm/run-insights.ts'

/** What a worker is asked for: a share of a night, as a job of the queue would be. */
export interface NightShare {
  dbUrl: string
  /** When the night is; the clock stands still in it. */
  now: string
  people: string[]
}

export interface ShareDone {
  tally: RunTally
  /** Milliseconds of processor time of the worker itself, and of its connections in the database (on Linux). */
  cpuMs: number
  databaseMs: number
  /** Megabytes at the end. */
  memory: number
}

const pools = new Map<string, pg.Pool>()

/** Runs a share in this process. Connections of a night are kept, as a worker keeps them. */
export async function runShare({ dbUrl, now, people }: NightShare): Promise<ShareDone> {
  let pool = pools.get(now)
  if (!pool) {
    await closePools()
    pool = new pg.Pool({
      connectionString: dbUrl,
      max: 2,
      options: `-c role=service_role -c aurum.now=${now}`,
    })
    pools.set(now, pool)
  }
  const connected = pool
  const store = sqlInsightStore({
    query: async <Row extends object>(sql: string, values?: unknown[]) =>
      (await connected.query<Row>(sql, values)).rows,
  })
  const fail = (thrown: unknown) => {
    throw thrown
  }
  const rules = await loadRules(store, fail)
  const [began, databaseBegan] = [process.cpuUsage(), await databaseTime(connected)]
  const tally = await runInsights(store, people, rules, { trigger: 'schedule', report: fail })
  const { user, system } = process.cpuUsage(began)
  return {
    tally,
    cpuMs: (user + system) / 1_000,
    databaseMs: (await databaseTime(connected)) - databaseBegan,
    memory: process.memoryUsage().rss / 2 ** 20,
  }
}

const TICK_MS = 10

/** What the connections of a pool have used of the processor so far. */
async function databaseTime(pool: pg.Pool): Promise<number> {
  const clients = await Promise.all([pool.connect(), pool.connect()])
  let sum = 0
  for (const client of clients) {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    client.release()
    const stat = await readFile(`/proc/${rows[0]!.pid}/stat`, 'utf8').catch(() => '')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    sum += (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS
  }
  return sum
}

async function closePools(): Promise<void> {
  await Promise.all([...pools.values()].map((pool) => pool.end()))
  pools.clear()
}

if (process.send) {
  process.on('message', (share: NightShare) => {
    runShare(share).then(
      (done) => process.send?.(done),
      (thrown: unknown) => {
        console.error(thrown)
        process.exit(1)
      },
    )
  })
}
