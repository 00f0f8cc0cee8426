import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { startApi, type RunningApi } from './api.ts'
import { makeScratchDatabase, type ScratchDatabase } from './scratch-database.ts'
import { loadSecrets } from './secrets.ts'
import { connect, meet, type Person } from './test-people.ts'

let owner: Person
let stranger: Person

beforeAll(async () => {
  ;[owner, stranger] = await Promise.all([meet(), meet()])
})

const pillar = (user: Person, name: string) => ({ id: randomUUID(), user_id: user.id, name })

/** A pillar with two areas. */
async function plan(user: Person) {
  const top = pillar(user, 'Health')
  const areas = ['Sleep', 'Food'].map((name) => ({
    id: randomUUID(),
    user_id: user.id,
    name,
    pillar_id: top.id,
  }))
  await user.client.from('pillars').insert(top).throwOnError()
  await user.client.from('areas').insert(areas).throwOnError()
  return { top, areas }
}

describe('rows', () => {
  test('the owner reads back what they wrote, the stranger and nobody read nothing', async () => {
    const { top } = await plan(owner)
    const read = (client: Person['client']) => client.from('pillars').select('id, name').eq('id', top.id)
    expect((await read(owner.client)).data).toEqual([{ id: top.id, name: 'Health' }])
    expect((await read(stranger.client)).data).toEqual([])
    expect(await read(connect())).toMatchObject({ status: 401, error: { code: '42501' } })
  })

  test('a row in the name of another is refused', async () => {
    const { status, error } = await stranger.client.from('pillars').insert(pillar(owner, 'Mine now'))
    expect(status).toBe(403)
    expect(error).toMatchObject({ code: '42501', hint: null })
    expect(error?.message).toContain('row-level security')
  })

  test('a stranger’s update and delete touch no row', async () => {
    const { top } = await plan(owner)
    const updated = await stranger.client.from('pillars').update({ name: 'Taken' }).eq('id', top.id).select()
    const deleted = await stranger.client.from('pillars').delete().eq('id', top.id).select()
    expect([updated.data, deleted.data]).toEqual([[], []])
    const { data } = await owner.client.from('pillars').select('name').eq('id', top.id).single()
    expect(data).toEqual({ name: 'Health' })
  })

  test('what is not granted stays out of reach, even of one’s own rows', async () => {
    const { error, status } = await owner.client
      .from('user_profiles')
      .update({ tier: 'premium' })
      .eq('user_id', owner.id)
    expect(status).toBe(403)
    expect(error?.code).toBe('42501')
  })

  test('the secret key reads and writes for everybody', async () => {
    const { top } = await plan(owner)
    const server = connect(inject('stack').secretKey)
    const { data } = await server.from('pillars').select('user_id').eq('id', top.id).single()
    expect(data).toEqual({ user_id: owner.id })
  })
})

