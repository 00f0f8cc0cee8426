import { createClient } from '@supabase/supabase-js'
import pg from 'pg'
import WebSocket from 'ws'
import type { StackConnection } from '../../stack/start.ts'
import { sqlInsightStore, type InsightStore } from '../../supabase/functions/_shared/hrm/insight-store.ts'
import {
  loadRules,
  runInsightsOf,
  type RunOptions,
} from '../../supabase/functions/_shared/hrm/run-insights.ts'
import { measureInTurns, median, report, time, withStack } from './harness.ts'
import { fillWithLives } from './hrm-data.ts'

/**
 * What the rules cost: a full run of one person from reading to saving, what noticing a
 * change adds to a write, and how soon a screen hears that an insight is stale.
 */
const ROUNDS = 60

await withStack(async ({ connection }) => {
  const pool = new pg.Pool({ connectionString: connection.dbUrl, max: 3, options: '-c role=service_role' })
  const store = sqlInsightStore({
    query: async <Row extends object>(sql: string, values?: unknown[]) =>
      (await pool.query<Row>(sql, values)).rows,
  })
  await oneTimesMany(connection, pool, store)
  await writing(connection, store)
  await hearing(connection, store)
  await pool.end()
})

function options(trigger: RunOptions['trigger']): RunOptions {
  return {
    trigger,
    report: (thrown) => {
      throw thrown
    },
  }
}

/** One person at a time: the first run, which saves all, and the runs after it. */
async function oneTimesMany(
  { adminDbUrl }: StackConnection,
  pool: pg.Pool,
  store: InsightStore,
): Promise<void> {
  const rules = await loadRules(store, console.error)
  const sizes = [
    { tasks: 200, target: undefined },
    { tasks: 500, target: 50 },
    { tasks: 5_000, target: 250 },
  ]
  const lines = []
  for (const { tasks, target } of sizes) {
    const [person] = await fillWithLives(adminDbUrl, {
      people: 1,
      tasks,
      projects: 14,
      prefix: `one-${tasks}`,
    })
    const run = () => runInsightsOf(store, person!, rules, options('person'))
    const samples = { first: [] as number[], again: [] as number[], read: [] as number[] }
    let found = 0
    for (let round = -6; round < ROUNDS; round++) {
      await pool.query('delete from public.insights where user_id = $1', [person])
      const first = await time(async () => {
        found = (await run())!.saved.added
      })
      const again = await time(run)
      const read = await time(() => store.snapshots([person!]))
      if (round < 0) continue
      samples.first.push(first)
      samples.again.push(again)
      samples.read.push(read)
    }
    lines.push(
      {
        name: `${tasks} tasks, first run, ${found} insights`,
        samples: samples.first,
        ...(target && { target }),
      },
      { name: `${tasks} tasks, run again`, samples: samples.again, ...(target && { target }) },
      { name: `${tasks} tasks, only reading`, samples: samples.read },
    )
  }
  report('A full run of the rules over one person: read, evaluate, save', lines)
}

/** What a write of one task costs with and without anybody noticing it, in turns. */
async function writing({ adminDbUrl, dbUrl }: StackConnection, store: InsightStore): Promise<void> {
  const [plain, judged] = await fillWithLives(adminDbUrl, {
    people: 2,
    tasks: 500,
    projects: 14,
    prefix: 'writer',
  })
  const rules = await loadRules(store, console.error)
  await runInsightsOf(store, judged!, rules, options('person'))
  const database = new pg.Client({ connectionString: dbUrl })
  const admin = new pg.Client({ connectionString: adminDbUrl })
  await Promise.all([database.connect(), admin.connect()])
  await database.query('set role authenticated')
  const { rows } = await admin.query<{ user_id: string; id: string }>(
    `select user_id, id from public.tasks where user_id = any ($1) and status = 'todo' order by user_id, id`,
    [[plain, judged]],
  )
  let turn = 0
  const write = (person: string) => async () => {
    const own = rows.filter(({ user_id }) => user_id === person)
    const task = own[turn++ % own.length]!
    await database.query(
      `begin; select set_config('request.jwt.claims', '${JSON.stringify({ sub: person, role: 'authenticated' })}', true);
       update public.tasks set name = 'Edited ${turn}' where user_id = '${person}' and id = '${task.id}'; commit`,
    )
  }
  const samples: Record<'before' | 'nobody' | 'judged', number[]> = { before: [], nobody: [], judged: [] }
  for (let block = 0; block < 10; block++) {
    const noticing = (verb: string) =>
      admin.query(`alter table public.tasks ${verb} trigger tasks_notice_updates`)
    await noticing('disable')
    const before = await measureInTurns({ before: write(plain!) }, { rounds: 30, warmUp: 5 })
    await noticing('enable')
    const after = await measureInTurns(
      { nobody: write(plain!), judged: write(judged!) },
      { rounds: 30, warmUp: 5 },
    )
    samples.before.push(...before.before)
    samples.nobody.push(...after.nobody)
    samples.judged.push(...after.judged)
  }
  await Promise.all([database.end(), admin.end()])
  report(
    'A write of one task: statement and commit',
    [
      { name: 'without noticing', samples: samples.before },
      { name: 'of somebody without insights', samples: samples.nobody, target: 15 },
      { name: 'of somebody with insights', samples: samples.judged, target: 15 },
    ],
    [
      {
        ...{ name: 'noticing adds, for somebody without insights, medians', unit: ' ms', atMost: 1 },
        value: median(samples.nobody) - median(samples.before),
      },
    ],
  )
}

/** From the request that changes a task to the message that an insight is stale, at a real client of Realtime. */
async function hearing({ apiUrl, publishableKey }: StackConnection, store: InsightStore): Promise<void> {
  const client = createClient(apiUrl, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket },
  })
  const { data } = await client.auth.signUp({
    email: 'listener@example.test',
    password: 'correct horse battery',
  })
  const person = data.user!.id
  const row = { user_id: person, name: 'Run', due_on: '2026-01-01' }
  const { data: task } = await client.from('tasks').insert(row).select().single().throwOnError()
  const rules = await loadRules(store, console.error)
  const heard = new Set<() => void>()
  await client.realtime.setAuth()
  const channel = client
    .channel(`user:${person}:insights`, { config: { private: true } })
    .on('broadcast', { event: 'changed' }, ({ payload }: { payload: { operation?: string } }) => {
      if (payload.operation === 'UPDATE') for (const tell of heard) tell()
    })
  await new Promise<void>((resolve) => {
    channel.subscribe((status) => {
      if (String(status) === 'SUBSCRIBED') resolve()
    })
  })
  const samples: number[] = []
  for (let round = -5; round < ROUNDS; round++) {
    // Makes all fresh again; whatever it tells is heard before the change is made.
    await runInsightsOf(store, person, rules, options('change'))
    await new Promise((resolve) => setTimeout(resolve, 100))
    const taken = await time(async () => {
      const told = new Promise<void>((resolve) => heard.add(resolve))
      await client
        .from('tasks')
        .update({ name: `Run ${round}` })
        .eq('id', task.id)
        .throwOnError()
      await told
    })
    heard.clear()
    if (round >= 0) samples.push(taken)
  }
  await client.removeAllChannels()
  report('From a change to the word that an insight is stale', [
    { name: 'request to message at the client', samples, target: 1_000 },
  ])
}
