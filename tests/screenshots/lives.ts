import { randomUUID } from 'node:crypto'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import pg from 'pg'
import WebSocket from 'ws'
import type { Database, TablesInsert, TablesUpdate } from '../../shared/database.types.ts'
import type { StackConnection } from '../../stack/start.ts'
import { type SpentCall, spend } from '../spend.ts'

export type LifeName = 'empty' | 'sample' | 'own' | 'busy' | 'german' | 'odd'

/** Somebody whose plan the pictures show. */
export interface Life {
  id: string
  email: string
  password: string
  client: SupabaseClient<Database>
}

export const WALL_TEXTS = 'Write the wall texts for room two'
export const LONG_NAME =
  'A very long name, pasted from a letter of the landlord about the stairs, the cellar, the bicycles, the washing room and a Grundstücksverkehrsgenehmigungszuständigkeit nobody has heard of'

const SAMPLE_TABLES = ['pillars', 'areas', 'projects', 'tasks', 'labels'] as const
const day = (offset = 0) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

/** What was asked of models on the days of the last weeks: mostly little, now and then something big. */
const ANSWERS: readonly SpentCall[] = Array.from({ length: 28 }, (_, index) => ({
  daysAgo: 20 - Math.floor(index / 1.4),
  feature: index % 3 === 1 ? 'today_priorities' : 'assistant',
  tier: index % 6 === 3 ? 'strategic' : 'execution',
  inputTokens: 900 + index * 40,
  outputTokens: 300 + (index % 5) * 150,
  cachedTokens: 300,
}))

/** Signs up one person for each kind of life, and fills it. */
export async function makeLives(connection: StackConnection): Promise<Record<LifeName, Life>> {
  const database = new pg.Client({ connectionString: connection.adminDbUrl })
  await database.connect()
  try {
    const [empty, sample, own, busy, german, odd] = await Promise.all(
      Array.from({ length: 6 }, () => signUp(connection)),
    )
    await fill(sample!)
    for (const life of [own!, busy!, german!]) {
      if (life === german) await update(life, { locale: 'de' })
      await fill(life)
      // Without triggers: nobody did this, so that no history tells of it.
      await database.query('set session_replication_role = replica')
      for (const table of SAMPLE_TABLES) {
        await database.query(`update public.${table} set is_sample = false where user_id = $1`, [life.id])
      }
    }
    await database.query('reset session_replication_role')
    await furnish(own!)
    await liveOn(german!, await anyTaskId(german!))
    await spend(connection.dbUrl, own!.id, ANSWERS)
    await update(busy!, { day_capacity_minutes: [60, 60, 60, 60, 60, 60, 60] })
    await makeOdd(odd!)
    await database.query('select private.deliver_due_reminders()')
    return { empty: empty!, sample: sample!, own: own!, busy: busy!, german: german!, odd: odd! }
  } finally {
    await database.end()
  }
}

/** The open task of this name. */
export async function taskId({ client }: Life, name: string): Promise<string> {
  const { data } = await client
    .from('tasks')
    .select('id')
    .eq('name', name)
    .neq('status', 'completed')
    .limit(1)
    .single()
    .throwOnError()
  return data.id
}

/** An open task within a project. */
async function anyTaskId({ client }: Life): Promise<string> {
  const { data } = await client
    .from('tasks')
    .select('id')
    .not('project_id', 'is', null)
    .neq('status', 'completed')
    .order('created_at')
    .order('id')
    .limit(1)
    .single()
    .throwOnError()
  return data.id
}

/** The project of this name. */
export async function projectId({ client }: Life, name: string): Promise<string> {
  const { data } = await client.from('projects').select('id').eq('name', name).single().throwOnError()
  return data.id
}

async function signUp({ apiUrl, publishableKey }: StackConnection): Promise<Life> {
  const client = createClient<Database>(apiUrl, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, storageKey: randomUUID() },
    // Node 20 has no WebSocket of its own.
    realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket },
  })
  const email = `lena-${randomUUID().slice(0, 8)}@example.com`
  const password = randomUUID()
  const { data, error } = await client.auth.signUp({ email, password })
  if (error ?? !data.user) throw error ?? new Error('Sign-up gave no user.')
  return { id: data.user.id, email, password, client }
}

const fill = ({ client }: Life) => client.rpc('fill_sample_life').throwOnError()

const update = ({ client, id }: Life, columns: TablesUpdate<'user_profiles'>) =>
  client.from('user_profiles').update(columns).eq('user_id', id).throwOnError()