describe('reading', () => {
  test('parents carry their children, and children their parents', async () => {
    const { top, areas } = await plan(owner)
    const { data } = await owner.client
      .from('pillars')
      .select('name, areas(id, pillars(name))')
      .eq('id', top.id)
      .order('name', { referencedTable: 'areas' })
      .single()
    expect(data).toEqual({
      name: 'Health',
      areas: [
        { id: areas[1]!.id, pillars: { name: 'Health' } },
        { id: areas[0]!.id, pillars: { name: 'Health' } },
      ],
    })
  })

  test('rows of one owner are told apart, although their keys share the owner', async () => {
    const person = await meet()
    await plan(person)
    const second = await plan(person)
    const { data: areas } = await person.client
      .from('areas')
      .select('id, pillars(id)')
      .eq('pillar_id', second.top.id)
      .throwOnError()
    expect(areas?.map(({ pillars }) => pillars)).toEqual([{ id: second.top.id }, { id: second.top.id }])

    const [waiting, awaited] = ['Move in', 'Paint'].map((name) => ({
      id: randomUUID(),
      user_id: person.id,
      name,
    }))
    await person.client.from('tasks').insert([waiting!, awaited!]).throwOnError()
    const link = { user_id: person.id, task_id: waiting!.id, depends_on_task_id: awaited!.id }
    await person.client.from('task_dependencies').insert(link).throwOnError()
    const { data: links } = await person.client
      .from('task_dependencies')
      .select('blocker:tasks!task_dependencies_user_id_depends_on_task_id_fkey(name)')
      .eq('task_id', waiting!.id)
      .throwOnError()
    expect(links).toEqual([{ blocker: { name: 'Paint' } }])
  })

  test('rows are filtered by what hangs under them', async () => {
    const { top } = await plan(owner)
    const withArea = (name: string) =>
      owner.client.from('pillars').select('id, areas!inner(name)').eq('id', top.id).eq('areas.name', name)
    expect((await withArea('Sleep')).data).toHaveLength(1)
    expect((await withArea('Work')).data).toHaveLength(0)
  })

  test('a range comes with the count of all', async () => {
    const person = await meet()
    const names = ['a', 'b', 'c', 'd', 'e']
    await person.client
      .from('pillars')
      .insert(names.map((name) => pillar(person, name)))
      .throwOnError()
    const { data, count, status } = await person.client
      .from('pillars')
      .select('name', { count: 'exact' })
      .order('name')
      .range(1, 2)
    expect(data).toEqual([{ name: 'b' }, { name: 'c' }])
    expect(count).toBe(5)
    expect(status).toBe(206)
    const counted = await person.client.from('pillars').select('*', { count: 'exact', head: true })
    expect(counted.count).toBe(5)
  })

  test('single() of no row says so', async () => {
    const { error, status } = await owner.client.from('pillars').select().eq('id', randomUUID()).single()
    expect(status).toBe(406)
    expect(error?.code).toBe('PGRST116')
  })

  test('what does not exist is named', async () => {
    const { client } = owner
    expect((await client.from('pillarz').select()).error).toMatchObject({
      code: 'PGRST205',
      hint: "Perhaps you meant the table 'public.pillars'",
    })
    expect((await client.from('pillars').select('colour')).error?.code).toBe('42703')
    expect((await client.rpc('no_such_function')).error?.code).toBe('PGRST202')
    expect((await client.from('pillars').select('name, tasks(id)')).error?.code).toBe('PGRST200')
  })

  test('dates, times, numbers and JSON arrive as PostgREST sends them', async () => {
    const typed = { due_on: '2026-11-21', due_time: '09:30:00', remind_at: '2026-11-21T08:00:00.5+00:00' }
    const task = { ...typed, id: randomUUID(), user_id: owner.id, name: 'Typed' }
    const columns = 'due_on, due_time, remind_at'
    const written = await owner.client.from('tasks').insert(task).select(columns).single()
    expect(written.data).toEqual(typed)
    expect((await owner.client.from('tasks').select(columns).eq('id', task.id).single()).data).toEqual(typed)

    const values = { time_allocation_percentage: 12.5, success_metrics: [{ a: 1 }] }
    const row = { ...pillar(owner, 'Typed'), ...values }
    const { data } = await owner.client
      .from('pillars')
      .insert(row)
      .select(Object.keys(values).join())
      .single()
    expect(data).toEqual(values)
  })

  test('an aborted request is an error, not an answer', async () => {
    const abort = new AbortController()
    const request = owner.client.from('pillars').select().abortSignal(abort.signal)
    abort.abort()
    const { error } = await request
    expect(error?.message).toContain('AbortError')
  })
})

