import pg from 'pg'

/** Gives a person, who is made when they are not there, so many tasks in a plan around them, past every trigger. */
export async function addTasks(adminDbUrl: string, person: string, count: number): Promise<void> {
  const database = new pg.Client({ connectionString: adminDbUrl })
  await database.connect()
  try {
    await database.query(
      `insert into auth.users (id, email) values ($1, 'many@example.test') on conflict (id) do nothing`,
      [person],
    )
    await database.query('set session_replication_role = replica')
    const add = (sql: string) => database.query(sql, [person])
    await add(`insert into public.pillars (user_id, id, name, time_allocation_percentage)
      select $1, md5('pillar ' || n)::uuid, 'Pillar ' || n, 25 from generate_series(0, 3) n`)
    await add(`insert into public.areas (user_id, id, pillar_id, name)
      select $1, md5('area ' || n)::uuid, md5('pillar ' || n % 4)::uuid, 'Area ' || n from generate_series(0, 11) n`)
    await add(`insert into public.projects (user_id, id, area_id, name, status, reading_level)
      select $1, md5('project ' || n)::uuid, md5('area ' || n % 12)::uuid, 'Project ' || n, 'in_progress',
        case n when 1 then 'nobody' when 2 then 'rules' end
      from generate_series(0, 99) n`)
    await add(`insert into public.labels (user_id, id, name)
      select $1, md5('label ' || n)::uuid, 'label ' || n from generate_series(0, 9) n`)
    await add(`insert into public.tasks
        (user_id, id, project_id, parent_task_id, name, description, status, completed_at, due_on, priority, created_at)
      select $1, md5('task ' || n)::uuid, md5('project ' || (n - n % 7) % 100)::uuid,
        case when n % 7 = 6 then md5('task ' || n - 6)::uuid end,
        'Task ' || n || ' of a realistic length, about the garden', repeat('A sentence of notes. ', n % 6),
        case when n % 10 < 2 then 'completed' else 'todo' end,
        case when n % 10 < 2 then now() - make_interval(days => n % 59) end,
        case when n % 4 < 3 then current_date - 20 + n % 80 end,
        (array['low', 'medium', 'medium', 'high', 'urgent'])[1 + n % 5], now() - make_interval(days => n % 300)
      from generate_series(0, ${count} - 1) n`)
    await add(`insert into public.task_labels (user_id, task_id, label_id)
      select $1, md5('task ' || n)::uuid, md5('label ' || n % 10)::uuid from generate_series(0, ${count} - 1, 3) n`)
    await add(`insert into public.task_dependencies (user_id, task_id, depends_on_task_id)
      select $1, md5('task ' || n)::uuid, md5('task ' || n - 1)::uuid from generate_series(10, ${count} - 1, 20) n`)
    await database.query('vacuum analyze')
  } finally {
    await database.end()
  }
}