/** Adds to the sample life what a person has after some weeks. */
async function furnish(life: Life): Promise<void> {
  const { client, id: user_id } = life
  const change = (name: string, columns: TablesUpdate<'tasks'>) =>
    client.from('tasks').update(columns).eq('user_id', user_id).eq('name', name).throwOnError()
  await change(WALL_TEXTS, {
    description:
      'Three texts, **none longer than 90 words**.\n\n- the crane driver’s day\n- the strike of 1896\n- what the harbour smelled of\n\nNotes of the archive: [quay register](https://example.com/quay)',
    remind_at: `${day(1)}T08:00:00Z`,
    energy: 'high',
  })
  await change(WALL_TEXTS, { priority: 'urgent' })
  await change('Book the MRI follow-up', { remind_at: new Date(Date.now() - 60_000).toISOString() })
  await client.rpc('add_starter_templates').throwOnError()
  await client
    .from('saved_filters')
    .insert([
      { user_id, name: 'Quick ones on the phone', query: '@calls and not is:done', sort_order: 1 },
      { user_id, name: 'Burning', query: 'p1 or due:overdue', sort_order: 2 },
    ])
    .throwOnError()
  for (const name of ['Send the parcel back', 'A present for Emil?']) {
    await client.from('tasks').delete().eq('user_id', user_id).eq('name', name).throwOnError()
  }
  await client.from('projects').delete().eq('user_id', user_id).eq('name', 'Paint the kitchen').throwOnError()
  await client
    .from('assistant_memories')
    .insert([
      { user_id, text: 'I plan my week on Sunday evening.' },
      { user_id, text: 'Mornings are for writing; calls come after lunch.', origin: 'assistant' },
    ])
    .throwOnError()
  const task_id = await taskId(life, WALL_TEXTS)
  await liveOn(life, task_id)
}

/** Focus sessions of some weeks: mostly on one task, on others now and then, some on none. */
async function liveOn({ client, id: user_id }: Life, taskId: string): Promise<void> {
  const { data: tasks } = await client
    .from('tasks')
    .select('id')
    .not('project_id', 'is', null)
    .order('created_at')
    .order('id')
    .throwOnError()
  const others = tasks.filter((_, index) => index % 4 === 0)
  const sessions = Array.from({ length: 48 }, (_, index): TablesInsert<'focus_sessions'> => {
    const started = Date.now() - (1 + Math.floor(index * 0.8)) * 86_400_000 - (index % 3) * 3_600_000
    const task_id = index % 7 === 6 ? null : index % 2 === 0 ? taskId : others[index % others.length]!.id
    const ended_at = new Date(started + (25 + (index % 4) * 15) * 60_000).toISOString()
    return { user_id, task_id, started_at: new Date(started).toISOString(), ended_at }
  })
  await client.from('focus_sessions').insert(sessions).throwOnError()
}

/** Twenty pillars, names nobody expects, a project of 300 tasks and one of none, twelve labels on one task. */
async function makeOdd({ client, id: user_id }: Life): Promise<void> {
  const names = ['صحة الجسم والعقل', '👩‍👩‍👧‍👦🏳️‍🌈🎻', LONG_NAME, '健康と家族']
  const pillars = Array.from({ length: 20 }, (_, index) => ({
    ...{ user_id, id: randomUUID(), sort_order: index },
    name: names[index] ?? `Pillar ${index + 1}`,
  }))
  await client.from('pillars').insert(pillars).throwOnError()
  const area = { user_id, id: randomUUID(), pillar_id: pillars[2]!.id, name: LONG_NAME }
  await client.from('areas').insert(area).throwOnError()
  const [none, many, long] = ['Nothing in it', 'Three hundred', LONG_NAME].map((name, sort_order) => ({
    ...{ user_id, id: randomUUID(), area_id: area.id, name, sort_order },
  }))
  await client.from('projects').insert([none!, many!, long!]).throwOnError()
  const tasks: TablesInsert<'tasks'>[] = Array.from({ length: 300 }, (_, index) => ({
    ...{ user_id, id: randomUUID(), project_id: many!.id, name: `Step ${index + 1}`, sort_order: index },
  }))
  const odd = [LONG_NAME, 'اتصل بالطبيب بخصوص الموعد', '🎉🎉🎉 🧁', 'x'.repeat(200)].map((name, index) => ({
    ...{ user_id, id: randomUUID(), project_id: long!.id, name, due_on: day(), sort_order: index },
    ...{ priority: 'urgent', duration_minutes: 10_080, deadline_on: day(9) },
  }))
  await client
    .from('tasks')
    .insert([...tasks, ...odd])
    .throwOnError()
  const labels = Array.from({ length: 12 }, (_, index) => ({
    ...{ user_id, id: randomUUID(), name: index === 0 ? LONG_NAME.slice(0, 60) : `label number ${index}` },
  }))
  await client.from('labels').insert(labels).throwOnError()
  await client
    .from('task_labels')
    .insert(labels.map(({ id }) => ({ user_id, task_id: odd[0]!.id, label_id: id })))
    .throwOnError()
}
