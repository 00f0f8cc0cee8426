import pg from 'pg'

interface PlanSize {
  tasks: number
  projects: number
}

export interface LifeSize extends PlanSize {
  people: number
  /** Names the people apart from those of another call. */
  prefix: string
}

const inventPeople = ({ people, prefix }: LifeSize) => `
  create temp table person as
  select number, md5('${prefix} ' || number)::uuid as id from generate_series(1, ${people}) number;
  insert into auth.users (id, email) select id, '${prefix}-' || number || '@example.test' from person;
  insert into public.user_profiles (user_id, time_zone)
  select id, (array['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'])[1 + number % 4] from person;
`

// What makes one row differ from the next is a hash: the same data on every run.
const fillPlans = ({ tasks, projects }: PlanSize) => `
  insert into public.pillars (user_id, id, name, time_allocation_percentage)
  select person.id, md5(person.id || ' pillar ' || n)::uuid, (array['Work', 'Health', 'Family', 'Growth'])[1 + n], 25
  from person, generate_series(0, 3) n;
  insert into public.areas (user_id, id, pillar_id, name, importance)
  select person.id, md5(person.id || ' area ' || n)::uuid, md5(person.id || ' pillar ' || n % 4)::uuid, 'Area ' || n, 1 + n % 5
  from person, generate_series(0, 7) n;
  insert into public.projects (user_id, id, area_id, name, importance, status, deadline_on, created_at)
  select person.id, md5(person.id || ' project ' || n)::uuid, md5(person.id || ' area ' || n % 8)::uuid, 'Project ' || n, 1 + n % 5,
    'in_progress', case when n % 3 = 0 then current_date + n * 3 end, now() - interval '90 days'
  from person, generate_series(0, ${projects - 1}) n;
  create temp table draft as
  select person.id as user_id, n, md5(person.id || ' task ' || n)::uuid as id, abs(hashint4(n * 7919 + number)) as luck
  from person, generate_series(0, ${tasks - 1}) n;
  insert into public.tasks (user_id, id, project_id, name, status, completed_at, priority, category, due_on, duration_minutes, created_at)
  select user_id, id, md5(user_id || ' project ' || n % ${projects})::uuid, 'Task ' || n || ' of a realistic length, about the garden',
    case when luck % 10 < 3 then 'completed' else 'todo' end,
    case when luck % 10 < 3 then now() - make_interval(days => luck % 59) end,
    (array['low', 'medium', 'medium', 'high', 'urgent'])[1 + luck / 10 % 5],
    (array['general', 'deep_work', 'creative', 'admin', 'routine'])[1 + luck / 50 % 5],
    case when luck % 4 < 3 then current_date - 10 + luck / 100 % 60 end, 15 * (1 + luck % 8), now() - make_interval(days => luck % 80)
  from draft;
  insert into public.task_dependencies (user_id, id, task_id, depends_on_task_id)
  select user_id, md5(id || ' waits')::uuid, id, md5(user_id || ' task ' || n - 1)::uuid from draft where n % 10 = 5;
  insert into public.focus_sessions (user_id, id, task_id, started_at, ended_at)
  select user_id, md5(id || ' lived')::uuid, id, now() - make_interval(days => luck % 27, mins => 90),
    now() - make_interval(days => luck % 27, mins => 60)
  from draft where n % 8 = 0;
  drop table person, draft;
`

/** Fills a database with people who have plans, links and lived time, past every trigger. @returns their ids */
export async function fillWithLives(adminDbUrl: string, size: LifeSize): Promise<string[]> {
  return pastTriggers(adminDbUrl, async (database) => {
    await database.query(inventPeople(size) + fillPlans(size))
    await database.query('vacuum analyze')
    await database.query('checkpoint')
    const { rows } = await database.query<{ id: string }>(
      `select md5($1 || ' ' || number)::uuid as id from generate_series(1, $2::int) number`,
      [size.prefix, size.people],
    )
    return rows.map(({ id }) => id)
  })
}

/** Gives such a life to somebody who has an account, and nothing yet. */
export async function fillLifeOf(adminDbUrl: string, userId: string, size: PlanSize): Promise<void> {
  await pastTriggers(adminDbUrl, async (database) => {
    await database.query('create temp table person (number int, id uuid)')
    await database.query('insert into person values (1, $1)', [userId])
    await database.query(fillPlans(size))
    await database.query('vacuum analyze')
  })
}

async function pastTriggers<T>(adminDbUrl: string, fill: (database: pg.Client) => Promise<T>): Promise<T> {
  const database = new pg.Client({ connectionString: adminDbUrl })
  await database.connect()
  try {
    await database.query(
      `set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB'`,
    )
    return await fill(database)
  } finally {
    await database.end()
  }
}
