import { setTimeout as pause } from 'node:timers/promises'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { SignJWT } from 'jose'
import pg from 'pg'
import WebSocket from 'ws'
import type { StackConnection } from '../../stack/start.ts'
import type { Database } from '../../shared/database.types.ts'
import { measureInTurns, report, withStack } from './harness.ts'
import { fillWithScaleData } from './scale-data.ts'
import { pickPeople } from './scale-people.ts'

/**
 * Every list the app asks for, through the API, for one person among 1,000 with 1,000 tasks each. Beside them the
 * smallest answer there is, to tell the query from the way. At the end: how often a table was read from end to end.
 */
const ROUNDS = 100

type Client = SupabaseClient<Database>

await withStack(async ({ connection }) => {
  await fillWithScaleData(connection.adminDbUrl)
  const people = await pickPeople(connection.adminDbUrl, 50)
  const clients = await Promise.all(people.map((person) => signedIn(connection, person)))
  const at = (round: number): Client => clients[round % clients.length]!
  const admin = new pg.Client({ connectionString: connection.adminDbUrl })
  await admin.connect()
  const known: KnownRows[] = []
  for (const person of people) known.push(await pickRows(admin, person))
  const row = (round: number) => known[round % known.length]!

  const before = await sequentialScans(admin)
  const samples = await measureInTurns(
    {
      'the smallest answer': async (round) =>
        at(round).from('feature_flags').select('key').limit(1).throwOnError(),
      Today: async (round) => at(round).rpc('today_tasks').throwOnError(),
      'tasks of a project': async (round) =>
        at(round)
          .from('tasks')
          .select('*')
          .eq('project_id', row(round).project)
          .order('sort_order')
          .throwOnError(),
      inbox: async (round) =>
        at(round).from('tasks').select('*').is('project_id', null).order('sort_order').throwOnError(),
      'one task': async (round) =>
        at(round).from('tasks').select('*').eq('id', row(round).task).throwOnError(),
      'sub-tasks': async (round) =>
        at(round).from('tasks').select('*').eq('parent_task_id', row(round).task).throwOnError(),
      'tasks by name': async (round) =>
        at(round)
          .from('tasks')
          .select('id, name, project_id')
          .neq('status', 'completed')
          .ilike('name', '%77%')
          .order('updated_at', { ascending: false })
          .limit(20)
          .throwOnError(),
      'pillars, areas, projects': async (round) =>
        Promise.all(
          (['pillars', 'areas', 'projects'] as const).map((level) =>
            at(round).from(level).select('*').order('sort_order').throwOnError(),
          ),
        ),
      'progress of all levels': async (round) =>
        Promise.all(
          (['pillar_progress', 'area_progress', 'project_progress'] as const).map((level) =>
            at(round).from(level).select('*').throwOnError(),
          ),
        ),
      'labels of a task': async (round) =>
        at(round).from('task_labels').select('id, label_id').eq('task_id', row(round).task).throwOnError(),
      'what a task waits for': async (round) =>
        at(round)
          .from('task_dependencies')
          .select('id, blocker:tasks!task_dependencies_user_id_depends_on_task_id_fkey(name, status)')
          .eq('task_id', row(round).task)
          .throwOnError(),
      'latest steps': async (round) => at(round).rpc('recent_batches', { p_limit: 50 }).throwOnError(),
      'changes of a step': async (round) =>
        at(round).from('changes').select('*').eq('batch_id', row(round).batch).order('id').throwOnError(),
      'history of a task': async (round) =>
        at(round).from('changes').select('*').eq('row_id', row(round).task).order('id').throwOnError(),
    },
    { rounds: ROUNDS },
  )
  const after = await sequentialScans(admin)
  await admin.end()

  report(
    'Lists: through the API, one person among 1,000 with 1,000 tasks each',
    Object.entries(samples).map(([name, values]) => ({ name, samples: values, target: 50 })),
    [{ name: 'tables read from end to end', value: after - before, unit: '', atMost: 0 }],
  )
})

async function signedIn(
  { apiUrl, publishableKey, jwtSecret }: StackConnection,
  person: string,
): Promise<Client> {
  const token = await new SignJWT({ role: 'authenticated' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(person)
    .setAudience('authenticated')
    .setIssuedAt()
    .setExpirationTime('2h')
    .sign(new TextEncoder().encode(jwtSecret))
  return createClient<Database>(apiUrl, publishableKey, {
    accessToken: () => Promise.resolve(token),
    // Node 20 has no WebSocket of its own.
    realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket },
  })
}

interface KnownRows {
  task: string
  project: string
  batch: string
}

async function pickRows(admin: pg.Client, person: string): Promise<KnownRows> {
  const { rows } = await admin.query<KnownRows>(
    `select task.id as task, task.project_id as project,
       (select batch.id from public.change_batches batch where batch.user_id = $1 order by batch.created_at limit 1) as batch
     from public.tasks task join public.task_dependencies dependency
       on dependency.user_id = task.user_id and dependency.task_id = task.id
     where task.user_id = $1 and task.project_id is not null order by task.id limit 1`,
    [person],
  )
  return rows[0]!
}

/** Sequential scans of the tables of people so far; the server tells them with a second's delay. */
async function sequentialScans(admin: pg.Client): Promise<number> {
  await pause(2_000)
  const { rows } = await admin.query<{ scans: string }>(
    `select sum(seq_scan) as scans from pg_stat_user_tables where schemaname = 'public' and relname <> 'feature_flags'`,
  )
  return Number(rows[0]!.scans)
}
