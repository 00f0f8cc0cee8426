import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asUser, createUser, failureOf, insert, type RequestOptions, type Row } from './as-user.ts'
import { readLife } from './life.ts'

const NOW = '2026-11-21T09:00:00Z'

let person: string

beforeEach(async () => {
  person = await createUser()
})

const as = <Answer>(work: Parameters<typeof asUser<Answer>>[1], options?: RequestOptions) =>
  asUser(person, work, { now: NOW, ...options })
const addTask = () => as((sql) => insert(sql, 'tasks', { user_id: person, name: 'Write' }))
const start = (values: Row = {}, options?: RequestOptions) =>
  as(
    (sql) =>
      sql.one(
        `select * from public.start_focus_session(${Object.keys(values).map((key, index) => `${key} => $${index + 1}`)})`,
        Object.values(values),
      ),
    options,
  )
const stop = (now: string) => as((sql) => sql.one('select * from public.stop_focus_session()'), { now })
const sessions = async () =>
  (await readLife(person)).focus_sessions!.sort((a, b) =>
    String(a.started_at).localeCompare(String(b.started_at)),
  )

describe('a focus session', () => {
  it('is started for a task and stopped', async () => {
    const task = await addTask()
    await start({ p_task_id: task.id, p_planned_minutes: 50 })
    expect(await sessions()).toMatchObject([
      { task_id: task.id, kind: 'focus', planned_minutes: 50, started_at: '2026-11-21T09:00:00+00:00' },
    ])
    await stop('2026-11-21T09:40:00Z')
    expect(await sessions()).toMatchObject([{ ended_at: '2026-11-21T09:40:00+00:00' }])
    expect(await failureOf(stop(NOW))).toBe('PT404')
  })

  it('runs alone: the next one ends it', async () => {
    await start()
    await start({ p_kind: 'break', p_planned_minutes: 5 }, { now: '2026-11-21T09:25:00Z' })
    expect(await sessions()).toMatchObject([
      { kind: 'focus', ended_at: '2026-11-21T09:25:00+00:00' },
      { kind: 'break', ended_at: null },
    ])
    expect(await failureOf(as((sql) => insert(sql, 'focus_sessions', { user_id: person })))).toBe('23505')
  })

  it('that was forgotten does not count through the night', async () => {
    await start()
    await start({}, { now: '2026-11-22T08:00:00Z' })
    expect((await sessions())[0]).toMatchObject({ ended_at: '2026-11-21T09:50:00+00:00' })
  })

  it('is started once when the request is repeated, or two devices start at the same time', async () => {
    const id = randomUUID()
    await Promise.all([start({ p_id: id }), start({ p_id: id }), start({ p_id: id })])
    expect(await sessions()).toMatchObject([{ id, ended_at: null }])
    await Promise.all([start(), start()])
    expect((await sessions()).filter(({ ended_at }) => ended_at === null)).toHaveLength(1)
  })

  it('outlives its task, and hangs under it again when the deletion is undone', async () => {
    const task = await addTask()
    await start({ p_task_id: task.id })
    const before = await readLife(person)
    const batch = randomUUID()
    await as((sql) => sql.query('delete from public.tasks'), { batch })
    expect(await sessions()).toMatchObject([{ task_id: null }])
    await as((sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect(await readLife(person)).toEqual(before)
  })

  it('is one step: taking it back brings back the one it ended', async () => {
    await start()
    const before = await readLife(person)
    const batch = randomUUID()
    await start({}, { batch, now: '2026-11-21T09:10:00Z' })
    await as((sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect(await readLife(person)).toEqual(before)
  })

  it('of somebody else goes on, and their tasks are out of reach', async () => {
    const task = await addTask()
    await start({ p_task_id: task.id })
    const owner = person
    person = await createUser()
    expect(await failureOf(stop(NOW))).toBe('PT404')
    expect(await failureOf(start({ p_task_id: task.id }))).toBe('23503')
    await start()
    expect((await readLife(owner)).focus_sessions).toMatchObject([{ ended_at: null }])
  })

  it.each([{ p_kind: 'nap' }, { p_planned_minutes: 0 }, { p_planned_minutes: 1000 }])(
    'is refused with %j',
    async (values) => {
      expect(await failureOf(start(values))).toBe('23514')
    },
  )
})
