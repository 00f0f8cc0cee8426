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
  /** Milliseconds of processor time of the worker itself. */
  cpuMs: number
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
  const began = process.cpuUsage()
  const tally = await runInsights(store, people, rules, { trigger: 'schedule', report: fail })
  const { user, system } = process.cpuUsage(began)
  return { tally, cpuMs: (user + system) / 1_000, memory: process.memoryUsage().rss / 2 ** 20 }
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
