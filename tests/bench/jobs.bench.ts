import pg from 'pg'
import { report, withStack } from './harness.ts'
import { PersonConnection } from './scale-people.ts'

/**
 * What a minute costs in which nothing is to be done, for an installation of 10,000 people with 20 tasks each, a month
 * of deliveries and a day of jobs behind them and the reminders of tomorrow ahead. Beside it, the statement that does
 * nothing at all, and looks at a hundred and at all 10,000 people: what they cost grows with who is looked at.
 */
const PEOPLE = 10_000
const TASKS_EACH = 20
const JOBS = 30_000
const FEW = 100
const ROUNDS = 60
const ROUNDS_OF_ALL = 10
const WARM_UP = 6

const LOOK = 'select private.deliver_due_notices()'
const WORK = {
  nothing: 'select 1',
  tick: 'select private.tick()',
  reminders: 'select private.deliver_due_reminders()',
  look: LOOK,
}

await withStack(async ({ connection }) => {
  await fill(connection.adminDbUrl)
  const database = await PersonConnection.open(connection.dbUrl, 'postgres')
  // Whatever is due by now is told before the clock runs.
  for (const sql of Object.values(WORK)) await database.query(sql)
  await database.query('vacuum analyze')
  const samples = Object.fromEntries(
    [...Object.keys(WORK), 'few', 'all'].map((name) => [name, [] as number[]]),
  )
  const keep = async (round: number, name: string, sql: string) => {
    const taken = await database.serverTime(sql)
    if (round >= 0) samples[name]!.push(taken)
  }
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [name, sql] of Object.entries(WORK)) await keep(round, name, sql)
    await letBegin(database, FEW)
    await keep(round, 'few', LOOK)
  }
  // Last, for it leaves the tables as a morning of everybody does.
  for (let round = -1; round < ROUNDS_OF_ALL; round++) {
    await letBegin(database, PEOPLE)
    await keep(round, 'all', LOOK)
  }
  await database.close()
  report(
    `Scheduled work: ${PEOPLE} people, ${PEOPLE * TASKS_EACH} tasks, ${JOBS} jobs done today, time in the database`,
    [
      { name: 'nothing', samples: samples.nothing! },
      { name: 'tick, nothing to do', samples: samples.tick!, target: 30 },
      { name: 'reminders, nothing to do', samples: samples.reminders!, target: 30 },
      { name: 'due and overdue (every 5 min), nothing to do', samples: samples.look!, target: 30 },
      { name: `due and overdue, of ${FEW} people`, samples: samples.few! },
      { name: `due and overdue, of all ${PEOPLE}`, samples: samples.all! },
    ],
  )
})

/** As if something began for some people now. */
function letBegin(database: PersonConnection, people: number): Promise<unknown> {
  return database.query(`update private.person_schedules set due_at = now() where kind = 'notices' and user_id in (
    select user_id from private.person_schedules where kind = 'notices' order by user_id limit ${people})`)
}

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
    await database.query(`insert into pgboss.job (name, data, state, started_on, completed_on, policy)
      select 'deliver', jsonb_build_object('user_id', md5('person ' || n)::uuid), 'completed', now(), now(), 'standard'
      from generate_series(1, ${JOBS}) n`)
    await database.query('vacuum analyze')
  } finally {
    await database.end()
  }
}