describe('writing', () => {
  test('an insert that is repeated is the same insert', async () => {
    const row = pillar(owner, 'Once')
    await owner.client.from('pillars').insert(row).throwOnError()
    const again = await owner.client.from('pillars').insert(row)
    expect(again).toMatchObject({ status: 409, error: { code: '23505' } })

    const options = { onConflict: 'user_id,id', ignoreDuplicates: true }
    const ignored = await owner.client
      .from('pillars')
      .upsert({ ...row, name: 'Twice' }, options)
      .select()
    expect(ignored).toMatchObject({ error: null, data: [] })
    const merged = await owner.client
      .from('pillars')
      .upsert({ ...row, name: 'Twice' }, { onConflict: 'user_id,id' })
      .select('name')
    expect(merged.data).toEqual([{ name: 'Twice' }])
  })

  test('a broken rule of the table comes back with its name', async () => {
    const { status, error } = await owner.client.from('pillars').insert(pillar(owner, '   '))
    expect(status).toBe(400)
    expect(error?.code).toBe('23514')
    expect(error?.message).toContain('pillars_name_check')
  })

  test('an exception of the database comes back with its words and code', async () => {
    const profile = owner.client.from('user_profiles')
    const unknown = await profile.update({ time_zone: 'Mars/Olympus' }).eq('user_id', owner.id)
    expect(unknown).toMatchObject({
      status: 400,
      error: { code: '22023', message: expect.stringContaining('Mars') },
    })
    await profile
      .update({ username: `a${Date.now()}` })
      .eq('user_id', owner.id)
      .throwOnError()
    const again = await profile.update({ username: `b${Date.now()}` }).eq('user_id', owner.id)
    expect(again).toMatchObject({
      status: 400,
      error: { code: '23514', message: expect.stringContaining('seven days') },
    })
  })

  test('a parent that is not one’s own does not exist', async () => {
    const { top } = await plan(owner)
    const area = { id: randomUUID(), user_id: stranger.id, name: 'Under yours', pillar_id: top.id }
    const { status, error } = await stranger.client.from('areas').insert(area)
    expect(status).toBe(409)
    expect(error?.code).toBe('23503')
  })

  test('many rows are written all or none', async () => {
    const rows = [pillar(owner, 'Good'), pillar(owner, '')]
    expect((await owner.client.from('pillars').insert(rows)).error).not.toBeNull()
    expect((await owner.client.from('pillars').select().eq('id', rows[0]!.id)).data).toEqual([])
  })

  test('text with quotes, SQL and emoji is only text', async () => {
    const name = `Robert'); drop table public.pillars; -- "\\" 🎯 %_`
    const { data } = await owner.client.from('pillars').insert(pillar(owner, name)).select('name').single()
    expect(data).toEqual({ name })
    const found = await owner.client.from('pillars').select('name').eq('name', name)
    expect(found.data).toEqual([{ name }])
  })

  test('the headers of a write reach the change log', async () => {
    const batch = randomUUID()
    await owner.client
      .from('pillars')
      .insert(pillar(owner, 'Logged'))
      .setHeader('x-change-batch', batch)
      .setHeader('x-change-source', 'voice')
      .throwOnError()
    const { data } = await owner.client
      .from('change_batches')
      .select('source, change_count')
      .eq('id', batch)
      .single()
    expect(data).toEqual({ source: 'voice', change_count: 1 })
  })
})

describe('functions', () => {
  test('take objects and lists, and answer with a row', async () => {
    const person = await meet()
    const task = {
      id: randomUUID(),
      user_id: person.id,
      name: 'Run',
      due_on: '2099-01-01',
      recurrence_rule: 'FREQ=DAILY',
    }
    await person.client.from('tasks').insert(task).throwOnError()
    const edited = await person.client.rpc('edit_series', {
      p_task_id: task.id,
      p_scope: 'one',
      p_changes: { name: 'Race', due_time: null },
    })
    expect(edited.data).toBe(1)
    const skipped = await person.client.rpc('skip_occurrence', { p_task_id: task.id })
    expect(skipped.data).toMatchObject({
      id: task.id,
      name: 'Run',
      due_on: '2099-01-02',
      series_template: null,
    })
    expect((await person.client.rpc('order_today', { p_task_ids: [task.id] })).data).toBe(1)
    const session = await person.client.rpc('start_focus_session', { p_task_id: task.id })
    expect(session.data).toMatchObject({ task_id: task.id, planned_minutes: 25, ended_at: null })
    const again = await person.client.rpc('skip_occurrence', { p_task_id: randomUUID() })
    expect(again).toMatchObject({ status: 404, error: { message: 'there is no such task' } })
  })

  test('are called with the rights and the headers of the caller', async () => {
    const person = await meet()
    const task = { id: randomUUID(), user_id: person.id, name: 'Today', due_on: '2020-01-01' }
    await person.client.from('tasks').insert(task).throwOnError()
    const { data } = await person.client.rpc('today_tasks', { p_limit: 10 })
    expect(data).toMatchObject([{ id: task.id }])
    expect((await stranger.client.rpc('today_tasks').eq('id', task.id)).data).toEqual([])
    expect((await connect().rpc('today_tasks')).error?.code).toBe('42501')
  })
})

describe('tokens', () => {
  const ask = (headers: Record<string, string>) =>
    fetch(`${inject('stack').apiUrl}/rest/v1/pillars?select=id`, {
      headers: { apikey: inject('stack').publishableKey, ...headers },
    })

  test('a token with another signature is refused', async () => {
    const { data } = await owner.client.auth.getSession()
    const forged = data.session!.access_token.slice(0, -4) + 'AAAA'
    const answer = await ask({ authorization: `Bearer ${forged}` })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'PGRST301' })
  })

  test('without a token one is anonymous, whatever else the header says', async () => {
    for (const authorization of ['Bearer', 'Basic eDp5', 'Bearer a.b', 'bearer x.y.z']) {
      const answer = await ask({ authorization })
      expect(answer.status).toBe(401)
      expect(await answer.json()).toMatchObject({ code: '42501' })
    }
  })
})

