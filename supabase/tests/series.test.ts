import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  asAnonymous,
  asUser,
  createUser,
  failureOf,
  insert,
  type RequestOptions,
  type Row,
} from './as-user.ts'
import { readLife } from './life.ts'

const NOW = '2026-11-21T09:00:00Z' // a Saturday

let person: string

beforeEach(async () => {
  person = await createUser()
})

const as = <Answer>(work: Parameters<typeof asUser<Answer>>[1], options?: RequestOptions) =>
  asUser(person, work, { now: NOW, ...options })

const addTask = (row: Row) =>
  as((sql) =>
    insert(sql, 'tasks', {
      user_id: person,
      name: 'Review the week',
      due_on: '2026-11-21',
      recurrence_rule: 'FREQ=WEEKLY',
      ...row,
    }),
  )

const change = (id: unknown, row: Row, options?: RequestOptions) =>
  as(
    (sql) =>
      sql.query(
        `update public.tasks set ${Object.keys(row).map((column, index) => `${column} = $${index + 2}`)} where id = $1`,
        [id, ...Object.values(row)],
      ),
    options,
  )
const complete = (id: unknown, now = NOW) => change(id, { status: 'completed' }, { now })

const edit = (id: unknown, scope: string, changes: unknown, options?: RequestOptions) =>
  as(
    async (sql) =>
      (
        await sql.one<{ edited: number }>('select public.edit_series($1, $2, $3) as edited', [
          id,
          scope,
          JSON.stringify(changes),
        ])
      ).edited,
    options,
  )
const skip = (id: unknown, options?: RequestOptions) =>
  as((sql) => sql.one('select * from public.skip_occurrence($1)', [id]), options)

const tasks = async () =>
  (await readLife(person)).tasks!.sort((a, b) => Number(a.occurrence) - Number(b.occurrence))
const openOne = async () => {
  const open = (await tasks()).filter((task) => task.status !== 'completed' && task.recurrence_rule)
  expect(open).toHaveLength(1)
  return open[0]!
}

/** Completes the open instance. @returns the one that follows */
async function goOn(now = NOW) {
  await complete((await openOne()).id, now)
  return openOne()
}

