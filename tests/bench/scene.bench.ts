import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { sceneSchema } from '../../shared/assistant/scene.ts'
import { report, time, withStack } from './harness.ts'
import { PersonConnection } from './scale-people.ts'

/**
 * All that the assistant works from, for one person with 10,000 tasks, two in ten of them done, and a project that
 * nobody may read: the time in the database, with the way to here, and how long reading the answer takes.
 */
const TASKS = 10_000
const ROUNDS = 60
const WARM_UP = 6
const SCENE = 'select public.assistant_scene() as scene'

await withStack(async ({ connection }) => {
  const person = await fill(connection.adminDbUrl)
  const database = await PersonConnection.open(connection.dbUrl, 'authenticated')
  await database.speakFor(person)
  const samples = { server: [] as number[], fetched: [] as number[], read: [] as number[] }
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const server = await database.serverTime(SCENE)
    let answer: unknown
    const fetched = await time(async () => {
      answer = (await database.query<{ scene: unknown }>(SCENE)).rows[0]!.scene
    })
    const read = await time(() => Promise.resolve(sceneSchema.parse(answer)))
    if (round < 0) continue
    samples.server.push(server)
    samples.fetched.push(fetched)
    samples.read.push(read)
  }
  await database.close()
  report(`The scene of the assistant: one person with ${TASKS} tasks`, [
    { name: 'in the database', samples: samples.server, target: 150 },
    { name: 'with the way to here', samples: samples.fetched },
    { name: 'reading the answer', samples: samples.read },
  ])
})

/** A person with many tasks, past every trigger. @returns their id */
async function fill(adminDbUrl: string): Promise<string> {
  const person = randomUUID()
  const database = new pg.Client({ connectionString: adminDbUrl })
  await database.connect()
  try {
    await database.query(`insert into auth.users (id, email) values ($1, 'many@example.test')`, [person])
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
      from generate_series(0, ${TASKS} - 1) n`)
    await add(`insert into public.task_labels (user_id, task_id, label_id)
      select $1, md5('task ' || n)::uuid, md5('label ' || n % 10)::uuid from generate_series(0, ${TASKS} - 1, 3) n`)
    await add(`insert into public.task_dependencies (user_id, task_id, depends_on_task_id)
      select $1, md5('task ' || n)::uuid, md5('task ' || n - 1)::uuid from generate_series(10, ${TASKS} - 1, 20) n`)
    await database.query('vacuum analyze')
  } finally {
    await database.end()
  }
  return person
}