/** An API on a database of its own. */
async function startScratchApi(): Promise<{
  api: RunningApi
  database: ScratchDatabase
  client: Person['client']
}> {
  const { adminDbUrl, dataDir, apiUrl, webUrl, publishableKey } = inject('stack')
  const database = await makeScratchDatabase(adminDbUrl, ['17_schema_reload.sql'])
  const secrets = await loadSecrets(dataDir)
  const url = new URL(database.url)
  url.username = 'authenticator'
  url.password = secrets.authenticatorPassword
  const api = await startApi({
    ...{ databaseUrl: url.href, secrets, apiUrl, siteUrl: webUrl },
    ...{ dataDir: `${dataDir}/scratch-api`, deliver: async () => {} },
  })
  const client = connect(publishableKey, { fetch: (input, init) => api.fetch(new Request(input, init)) })
  return { api, database, client }
}

describe('the schema', () => {
  let scratch: Awaited<ReturnType<typeof startScratchApi>>

  beforeAll(async () => {
    scratch = await startScratchApi()
  })
  afterAll(async () => {
    await scratch.api.stop()
    await scratch.database.drop()
  })

  test('is read anew when a migration changes it', async () => {
    const { client, database } = scratch
    expect((await client.rpc('late')).error?.code).toBe('PGRST202')
    await database.asPostgres(`
      create function public.late() returns integer language sql as 'select 42';
      grant usage on schema public to anon;
      grant execute on function public.late to anon;
    `)
    await vi.waitFor(async () => expect((await client.rpc('late')).data).toBe(42))
    await database.asPostgres('drop function public.late')
    await vi.waitFor(async () => expect((await client.rpc('late')).error?.code).toBe('PGRST202'))
  })

  test('a function gets a JSON argument as what it is', async () => {
    const { client, database } = scratch
    await database.asPostgres(`
      create function public.kind_of(value jsonb) returns text language sql as 'select jsonb_typeof(value)';
      grant usage on schema public to anon;
      grant execute on function public.kind_of to anon;
    `)
    const kindOf = async (value: unknown) => (await client.rpc('kind_of', { value })).data
    await vi.waitFor(async () => expect(await kindOf({ tasks: [{ name: 'a "b"' }] })).toBe('object'))
    expect(await kindOf([1, 2])).toBe('array')
    expect(await kindOf('text')).toBe('string')
    expect(await kindOf(5)).toBe('number')
    expect(await kindOf(true)).toBe('boolean')
  })

  test('a function that has a time limit of its own is given that one', async () => {
    const { client, database } = scratch
    await database.asPostgres(`
      create function public.hasty() returns void language sql set statement_timeout = '50ms' as 'select pg_sleep(5)';
      grant usage on schema public to anon;
      grant execute on function public.hasty to anon;
    `)
    // Without the limit it would answer, seconds later.
    await vi.waitFor(async () => expect((await client.rpc('hasty')).error?.code).toBe('57014'))
  })

  test('has no right that no migration gave', async () => {
    const { client, database } = scratch
    await database.asPostgres(`
      create table public.closed (id integer);
      alter table public.closed enable row level security;
      create policy "Everybody" on public.closed to anon using (true);
    `)
    await vi.waitFor(async () => expect((await client.from('closed').select()).error?.code).toBe('42501'))
    const { rows } = await database.admin.query(
      `select grantee from information_schema.role_table_grants where table_name = 'closed' and grantee <> 'postgres'`,
    )
    expect(rows).toEqual([])
  })
})

test('while the database is away, every service asks to try again', async () => {
  const { api, database, client } = await startScratchApi()
  await database.drop()
  expect((await client.from('anything').insert({})).status).toBe(503)
  const { error } = await client.auth.signInWithPassword({ email: 'a@example.com', password: 'any password' })
  expect(error).toMatchObject({ status: 503, name: 'AuthRetryableFetchError' })
  const stored = await client.storage.from('attachments').list()
  expect(stored.error).toMatchObject({ status: 503 })
  await api.stop()
})

test('the login of the API is no superuser and owns nothing', async () => {
  const database = new pg.Client({ connectionString: inject('stack').adminDbUrl })
  await database.connect()
  const { rows } = await database.query(`
    select rolsuper, rolcreaterole, rolcreatedb,
      (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
    from pg_roles where rolname = 'authenticator'`)
  await database.end()
  expect(rows).toEqual([{ rolsuper: false, rolcreaterole: false, rolcreatedb: false, owned: 0 }])
})
