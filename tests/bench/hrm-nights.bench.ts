import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { median, report, withStack, type Bound } from './harness.ts'
import { fillWithLives } from './hrm-data.ts'
import type { NightShare, ShareDone } from './hrm-worker.ts'

/**
 * The nights of an installation: 10,000 people with 200 tasks each, by one worker and by two. The first night finds
 * everything; in the nights after it, the day is another one, what had its time is over, and a part of the tasks was
 * changed. Every person is read, evaluated and saved each night; nothing is left out because it looks the same.
 */
const PEOPLE = Number(process.env.AURUM_BENCH_PEOPLE ?? 10_000)
const TASKS_EACH = 200
const CHANGED_SHARE = 0.02
const PARTS = 10
const DAY_MS = 86_400_000
/** Insights whose time is over end at the full hour; a night is spread over the hour after it, each person at their minute. */
const SINCE_FULL_HOUR_MS = 30 * 60_000

interface Night {
  name: string
  rates: number[]
  rate: number
  memory: number[]
  cpuMs: number
  databaseMs: number
  written: string
}

await withStack(async ({ connection: { dbUrl, adminDbUrl } }) => {
  const people = await fillWithLives(adminDbUrl, {
    ...{ people: PEOPLE, tasks: TASKS_EACH, projects: 8 },
    prefix: 'many',
  })
  const admin = new pg.Client({ connectionString: adminDbUrl })
  await admin.connect()
  const nights: Night[] = []
  const workers = [startWorker(), startWorker()]
  const nightOf = (day: number) => new Date(Date.now() + day * DAY_MS).toISOString()
  const run = async (name: string, count: number, day: number) => {
    nights.push(await spend(name, workers.slice(0, count), people, { dbUrl, now: nightOf(day) }))
  }
  try {
    await run('first night, one worker', 1, 0)
    await run('the same night again, one worker', 1, 0)
    await live(admin, people, nightOf(1))
    await run('second night, one worker', 1, 1)
    await live(admin, people, nightOf(2))
    await run('third night, two workers', 2, 2)
    await live(admin, people, nightOf(3))
    await run('fourth night, one worker', 1, 3)
    await admin.query('truncate public.insights cascade')
    await admin.query('vacuum')
    await run('a first night, two workers', 2, 3)
  } finally {
    for (const worker of workers) worker.kill()
    await admin.end()
  }

  for (const { name, rate, rates, memory, cpuMs, databaseMs, written } of nights) {
    const spread = `${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)}, median ${median(rates).toFixed(0)}`
    const held = [memory[0]!, memory[Math.floor(memory.length / 2)]!, memory.at(-1)!]
    console.log(
      `${name}: ${rate.toFixed(0)} people/s (each tenth: ${spread}); processor time each: worker ${(cpuMs / PEOPLE).toFixed(1)} ms, database ${(databaseMs / PEOPLE).toFixed(1)} ms; ` +
        `memory at start, middle, end: ${held.map((mb) => mb.toFixed(0)).join(', ')} MB; ${written}`,
    )
  }
  report(
    `Nights of ${PEOPLE} people with ${TASKS_EACH} tasks, ${100 * CHANGED_SHARE} % of the tasks changed each day`,
    [],
    nights.flatMap(({ name, rate, memory }): Bound[] => [
      { name: `${name}: time for 1,000 people`, value: 1_000 / rate, unit: ' s', atMost: 5 },
      {
        name: `${name}: memory at the end / after two tenths`,
        value: memory.at(-1)! / memory[1]!,
        ...{ unit: ' x', atMost: 1.3 },
      },
    ]),
  )
})

function startWorker(): ChildProcess {
  return fork(fileURLToPath(new URL('./hrm-worker.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] })
}

function ask(worker: ChildProcess, share: NightShare): Promise<ShareDone> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('A worker has ended'))
    worker.once('exit', fail)
    worker.once('message', (done) => {
      worker.off('exit', fail)
      resolve(done as ShareDone)
    })
    worker.send(share)
  })
}

/** One night, in tenths; the workers share each tenth. */
async function spend(
  name: string,
  workers: readonly ChildProcess[],
  people: readonly string[],
  night: Omit<NightShare, 'people'>,
): Promise<Night> {
  const [rates, memory]: number[][] = [[], []]
  const sum = { added: 0, changed: 0, same: 0, gone: 0 }
  let [cpuMs, databaseMs] = [0, 0]
  const beganAt = performance.now()
  const size = Math.ceil(people.length / PARTS)
  for (let from = 0; from < people.length; from += size) {
    const part = people.slice(from, from + size)
    const startedAt = performance.now()
    const done = await Promise.all(
      workers.map((worker, n) =>
        ask(worker, { ...night, people: part.filter((_, at) => at % workers.length === n) }),
      ),
    )
    rates!.push(part.length / ((performance.now() - startedAt) / 1_000))
    memory!.push(done.reduce((total, one) => total + one.memory, 0))
    for (const { tally, ...spent } of done) {
      if (tally.failed + tally.missing + tally.superseded > 0) throw new Error(JSON.stringify(tally))
      cpuMs += spent.cpuMs
      databaseMs += spent.databaseMs
      for (const key of ['added', 'changed', 'same', 'gone'] as const) sum[key] += tally[key]
    }
  }
  const rate = people.length / ((performance.now() - beganAt) / 1_000)
  const each = Object.entries(sum).map(([key, count]) => `${(count / people.length).toFixed(1)} ${key}`)
  return {
    name,
    rates: rates!,
    rate,
    memory: memory!,
    cpuMs,
    databaseMs,
    written: `insights each: ${each.join(', ')}`,
  }
}

/** The day before a night: hours pass, and some tasks get another day, through every trigger. */
async function live(admin: pg.Client, people: readonly string[], night: string): Promise<void> {
  const fullHour = new Date(Date.parse(night) - SINCE_FULL_HOUR_MS).toISOString()
  await admin.query(`select set_config('aurum.now', $1, false)`, [fullHour])
  await admin.query('select private.expire_insights()')
  for (let from = 0; from < people.length; from += 200) {
    await admin.query(
      `update public.tasks set due_on = due_on + 1
       where user_id = any ($1) and status = 'todo' and abs(hashtext(id::text || $2)) % 1000 < 1000 * $3::float`,
      [people.slice(from, from + 200), night, CHANGED_SHARE],
    )
  }
}
