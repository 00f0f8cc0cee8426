import { randomUUID } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { functionEnvironment } from './function-environment.ts'
import { startFunctions, type RunningFunctions } from './functions.ts'
import { loadSecrets, type Secrets } from './secrets.ts'
import { repositoryDir } from './settings.ts'

// What cron sets off at night, set off by hand. A day passes by making what was written a day older.
const stack = inject('stack')
let database: pg.Pool
let secrets: Secrets
let functions: RunningFunctions
let person: string

const query = async <Row extends object>(sql: string, values: unknown[] = []) =>
  (await database.query<Row>(sql, values)).rows

beforeAll(async () => {
  database = new pg.Pool({ connectionString: stack.dbUrl, max: 4 })
  await query(`select cron.alter_job(jobid, active := false) from cron.job where jobname = 'tick'`)
  secrets = await loadSecrets(stack.dataDir)
  functions = await startFunctions({
    functionsDir: path.join(repositoryDir, 'supabase', 'functions'),
    env: await functionEnvironment({ ...stack, ...secrets, smtpUrl: 'smtp://127.0.0.1:9', source: {} }),
  })
})
afterAll(async () => {
  await functions.stop()
  await query(`select cron.alter_job(jobid, active := true) from cron.job where jobname = 'tick'`)
  await database.end()
})
beforeEach(async () => {
  await query('delete from pgboss.job')
  await query(`update private.person_schedules set due_at = now() + interval '1 day'`)
  person = randomUUID()
  await query('insert into auth.users (id, email) values ($1, $2)', [person, `${person}@example.test`])
})

/** The night of the person: the job that is due is done, by as many calls at once as are asked for. */
async function night(calls = 1): Promise<void> {
  await query(`update private.person_schedules set due_at = now() where user_id = $1 and kind = 'night'`, [
    person,
  ])
  await query('select private.enqueue_schedules()')
  const answers = await Promise.all(
    Array.from({ length: calls }, async () => {
      const answer = await fetch(`${functions.url}/jobs`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-jobs-token': secrets.jobsToken },
        body: JSON.stringify({ at: new Date().toISOString() }),
      })
      return (await answer.json()) as { done: number; failed: number }
    }),
  )
  expect(answers.reduce((sum, { done }) => sum + done, 0)).toBe(1)
  expect(answers.reduce((sum, { failed }) => sum + failed, 0)).toBe(0)
}

/** Everything that was written of the automations and the history becomes older by so many days. */
async function pass(days: number): Promise<void> {
  await query(
    `update public.automation_proposals set proposed_at = proposed_at - make_interval(days => $2) where user_id = $1`,
    [person, days],
  )
  await query('update public.changes set at = at - make_interval(days => $2) where user_id = $1', [
    person,
    days,
  ])
}

/** A request of the person to the Data API, as SQL. */
async function asPerson(sql: string, values: unknown[] = []): Promise<void> {
  const client = await database.connect()
  try {
    await client.query('begin')
    await client.query(
      `select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)`,
      [JSON.stringify({ role: 'authenticated', sub: person })],
    )
    await client.query(sql, values)
    await client.query('commit')
  } finally {
    client.release()
  }
}

const addOverdue = async (name: string) => {
  const [task] = await query<{ id: string }>(
    `insert into public.tasks (user_id, name, due_on, duration_minutes) values ($1, $2, current_date - 3, 5) returning id`,
    [person, name],
  )
  return task!.id
}
const proposals = () =>
  query<{ task_id: string; to_value: string; acted: boolean; outcome: string | null; batch_id: string }>(
    `select task_id, to_value, acted, outcome, batch_id from public.automation_proposals
     where user_id = $1 order by proposed_at desc, id`,
    [person],
  )
const trust = async () =>
  (
    await query<{ state: string; recent: boolean[]; demotions: number }>(
      'select state, recent, demotions from public.automation_trust where user_id = $1',
      [person],
    )
  )[0]
const dueOf = async (id: string) =>
  (
    await query<{ due_on: string }>('select due_on::text from public.tasks where user_id = $1 and id = $2', [
      person,
      id,
    ])
  )[0]!.due_on

test(
  'watches, is judged, acts, is taken back and falls back, night by night and by itself',
  { timeout: 120_000 },
  async () => {
    await asPerson(
      'insert into public.automation_settings (user_id, reschedule_overdue, reschedule_overdue_threshold) values ($1, true, 0.5)',
      [person],
    )

    // Four weeks of a person who does what the app would have done.
    for (let week = 1; week <= 4; week++) {
      for (let n = 1; n <= 5; n++) await addOverdue(`Week ${week}, task ${n}`)
      await night()
      const open = (await proposals()).filter(({ outcome }) => outcome === null)
      expect(open).toHaveLength(5)
      expect(open.every(({ acted }) => !acted)).toBe(true)
      for (const { task_id, to_value } of open)
        await asPerson('update public.tasks set due_on = $2::date where id = $1', [task_id, to_value])
      await pass(1)
    }
    expect(await trust()).toMatchObject({ state: 'shadow', recent: Array<boolean>(15).fill(true) })

    // The next night hears of the last five, and acts. Two calls at once, and one more, do it once.
    const tasks = [await addOverdue('Pay the rent'), await addOverdue('Ring Mum')]
    const before = await Promise.all(tasks.map(dueOf))
    await night(2)
    expect(await trust()).toMatchObject({ state: 'unlocked' })
    const acted = (await proposals()).filter((each) => each.acted)
    expect(new Set(acted.map(({ task_id }) => task_id))).toEqual(new Set(tasks))
    expect(new Set(acted.map(({ batch_id }) => batch_id)).size).toBe(1)
    for (const { task_id, to_value } of acted) expect(await dueOf(task_id)).toBe(to_value)
    expect(
      await query(`select title from public.notifications where user_id = $1 and type = 'automation'`, [
        person,
      ]),
    ).toEqual([{ title: 'Automatic: 2 tasks moved' }])

    // One undo takes all of it back; the night after has lost its trust, and only watches.
    await asPerson('select public.undo_batch($1)', [acted[0]!.batch_id])
    expect(await Promise.all(tasks.map(dueOf))).toEqual(before)
    const [third] = [await addOverdue('Water the plants')]
    await pass(1)
    await night()
    expect(await trust()).toEqual({ state: 'shadow', recent: [], demotions: 1 })
    expect((await proposals()).filter((each) => each.acted).map(({ outcome }) => outcome)).toEqual([
      'undone',
      'undone',
    ])
    expect((await proposals()).find(({ task_id }) => task_id === third)).toMatchObject({ acted: false })
  },
)
