import { beforeEach, describe, expect, it } from 'vitest'
import { asUser, createUser, failureOf, insert, type RequestOptions, type Row } from './as-user.ts'
import { readLife } from './life.ts'

const NOW = '2026-11-21T09:00:00Z' // a Saturday

let person: string

beforeEach(async () => {
  person = await createUser()
})

const addTask = (row: Row) =>
  asUser(person, (sql) => insert(sql, 'tasks', { user_id: person, name: 'Water the plants', ...row }), {
    now: NOW,
  })

const setStatus = (id: unknown, status: string, options: RequestOptions = {}) =>
  asUser(person, (sql) => sql.query('update public.tasks set status = $2 where id = $1', [id, status]), {
    now: NOW,
    ...options,
  })

const complete = (id: unknown, now = NOW) => setStatus(id, 'completed', { now })

async function openTasks(): Promise<Row[]> {
  const { tasks } = await readLife(person)
  return tasks!
    .filter(({ status }) => status !== 'completed')
    .sort((a, b) => String(a.due_on).localeCompare(String(b.due_on)))
}

describe('completing a recurring task', () => {
  it('makes the next instance, with everything the task is', async () => {
    const task = await addTask({
      description: 'All of them',
      priority: 'high',
      category: 'routine',
      energy: 'low',
      duration_minutes: 20,
      start_on: '2026-11-20',
      due_on: '2026-11-21',
      due_time: '18:30',
      deadline_on: '2026-11-23',
      remind_at: '2026-11-21T17:00:00Z',
      recurrence_rule: 'FREQ=WEEKLY;BYDAY=TU,SA',
      original_text: 'water plants every tue and sat 18:30',
      sort_order: 7,
    })
    await complete(task.id)
    const [next] = await openTasks()
    const same = [
      'name',
      'description',
      'priority',
      'category',
      'energy',
      'duration_minutes',
      'due_time',
      'recurrence_rule',
      'original_text',
      'sort_order',
    ]
    expect(Object.fromEntries(same.map((column) => [column, next![column]]))).toEqual(
      Object.fromEntries(same.map((column) => [column, task[column]])),
    )
    expect(next).toMatchObject({
      start_on: '2026-11-23',
      due_on: '2026-11-24',
      deadline_on: '2026-11-26',
      remind_at: '2026-11-24T17:00:00+00:00',
      series_id: task.id,
      occurrence: 2,
      recurrence_start_on: '2026-11-21',
      completed_at: null,
    })
  })

  it('makes exactly one when two devices complete it at the same time', async () => {
    for (let round = 0; round < 5; round++) {
      const task = await addTask({ due_on: '2026-11-21', recurrence_rule: 'FREQ=DAILY' })
      await Promise.all([complete(task.id), complete(task.id), complete(task.id)])
      expect((await openTasks()).filter(({ series_id }) => series_id === task.id)).toHaveLength(1)
    }
  })

  it('makes no second one when a device that was offline completes it again', async () => {
    const task = await addTask({ due_on: '2026-11-21', recurrence_rule: 'FREQ=DAILY' })
    await complete(task.id)
    const [next] = await openTasks()
    await asUser(person, (sql) =>
      sql.query(`update public.tasks set name = 'Touched' where id = $1`, [next!.id]),
    )
    await setStatus(task.id, 'todo')
    await complete(task.id)
    expect(await openTasks()).toMatchObject([{ name: 'Touched', occurrence: 2 }])
  })

  it('makes none when it was added as completed, or has no rule', async () => {
    await addTask({ due_on: '2026-11-21', recurrence_rule: 'FREQ=DAILY', status: 'completed' })
    const plain = await addTask({ due_on: '2026-11-21' })
    await complete(plain.id)
    expect(await openTasks()).toEqual([])
  })

  it('ends after as many instances as the rule counts', async () => {
    const task = await addTask({ due_on: '2026-11-21', recurrence_rule: 'FREQ=DAILY;COUNT=3' })
    await complete(task.id)
    await complete((await openTasks())[0]!.id)
    const [third] = await openTasks()
    expect(third).toMatchObject({ occurrence: 3, due_on: '2026-11-23' })
    await complete(third!.id)
    expect(await openTasks()).toEqual([])
  })

  it('ends after the last day of the rule', async () => {
    const task = await addTask({ due_on: '2026-11-21', recurrence_rule: 'FREQ=WEEKLY;UNTIL=20261130' })
    await complete(task.id)
    const [second] = await openTasks()
    expect(second).toMatchObject({ due_on: '2026-11-28' })
    await complete(second!.id)
    expect(await openTasks()).toEqual([])
  })

  it('counts from the day of completion when told to', async () => {
    const task = await addTask({
      due_on: '2026-11-01',
      recurrence_rule: 'FREQ=DAILY;INTERVAL=10',
      recurrence_after_completion: true,
    })
    await complete(task.id)
    expect(await openTasks()).toMatchObject([{ due_on: '2026-12-01' }])
  })

  it('keeps its rhythm when it is done early or late', async () => {
    const early = await addTask({ due_on: '2026-11-23', recurrence_rule: 'FREQ=DAILY;INTERVAL=10' })
    await complete(early.id)
    expect(await openTasks()).toMatchObject([{ due_on: '2026-12-03' }])
    await complete((await openTasks())[0]!.id, '2026-12-10T09:00:00Z')
    expect(await openTasks()).toMatchObject([{ due_on: '2026-12-13' }])
  })

  it('does not pile up what was missed: the next one is today or later', async () => {
    const task = await addTask({ due_on: '2026-09-01', recurrence_rule: 'FREQ=DAILY' })
    await complete(task.id)
    expect(await openTasks()).toMatchObject([{ due_on: '2026-11-21', occurrence: 2 }])
  })

  it('falls on existing days only', async () => {
    const monthly = await addTask({ due_on: '2027-01-31', recurrence_rule: 'FREQ=MONTHLY' })
    await complete(monthly.id)
    expect(await openTasks()).toMatchObject([{ due_on: '2027-03-31' }])
    await complete((await openTasks())[0]!.id)
    const yearly = await addTask({ due_on: '2024-02-29', recurrence_rule: 'FREQ=YEARLY' })
    await complete(yearly.id)
    expect((await openTasks()).at(-1)).toMatchObject({ due_on: '2028-02-29' })
  })

  it('brings its labels and its whole tree of sub-tasks along, all open', async () => {
    const task = await addTask({ due_on: '2026-11-21', recurrence_rule: 'FREQ=WEEKLY' })
    await asUser(person, async (sql) => {
      const label = await insert(sql, 'labels', { user_id: person, name: 'home' })
      await insert(sql, 'task_labels', { user_id: person, task_id: task.id, label_id: label.id })
      const sub = await insert(sql, 'tasks', {
        user_id: person,
        parent_task_id: task.id,
        name: 'Balcony',
        due_on: '2026-11-20',
      })
      await insert(sql, 'tasks', { user_id: person, parent_task_id: sub.id, name: 'Fill the can' })
    })
    await asUser(person, (sql) =>
      sql.query(`update public.tasks set status = 'completed' where name = 'Balcony'`),
    )
    await complete(task.id)

    const life = await readLife(person)
    const next = life.tasks!.find(({ occurrence }) => occurrence === 2)!
    const sub = life.tasks!.find(({ parent_task_id }) => parent_task_id === next.id)!
    const leaf = life.tasks!.find(({ parent_task_id }) => parent_task_id === sub.id)!
    expect(sub).toMatchObject({ name: 'Balcony', status: 'todo', due_on: '2026-11-27' })
    expect(leaf).toMatchObject({ name: 'Fill the can', status: 'todo' })
    expect(life.task_labels!.map(({ task_id }) => task_id).sort()).toEqual([task.id, next.id].sort())
    expect(life.tasks).toHaveLength(6)
  })

  it('is refused while sub-tasks are open that it waits for', async () => {
    const task = await addTask({
      due_on: '2026-11-21',
      recurrence_rule: 'FREQ=DAILY',
      sub_task_completion_required: true,
    })
    const sub = await addTask({ parent_task_id: task.id })
    expect(await failureOf(complete(task.id))).toBe('23514')
    await complete(sub.id)
    await complete(task.id)
    expect(await openTasks()).toHaveLength(2)
  })

  it('is one step: taking it back takes the next instance back', async () => {
    const task = await addTask({ due_on: '2026-11-21', recurrence_rule: 'FREQ=DAILY' })
    const before = await readLife(person)
    const batch = '00000000-0000-4000-8000-000000000001'
    await setStatus(task.id, 'completed', { batch })
    expect((await readLife(person)).tasks).toHaveLength(2)
    await asUser(person, (sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect(await readLife(person)).toEqual(before)
  })
})

describe('the wall clock', () => {
  // In each of these zones the clocks change between the two instances.
  it.each([
    ['Europe/Berlin', '2026-10-24', '2026-10-25', '2026-10-24T05:30:00Z', '2026-10-25T06:30:00Z'],
    ['America/New_York', '2026-03-07', '2026-03-08', '2026-03-07T12:30:00Z', '2026-03-08T11:30:00Z'],
    ['Australia/Sydney', '2026-10-03', '2026-10-04', '2026-10-02T21:30:00Z', '2026-10-03T20:30:00Z'],
    ['America/Santiago', '2026-04-04', '2026-04-05', '2026-04-04T10:30:00Z', '2026-04-05T11:30:00Z'],
  ])('stays when the clocks change in %s', async (time_zone, due_on, next_on, remind_at, next_remind_at) => {
    person = await createUser({ time_zone })
    const task = await addTask({ due_on, due_time: '08:00', remind_at, recurrence_rule: 'FREQ=DAILY' })
    await complete(task.id, remind_at)
    const [next] = await openTasks()
    expect(next).toMatchObject({ due_on: next_on, due_time: '08:00:00' })
    expect(new Date(String(next!.remind_at)).toISOString()).toBe(next_remind_at.replace('Z', '.000Z'))
  })

  // Half past two, or whatever the night of the change leaves out, comes back the day after.
  it.each([
    ['Europe/Berlin', '02:30', '2026-03-29 03:30'],
    ['America/New_York', '02:30', '2026-03-08 03:30'],
    ['Australia/Lord_Howe', '02:15', '2026-10-04 02:45'],
    ['America/Santiago', '00:30', '2026-09-06 01:30'],
  ])('of a reminder stays all year in %s, but in the night that skips it', async (time_zone, time, moved) => {
    person = await createUser({ time_zone })
    const reminders = await asUser(
      person,
      (sql) =>
        sql.query<{ at: string }>(
          `with recursive instances (task, place) as (
            select jsonb_populate_record(null::public.tasks, jsonb_build_object('user_id', $1::uuid, 'due_on', '2026-01-01',
              'due_time', $3::time, 'remind_at', (date '2026-01-01' + $3::time) at time zone $2, 'occurrence', 1,
              'recurrence_rule', 'FREQ=DAILY', 'recurrence_after_completion', false)), 1
            union all
            select private.next_instance(task, private.next_due(task)), place + 1 from instances where place < 400
          ) select to_char((task).remind_at at time zone $2, 'YYYY-MM-DD HH24:MI') as at from instances
          where (task).due_time = $3::time and (task).due_on = date '2026-01-01' + place - 1`,
          [person, time_zone, time],
        ),
      { now: '2025-12-31T12:00:00Z' },
    )
    expect(reminders).toHaveLength(400)
    expect(reminders.map(({ at }) => at).filter((at) => !at.endsWith(time))).toEqual([moved])
  })

  it('decides which day it is', async () => {
    // It is 09:00 on the 21st in London and 22:00 in Auckland; at noon it is the 22nd there.
    person = await createUser({ time_zone: 'Pacific/Auckland' })
    const task = await addTask({ due_on: '2026-11-01', recurrence_rule: 'FREQ=DAILY' })
    await complete(task.id, '2026-11-21T12:00:00Z')
    expect(await openTasks()).toMatchObject([{ due_on: '2026-11-22' }])
  })

  it('is what a rule of hours steps on, from now on if it is late', async () => {
    const task = await addTask({
      due_on: '2026-11-21',
      due_time: '07:00',
      recurrence_rule: 'FREQ=HOURLY;INTERVAL=4',
    })
    await complete(task.id)
    const [next] = await openTasks()
    expect(next).toMatchObject({ due_on: '2026-11-21', due_time: '11:00:00' })
    await complete(next!.id, '2026-11-21T22:10:30Z')
    expect(await openTasks()).toMatchObject([{ due_on: '2026-11-22', due_time: '02:10:00' }])
  })
})

describe('reopening a recurring task', () => {
  const start = async () => {
    const task = await addTask({ due_on: '2026-11-21', recurrence_rule: 'FREQ=DAILY' })
    await addTask({ name: 'Balcony', parent_task_id: task.id })
    await complete(task.id)
    const next = (await openTasks()).find(({ occurrence }) => occurrence === 2)!
    return { task, next }
  }
  const instances = async () =>
    (await readLife(person)).tasks!.filter(({ recurrence_rule }) => recurrence_rule).length

  it('takes the next instance back that nobody has touched', async () => {
    const { task } = await start()
    await setStatus(task.id, 'todo')
    expect(await openTasks()).toMatchObject([{ name: 'Water the plants' }, { name: 'Balcony' }])
    expect((await openTasks())[0]).toMatchObject({ completed_at: null, occurrence: 1 })
  })

  it.each([
    [
      'was edited',
      (id: unknown) =>
        asUser(person, (sql) => sql.query(`update public.tasks set energy = 'low' where id = $1`, [id])),
    ],
    ['has got a sub-task', (id: unknown) => addTask({ name: 'Cellar', parent_task_id: id })],
    [
      'has a sub-task that was edited',
      (id: unknown) =>
        asUser(person, (sql) =>
          sql.query(`update public.tasks set name = 'x' where parent_task_id = $1`, [id]),
        ),
    ],
    [
      'has got a label',
      (id: unknown) =>
        asUser(person, async (sql) => {
          const label = await insert(sql, 'labels', { user_id: person, name: 'home' })
          await insert(sql, 'task_labels', { user_id: person, task_id: id, label_id: label.id })
        }),
    ],
    [
      'is waited for',
      async (id: unknown) => {
        const waiting = await addTask({ name: 'Harvest' })
        await asUser(person, (sql) =>
          insert(sql, 'task_dependencies', { user_id: person, task_id: waiting.id, depends_on_task_id: id }),
        )
      },
    ],
  ])('leaves the next instance alone when it %s', async (_, touch) => {
    const { task, next } = await start()
    await touch(next.id)
    await setStatus(task.id, 'todo')
    expect(await instances()).toBe(2)
  })
})

describe('a bad rule', () => {
  it.each(['every day', 'FREQ=SECONDLY', 'FREQ=DAILY;COUNT=1;UNTIL=20270101'])(
    'is refused: %s',
    async (recurrence_rule) => {
      expect(await failureOf(addTask({ due_on: '2026-11-21', recurrence_rule }))).toBe('22023')
    },
  )

  it('is refused on a task without a day, where it would have nothing to count from', async () => {
    expect(await failureOf(addTask({ recurrence_rule: 'FREQ=DAILY' }))).toBe('23514')
  })

  it('leaves a task without recurrence when it is taken off again', async () => {
    const task = await addTask({ due_on: '2026-11-21', recurrence_rule: 'FREQ=DAILY' })
    await asUser(person, (sql) =>
      sql.query('update public.tasks set recurrence_rule = null where id = $1', [task.id]),
    )
    await complete(task.id)
    expect(await openTasks()).toEqual([])
  })
})
