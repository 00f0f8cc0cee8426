import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asUser, createUser, failureOf, insert, type RequestOptions, type Row } from './as-user.ts'
import { readLife } from './life.ts'

const NOW = '2026-11-21T09:00:00Z'
const TODAY = '2026-11-21'

let person: string
/** By name, and ranked in this order. */
let ids: Record<'first' | 'second' | 'third' | 'fourth', unknown>

const as = <Answer>(work: Parameters<typeof asUser<Answer>>[1], options?: RequestOptions) =>
  asUser(person, work, { now: NOW, ...options })
const addTask = (name: string, row: Row) =>
  as(async (sql) => (await insert(sql, 'tasks', { user_id: person, name, created_at: NOW, ...row })).id)

beforeEach(async () => {
  person = await createUser()
  ids = {
    first: await addTask('first', { due_on: TODAY, priority: 'urgent' }),
    second: await addTask('second', { due_on: TODAY }),
    third: await addTask('third', { priority: 'high' }),
    fourth: await addTask('fourth', {}),
  }
})

const order = (list: unknown[], options?: RequestOptions) =>
  as(
    async (sql) =>
      (await sql.one<{ changed: number }>('select public.order_today($1) as changed', [list])).changed,
    options,
  )
const today = async (limit = 100, now = NOW) =>
  (
    await as((sql) => sql.query<{ name: string }>('select * from public.today_tasks($1)', [limit]), { now })
  ).map(({ name }) => name)
const change = (id: unknown, column: string, value: unknown) =>
  as((sql) => sql.query(`update public.tasks set ${column} = $2 where id = $1`, [id, value]))

describe('the order of Today', () => {
  it('is by hand what the person has placed, and by rank what follows', async () => {
    expect(await today()).toEqual(['first', 'second', 'third', 'fourth'])
    expect(await order([ids.fourth, ids.second])).toBe(2)
    expect(await today()).toEqual(['fourth', 'second', 'first', 'third'])
    expect(await today(1)).toEqual(['fourth'])
    const rows = await as((sql) => sql.query('select * from public.today_tasks()'))
    expect(rows[0]).toMatchObject({ planned_on: TODAY, today_position: 1 })
    expect(rows[2]).toMatchObject({ planned_on: null, today_position: null })
  })

  it('is the last one given, and changes only what moves', async () => {
    await order([ids.fourth, ids.second])
    expect(await order([ids.fourth, ids.third])).toBe(2)
    expect(await order([ids.fourth, ids.third])).toBe(0)
    expect(await today()).toEqual(['fourth', 'third', 'first', 'second'])
    await order([])
    expect(await today()).toEqual(['first', 'second', 'third', 'fourth'])
  })

  it('is of one day: tomorrow begins anew', async () => {
    await order([ids.fourth])
    expect((await today(100, '2026-11-22T09:00:00Z'))[0]).toBe('first')
  })

  it('is left by what is put off, scheduled for another day, skipped or done', async () => {
    const daily = await addTask('daily', { due_on: TODAY, recurrence_rule: 'FREQ=DAILY' })
    await order([ids.first, ids.second, ids.third, ids.fourth, daily])
    await change(ids.first, 'due_on', '2026-11-25')
    await change(ids.second, 'start_on', '2026-11-22')
    await as((sql) => sql.query('select public.skip_occurrence($1)', [daily]))
    await change(ids.third, 'status', 'completed')
    await change(ids.fourth, 'name', 'still there')
    const placed = (await readLife(person)).tasks!.filter(({ planned_on }) => planned_on !== null)
    expect(placed.map(({ name }) => name).sort()).toEqual(['still there', 'third'])
    expect((await today())[0]).toBe('still there')
  })

  it('is not handed on to the next instance of a recurring task', async () => {
    const daily = await addTask('daily', { due_on: TODAY, recurrence_rule: 'FREQ=DAILY' })
    await order([daily])
    await change(daily, 'status', 'completed')
    const { tasks } = await readLife(person)
    expect(tasks!.find(({ occurrence }) => occurrence === 2)).toMatchObject({ planned_on: null })
  })

  it('is one step that can be undone', async () => {
    await order([ids.third])
    const before = await readLife(person)
    const batch = randomUUID()
    await order([ids.fourth, ids.third, ids.first], { batch })
    await as((sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect(await readLife(person)).toEqual(before)
  })

  it('comes back whole when putting off is undone', async () => {
    await order([ids.first])
    const before = await readLife(person)
    const batch = randomUUID()
    await as((sql) => sql.query(`update public.tasks set due_on = '2026-11-25' where id = $1`, [ids.first]), {
      batch,
    })
    await as((sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect(await readLife(person)).toEqual(before)
  })

  it('moves nothing of somebody else', async () => {
    const before = await readLife(person)
    const owner = person
    person = await createUser()
    expect(await order([ids.first, ids.second])).toBe(0)
    expect(await readLife(owner)).toEqual(before)
  })

  it('is refused when it is no list, or one without end', async () => {
    expect(await failureOf(as((sql) => sql.query('select public.order_today(null)')))).toBe('22023')
    expect(await failureOf(order(Array.from({ length: 1001 }, () => randomUUID())))).toBe('22023')
  })
})

describe('the time of a day', () => {
  const set = (minutes: unknown) =>
    as((sql) => sql.query('update public.user_profiles set day_capacity_minutes = $1', [minutes]))

  it('is known for each day of the week, Monday first', async () => {
    const read = async () =>
      (await as((sql) => sql.one('select day_capacity_minutes from public.user_profiles')))
        .day_capacity_minutes
    expect(await read()).toEqual([480, 480, 480, 480, 480, 240, 240])
    await set([300, 0, 300, 300, 120, 60, 1440])
    expect(await read()).toEqual([300, 0, 300, 300, 120, 60, 1440])
  })

  it.each([[[480]], [[-1, 0, 0, 0, 0, 0, 0]], [[1441, 0, 0, 0, 0, 0, 0]], [[null, 0, 0, 0, 0, 0, 0]], [[]]])(
    'is refused as %j',
    async (minutes) => {
      expect(await failureOf(set(minutes))).toBe('23514')
    },
  )
})
