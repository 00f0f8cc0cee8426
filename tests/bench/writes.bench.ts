import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { measureInTurns, median, report, withStack } from './harness.ts'
import { fillWithScaleData } from './scale-data.ts'
import { PersonConnection, pickPeople } from './scale-people.ts'

/**
 * Completing, moving and editing one task among 1,000,000: one statement and its commit, with row-level security,
 * change log and broadcast, in turns with a bare update of a copy of the table that has the same rows and indexes
 * but no policy and no trigger.
 */
const ROUNDS = 300

const COPY = `
  create schema bare;
  create table bare.tasks (like public.tasks including all);
  insert into bare.tasks select * from public.tasks;
  grant usage on schema bare to postgres;
  grant all on bare.tasks to postgres;
  vacuum analyze bare.tasks;
  checkpoint;
`

interface Target {
  person: string
  task: string
  project: string
}

await withStack(async ({ connection }) => {
  await fillWithScaleData(connection.adminDbUrl)
  const admin = new pg.Client({ connectionString: connection.adminDbUrl })
  await admin.connect()
  for (const statement of COPY.split(';').filter((text) => text.trim())) await admin.query(statement)
  const targets = await pickTargets(admin, connection.adminDbUrl)
  await admin.end()

  const guarded = await PersonConnection.open(connection.dbUrl, 'authenticated')
  const bare = await PersonConnection.open(connection.dbUrl, 'postgres')
  const turn = { complete: 0, move: 0, edit: 0, bare: 0 }
  // Every call takes another task of another person.
  const next = (kind: keyof typeof turn): Target => targets[kind][turn[kind]++]!
  const write = (kind: 'complete' | 'move' | 'edit', change: (target: Target) => string) => async () => {
    const target = next(kind)
    const claims = JSON.stringify({ sub: target.person, role: 'authenticated' })
    const headers = JSON.stringify({ 'x-change-source': 'web', 'x-change-batch': randomUUID() })
    // One round trip, as one request of the Data API is one transaction.
    await guarded.query(
      `begin; select set_config('request.jwt.claims', '${claims}', true), set_config('request.headers', '${headers}', true);
       update public.tasks set ${change(target)} where user_id = '${target.person}' and id = '${target.task}'; commit`,
    )
  }
  const samples = await measureInTurns(
    {
      'complete one task': write('complete', () => `status = 'completed'`),
      'move one task': write('move', ({ project }) => `project_id = '${project}', sort_order = 0.5`),
      'edit one task': write('edit', () => `name = 'Edited', due_on = current_date`),
      'bare update': async () => {
        const { person, task } = next('bare')
        await bare.query(
          `begin; select set_config('request.jwt.claims', '', true), set_config('request.headers', '', true);
           update bare.tasks set name = 'Edited', due_on = current_date, updated_at = now() where user_id = '${person}' and id = '${task}'; commit`,
        )
      },
    },
    { rounds: ROUNDS },
  )
  await guarded.close()
  await bare.close()

  const lines = Object.entries(samples).map(([name, values]) => ({
    name,
    samples: values,
    ...(name !== 'bare update' && { target: 15 }),
  }))
  report(
    'Writes: one task among 1,000,000, statement and commit',
    lines,
    lines
      .filter(({ name }) => name !== 'bare update')
      .map(({ name, samples: values }) => ({
        name: `${name} / bare update, medians`,
        value: median(values) / median(samples['bare update']),
        unit: ' x',
        atMost: 3,
      })),
  )
})

async function pickTargets(
  admin: pg.Client,
  adminDbUrl: string,
): Promise<Record<'complete' | 'move' | 'edit' | 'bare', Target[]>> {
  const count = ROUNDS + Math.ceil(ROUNDS / 10)
  const people = await pickPeople(adminDbUrl, count)
  const targets = {
    complete: [] as Target[],
    move: [] as Target[],
    edit: [] as Target[],
    bare: [] as Target[],
  }
  for (const person of people) {
    const { rows } = await admin.query<{ id: string; project: string }>(
      `select task.id, (select project.id from public.projects project where project.user_id = $1
         and project.id <> task.project_id order by project.id limit 1) as project
       from public.tasks task
       where task.user_id = $1 and task.status = 'todo' and task.project_id is not null and task.parent_task_id is null
       order by md5(task.id::text) limit 4`,
      [person],
    )
    const kinds = ['complete', 'move', 'edit', 'bare'] as const
    kinds.forEach((kind, index) => {
      const row = rows[index]!
      targets[kind].push({ person, task: row.id, project: row.project })
    })
  }
  return targets
}