describe('editing one instance of a recurring task', () => {
  it('leaves the following ones as they were', async () => {
    const task = await addTask({ priority: 'low', duration_minutes: 30 })
    const changes = { name: 'Review the year', priority: 'high', duration_minutes: 90 }
    expect(await edit(task.id, 'one', changes)).toBe(1)
    expect(await openOne()).toMatchObject(changes)
    expect(await goOn()).toMatchObject({
      name: 'Review the week',
      priority: 'low',
      duration_minutes: 30,
      due_on: '2026-11-28',
      series_template: null,
    })
  })

  it('moves its day and not the series, whether earlier or later', async () => {
    const task = await addTask({ start_on: '2026-11-20', deadline_on: '2026-11-22', due_time: '18:00' })
    await edit(task.id, 'one', { due_on: '2026-11-19', due_time: '07:00', start_on: null })
    expect(await goOn()).toMatchObject({
      due_on: '2026-11-28',
      due_time: '18:00:00',
      start_on: '2026-11-27',
      deadline_on: '2026-11-29',
    })
    await edit((await openOne()).id, 'one', { due_on: '2026-12-01' })
    expect(await goOn()).toMatchObject({ due_on: '2026-12-05', start_on: '2026-12-04' })
  })

  it('lets an instance that is put off past others stand for them', async () => {
    const task = await addTask({ recurrence_rule: 'FREQ=DAILY;INTERVAL=2' })
    await edit(task.id, 'one', { due_on: '2026-11-26' })
    expect(await goOn()).toMatchObject({ due_on: '2026-11-27', occurrence: 2 })
  })

  it('keeps the reminder of the series', async () => {
    const task = await addTask({ due_time: '18:00', remind_at: '2026-11-21T17:30:00Z' })
    await edit(task.id, 'one', { remind_at: '2026-11-21T17:55:00Z' })
    expect(await goOn()).toMatchObject({ remind_at: '2026-11-28T17:30:00+00:00' })
  })

  it('forgets what it was told when the value of the series comes back', async () => {
    const task = await addTask({})
    await edit(task.id, 'one', { name: 'Another', due_on: '2026-11-22' })
    expect((await openOne()).series_template).toEqual({ name: 'Review the week', due_on: '2026-11-21' })
    await edit(task.id, 'one', { name: 'Review the week' })
    expect((await openOne()).series_template).toEqual({ due_on: '2026-11-21' })
    await change(task.id, { due_on: '2026-11-21' })
    expect((await openOne()).series_template).toBe(null)
  })

  it('is one step that can be undone and redone', async () => {
    const task = await addTask({})
    const before = await readLife(person)
    const batch = randomUUID()
    await edit(task.id, 'one', { name: 'Another', due_on: '2026-11-22' }, { batch })
    const after = await readLife(person)
    await as((sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect(await readLife(person)).toEqual(before)
    await as((sql) => sql.query('select public.redo_batch($1)', [batch]))
    expect(await readLife(person)).toEqual(after)
  })

  it.each(['recurrence_rule', 'project_id'])(
    'cannot change the %s, which is of the series',
    async (column) => {
      const task = await addTask({})
      expect(await failureOf(edit(task.id, 'one', { [column]: null }))).toBe('22023')
    },
  )
})

describe('editing this and the following instances', () => {
  it('changes the open one and what comes after it, and nothing before', async () => {
    await addTask({})
    const second = await goOn()
    await edit(second.id, 'one', { name: 'Once' })
    expect(await edit(second.id, 'future', { name: 'From now on', energy: 'low' })).toBe(1)
    expect(await goOn('2026-11-28T09:00:00Z')).toMatchObject({ name: 'From now on', energy: 'low' })
    expect((await tasks())[0]).toMatchObject({ name: 'Review the week', energy: null })
  })

  it('moves the series when it moves the day', async () => {
    const task = await addTask({ recurrence_rule: 'FREQ=DAILY;INTERVAL=10' })
    await edit(task.id, 'future', { due_on: '2026-11-23' })
    expect(await goOn()).toMatchObject({ due_on: '2026-12-03', recurrence_start_on: '2026-11-23' })
  })

  it('can give it another rule, which counts from this day', async () => {
    const task = await addTask({})
    await edit(task.id, 'one', { due_on: '2026-11-23' })
    await edit(task.id, 'future', { recurrence_rule: 'FREQ=WEEKLY;BYDAY=MO,TH' })
    expect(await openOne()).toMatchObject({ series_template: null, recurrence_start_on: '2026-11-23' })
    expect(await goOn()).toMatchObject({ due_on: '2026-11-26' })
    expect(await failureOf(edit((await openOne()).id, 'future', { recurrence_rule: 'sometimes' }))).toBe(
      '22023',
    )
  })

  it('can end it', async () => {
    const task = await addTask({})
    await edit(task.id, 'future', { recurrence_rule: null })
    await complete(task.id)
    expect(await tasks()).toMatchObject([{ status: 'completed', series_template: null }])
  })

  it('takes it to another project, sub-tasks included', async () => {
    const task = await addTask({})
    await addTask({ name: 'Part', parent_task_id: task.id, recurrence_rule: null })
    const project = await as((sql) => insert(sql, 'projects', { user_id: person, name: 'Home' }))
    await edit(task.id, 'future', { project_id: project.id })
    expect((await tasks()).map(({ project_id }) => project_id)).toEqual([project.id, project.id])
  })
})

describe('editing all instances', () => {
  it('changes what the past ones are, but never when they were', async () => {
    const first = await addTask({})
    const second = await goOn()
    expect(await edit(second.id, 'all', { name: 'Look back', due_on: '2026-11-29', due_time: '10:00' })).toBe(
      2,
    )
    expect(await tasks()).toMatchObject([
      { id: first.id, name: 'Look back', due_on: '2026-11-21', due_time: null, status: 'completed' },
      { id: second.id, name: 'Look back', due_on: '2026-11-29', due_time: '10:00:00' },
    ])
  })

  it('is one step that can be undone', async () => {
    await addTask({})
    const second = await goOn()
    const before = await readLife(person)
    const batch = randomUUID()
    await edit(second.id, 'all', { name: 'Look back', priority: 'urgent' }, { batch })
    await as((sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect(await readLife(person)).toEqual(before)
  })
})

describe('a plain update of a recurring task', () => {
  it('that moves the day moves this instance, with the dates that moved along', async () => {
    const task = await addTask({ deadline_on: '2026-11-22' })
    // As putting off does it: not seen before that day.
    await change(task.id, { due_on: '2026-11-24', start_on: '2026-11-24' })
    expect(await goOn()).toMatchObject({ due_on: '2026-11-28', start_on: null, deadline_on: '2026-11-29' })
  })

  it('that changes anything else changes the following ones too', async () => {
    const task = await addTask({})
    await change(task.id, { name: 'Look back', due_time: '08:00' })
    expect(await goOn()).toMatchObject({ name: 'Look back', due_time: '08:00:00' })
  })

  it.each([
    { user_id: randomUUID() },
    { status: 'completed' },
    {}.toString(),
    ['name'],
    { duration_minutes: 'x' },
  ])('cannot forge what the series is: %j', async (template) => {
    const task = await addTask({})
    expect(await failureOf(change(task.id, { series_template: JSON.stringify(template) }))).toMatch(
      /^(23514|22P02|22023)$/,
    )
  })
})

describe('skipping one occurrence', () => {
  it('moves the open task on to the next date, as the next occurrence', async () => {
    const task = await addTask({
      deadline_on: '2026-11-22',
      due_time: '18:00',
      remind_at: '2026-11-21T17:30:00Z',
    })
    await edit(task.id, 'one', { name: 'Review the year', due_on: '2026-11-22' })
    expect(await skip(task.id)).toMatchObject({ id: task.id, due_on: '2026-11-28', occurrence: 2 })
    expect(await tasks()).toMatchObject([
      {
        name: 'Review the week',
        deadline_on: '2026-11-29',
        remind_at: '2026-11-28T17:30:00+00:00',
        series_template: null,
        status: 'todo',
      },
    ])
    expect(await goOn()).toMatchObject({ due_on: '2026-12-05', occurrence: 3 })
  })

  it('opens its sub-tasks again, on their days', async () => {
    const task = await addTask({})
    const part = await addTask({ name: 'Part', parent_task_id: task.id, recurrence_rule: null })
    await complete(part.id)
    await skip(task.id)
    expect((await tasks()).find(({ id }) => id === part.id)).toMatchObject({
      status: 'todo',
      due_on: '2026-11-28',
    })
  })

  it('leaves out what lies in the past', async () => {
    const task = await addTask({ due_on: '2026-09-05' })
    expect(await skip(task.id)).toMatchObject({ due_on: '2026-11-21' })
  })

  it('counts from its day when the rule counts from completion', async () => {
    const task = await addTask({
      due_on: '2026-11-25',
      recurrence_rule: 'FREQ=DAILY;INTERVAL=10',
      recurrence_after_completion: true,
    })
    expect(await skip(task.id)).toMatchObject({ due_on: '2026-12-05' })
  })

  it('counts towards COUNT, and refuses to skip the last one', async () => {
    const task = await addTask({ recurrence_rule: 'FREQ=DAILY;COUNT=3' })
    await skip(task.id)
    await skip(task.id)
    expect(await failureOf(skip(task.id))).toBe('PT409')
    await complete(task.id)
    expect(await tasks()).toHaveLength(1)
  })

  it('is one step in the history, and can be undone', async () => {
    const task = await addTask({})
    await addTask({ name: 'Part', parent_task_id: task.id, recurrence_rule: null })
    const before = await readLife(person)
    const batch = randomUUID()
    await skip(task.id, { batch })
    const [step] = await as((sql) => sql.query('select * from public.recent_batches(1)'))
    expect(step).toMatchObject({ id: batch, change_count: 2 })
    await as((sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect(await readLife(person)).toEqual(before)
  })
})

describe('a series', () => {
  const calls = [
    (id: unknown) => edit(id, 'one', { name: 'x' }),
    (id: unknown) => edit(id, 'all', { name: 'x' }),
    (id: unknown) => skip(id),
  ]

  it('of somebody else is not there', async () => {
    const task = await addTask({})
    const before = await readLife(person)
    const owner = person
    person = await createUser()
    for (const call of calls) expect(await failureOf(call(task.id))).toBe('PT404')
    expect(await readLife(owner)).toEqual(before)
  })

  it('cannot be given to somebody else, nor touched without an account', async () => {
    const task = await addTask({})
    for (const column of ['user_id', 'id', 'status', 'series_id'])
      expect(await failureOf(edit(task.id, 'future', { [column]: randomUUID() }))).toBe('22023')
    expect(
      await failureOf(asAnonymous((sql) => sql.query('select public.skip_occurrence($1)', [task.id]))),
    ).toBe('42501')
  })

  it('needs a task that repeats, a scope and columns', async () => {
    const single = await addTask({ recurrence_rule: null })
    for (const call of calls) expect(await failureOf(call(single.id))).toBe('22023')
    const task = await addTask({})
    expect(await failureOf(edit(task.id, 'some', { name: 'x' }))).toBe('22023')
    expect(await failureOf(edit(task.id, 'one', ['name']))).toBe('22023')
    expect(await failureOf(edit(task.id, 'one', { name: ' ' }))).toBe('23514')
    expect(await failureOf(edit(task.id, 'one', { due_on: 'soon' }))).toMatch(/^22/)
    await complete(task.id)
    expect(await failureOf(skip(task.id))).toBe('PT409')
  })
})
