import pg from 'pg'
import { report, withStack } from './harness.ts'
import { PersonConnection } from './scale-people.ts'

/**
 * What a minute costs in which nothing is to be done, for an installation of 10,000 people with 20 tasks each, a month
 * of deliveries behind them and the reminders of tomorrow ahead. Beside it, the statement that does nothing at all.
 */
const PEOPLE = 10_000
const TASKS_EACH = 20
const ROUNDS = 60
const WARM_UP = 6

const WORK = {
  nothing: 'select 1',
  tick: 'select private.tick()',
  reminders: 'select private.deliver_due_reminders()',
  'due and overdue (every 5 min)': 'select private.deliver_due_notices()',
}

await withStack(async ({ connection }) => {
  await fill(connection.adminDbUrl)
  const database = await PersonConnection.open(connection.dbUrl, 'postgres')
  // Whatever is due by now is told before the clock runs.
  for (const sql of Object.values(WORK)) await database.query(sql)
  const samples = Object.fromEntries(Object.keys(WORK).map((name) => [name, [] as number[]]))
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [name, sql] of Object.entries(WORK)) {
      const taken = await database.serverTime(sql)
      if (round >= 0) samples[name]!.push(taken)
    }
  }
  await database.close()
  report(
    `Scheduled work with nothing to do: ${PEOPLE} people, ${PEOPLE * TASKS_EACH} tasks, time in the database`,
    [
      { name: 'nothing', samples: samples.nothing! },
      { name: 'tick', samples: samples.tick!, target: 30 },
      { name: 'reminders', samples: samples.reminders!, target: 30 },
      { name: 'due and overdue (every 5 min)', samples: samples['due and overdue (every 5 min)']! },
    ],
  )
})

/** People and their plans, past every trigger. */
async function fill(adminDbUrl: string): Promise<void> {
  const database = new pg.Client({ connectionString: adminDbUrl })
  await database.connect()
  try {
    await database.query(`insert into auth.users (id, email)
      select md5('person ' || n)::uuid, n || '@example.test' from generate_series(1, ${PEOPLE}) n`)
    await database.query('set session_replication_role = replica')
    await database.query(`insert into public.tasks (user_id, id, name, due_on, remind_at, status, completed_at)
      select md5('person ' || n)::uuid, gen_random_uuid(), 'Task ' || t, current_date - 30 + t * 3,
        case t when 12 then now() + interval '1 day' end, case when t % 3 = 0 then 'completed' else 'todo' end,
        case when t % 3 = 0 then now() end
      from generate_series(1, ${PEOPLE}) n, generate_series(1, ${TASKS_EACH}) t`)
    await database.query(`insert into public.notification_deliveries
        (user_id, type, title, channel, state, due_at, created_at)
      select md5('person ' || n)::uuid, 'task_due', 'Task', 'browser', 'sent', now() - make_interval(days => d),
        now() - make_interval(days => d)
      from generate_series(1, ${PEOPLE}) n, generate_series(1, 30) d`)
    await database.query('vacuum analyze')
  } finally {
    await database.end()
  }
}
