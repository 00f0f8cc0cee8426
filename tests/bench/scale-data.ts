import pg from 'pg'

export const USERS = 1_000
export const TASKS_PER_USER = 1_000

/** The id of a person of the scale data, 1 to USERS. The same formula is in the SQL below. */
export const personId = (database: pg.ClientBase, number: number): Promise<string> =>
  database
    .query<{ id: string }>('select md5($1)::uuid as id', [`person ${number}`])
    .then(({ rows }) => rows[0]!.id)

// Ids are hashes of what they stand for, so that references need no look-up. What makes one row differ from the
// next is a hash too: the same data on every run.
const FILL = `
  set session_replication_role = replica;
  set synchronous_commit = off;
  set work_mem = '256MB';
  set maintenance_work_mem = '512MB';

  create temp table person as
  select number, md5('person ' || number)::uuid as id from generate_series(1, ${USERS}) number;

  insert into auth.users (id, email) select id, 'person-' || number || '@example.test' from person;
  insert into public.user_profiles (user_id, time_zone)
  select id, (array['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'])[1 + number % 4] from person;

  insert into public.pillars (user_id, id, name, sort_order, time_allocation_percentage)
  select person.id, md5(person.id || ' pillar ' || n)::uuid, 'Pillar ' || n, n, 25
  from person, generate_series(0, 3) n;
  insert into public.areas (user_id, id, pillar_id, name, sort_order, importance)
  select person.id, md5(person.id || ' area ' || n)::uuid, md5(person.id || ' pillar ' || n % 4)::uuid, 'Area ' || n, n, 1 + n % 5
  from person, generate_series(0, 8) n;
  insert into public.projects (user_id, id, area_id, name, sort_order, importance, status)
  select person.id, md5(person.id || ' project ' || n)::uuid, md5(person.id || ' area ' || n % 9)::uuid, 'Project ' || n, n, 1 + n % 5,
    case when n < 11 then 'in_progress' when n = 11 then 'on_hold' when n = 12 then 'completed' else 'not_started' end
  from person, generate_series(0, 13) n;
  insert into public.labels (user_id, id, name)
  select person.id, md5(person.id || ' label ' || n)::uuid, 'label ' || n from person, generate_series(0, 9) n;

  create temp table draft as
  select person.id as user_id, n, md5(person.id || ' task ' || n)::uuid as id,
    abs(hashint4(n * 7919 + number)) as luck
  from person, generate_series(0, ${TASKS_PER_USER - 1}) n;

  insert into public.tasks (
    user_id, id, project_id, parent_task_id, name, description, status, completed_at, priority, due_on, deadline_on, start_on,
    duration_minutes, recurrence_rule, recurrence_start_on, series_id, sort_order, created_at, updated_at
  )
  select
    user_id, id,
    -- A sub-task lies in the project of its parent; one in fourteen tasks lies in the inbox.
    case when home % 15 < 14 then md5(user_id || ' project ' || home % 15)::uuid end,
    case when home <> n then md5(user_id || ' task ' || home)::uuid end,
    'Task ' || n || ' of a realistic length, about the garden', repeat('A sentence of notes. ', luck % 6),
    case when luck % 10 < 2 then 'completed' when luck % 10 = 2 then 'in_progress' else 'todo' end,
    case when luck % 10 < 2 then now() - make_interval(days => luck % 90) end,
    (array['low', 'medium', 'medium', 'high', 'urgent'])[1 + luck / 10 % 5],
    due_on, case when luck % 11 = 0 then current_date + luck / 13 % 60 end, case when luck % 17 = 0 then current_date + luck / 7 % 20 end,
    15 * (1 + luck % 8), case when recurs then 'FREQ=WEEKLY;BYDAY=MO,TH' end, case when recurs then due_on end, case when recurs then id end,
    n, created_at, created_at
  from (
    select *, case when n % 7 = 6 then n - 6 else n end as home,
      case when luck % 4 < 3 then current_date - 20 + luck / 100 % 80 end as due_on,
      luck % 20 = 0 and luck % 4 < 3 and n % 7 < 6 as recurs,
      now() - make_interval(days => luck / 1000 % 300) as created_at
    from draft
  ) draft;

  insert into public.task_labels (user_id, id, task_id, label_id)
  select user_id, md5(id || ' label')::uuid, id, md5(user_id || ' label ' || luck % 10)::uuid from draft where luck % 10 < 4;
  insert into public.task_dependencies (user_id, id, task_id, depends_on_task_id)
  select user_id, md5(id || ' waits')::uuid, id, md5(user_id || ' task ' || n - 1)::uuid from draft where n % 20 = 10;

  -- A history: every task was added by an import of its own day, and a third were edited since.
  insert into public.change_batches (user_id, id, source, created_at, change_count)
  select user_id, md5(user_id || ' batch ' || n / 10)::uuid, 'web', now() - make_interval(hours => 10 * (100 - n / 10)), count(*)
  from draft group by user_id, n / 10;
  insert into public.changes (user_id, batch_id, at, table_name, row_id, row_label, operation, after)
  select user_id, md5(user_id || ' batch ' || n / 10)::uuid, now() - make_interval(hours => 10 * (100 - n / 10)), 'tasks', id,
    'Task ' || n, 'insert', jsonb_build_object('id', id, 'user_id', user_id, 'name', 'Task ' || n, 'status', 'todo')
  from draft;
  insert into public.change_batches (user_id, id, source, created_at, change_count)
  select user_id, md5(id || ' edit')::uuid, 'web', now() - make_interval(mins => n), 1 from draft where n % 3 = 0;
  insert into public.changes (user_id, batch_id, at, table_name, row_id, row_label, operation, before, after)
  select user_id, md5(id || ' edit')::uuid, now() - make_interval(mins => n), 'tasks', id, 'Task ' || n, 'update',
    '{"name": "Before"}', jsonb_build_object('name', 'Task ' || n)
  from draft where n % 3 = 0;
  reset session_replication_role;
  reset synchronous_commit;
  reset work_mem;
`

/**
 * Fills an empty database with 1,000 people who have 1,000 tasks each, their projects, labels, dependencies and
 * history, past every trigger.
 * @param adminDbUrl the database as its superuser, who may switch triggers off
 */
export async function fillWithScaleData(adminDbUrl: string): Promise<void> {
  const database = new pg.Client({ connectionString: adminDbUrl })
  await database.connect()
  try {
    await database.query(FILL)
    await database.query('vacuum analyze')
    await database.query('checkpoint')
  } finally {
    await database.end()
  }
}
