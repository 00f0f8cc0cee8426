import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  asDatabase,
  asUser,
  createUser,
  cutOff,
  failureOf,
  insert,
  type RequestOptions,
  type Row,
} from './as-user.ts'

// In the far future, where the job of the running stack does not look yet.
const NOW = '2099-11-21T09:00:00Z'

let person: string

beforeEach(async () => {
  person = await createUser()
})

const as = <Answer>(work: Parameters<typeof asUser<Answer>>[1], options?: RequestOptions) =>
  asUser(person, work, { now: NOW, ...options })
const addTask = (row: Row = {}) =>
  as((sql) => insert(sql, 'tasks', { user_id: person, name: 'Ring Mum', remind_at: NOW, ...row }))
const complete = (id: unknown, status = 'completed') =>
  as((sql) => sql.query('update public.tasks set status = $2 where id = $1', [id, status]))
const snooze = (id: unknown, until: string | null) =>
  as((sql) => sql.query('select public.snooze_reminder($1, $2)', [id, until]))
/** What the job of every minute does. */
const deliver = (now = NOW) =>
  asDatabase((sql) => sql.query('select private.deliver_due_reminders()'), { now })
const notices = () =>
  as((sql) => sql.query('select * from public.notifications order by created_at, scheduled_for'))

describe('a reminder', () => {
  it('becomes a notice when its time has come', async () => {
    const task = await addTask({ priority: 'high' })
    await deliver('2099-11-21T08:59:00Z')
    expect(await notices()).toEqual([])
    await deliver()
    expect(await notices()).toMatchObject([
      { type: 'task_reminder', title: 'Ring Mum', priority: 'high', task_id: task.id, is_read: false },
    ])
  })

  it('is given once, even when two jobs run at the same time or the notice is gone', async () => {
    await addTask()
    await Promise.all([deliver(), deliver(), deliver()])
    expect(await notices()).toHaveLength(1)
    await as((sql) => sql.query('delete from public.notifications'))
    await deliver()
    expect(await notices()).toEqual([])
  })

  it('is given once by the job after one that was cut off', async () => {
    await addTask()
    await cutOff('select private.deliver_due_reminders()', { now: NOW })
    expect(await notices()).toEqual([])
    await deliver('2099-11-21T09:01:00Z')
    await deliver('2099-11-21T09:02:00Z')
    expect(await notices()).toHaveLength(1)
  })

  it('is given hours late after an outage, once', async () => {
    await addTask()
    await deliver('2099-11-21T18:30:00Z')
    await deliver('2099-11-21T18:31:00Z')
    expect(await notices()).toHaveLength(1)
  })

  it('is given once though the deletion of its task is undone', async () => {
    await addTask()
    await deliver()
    const batch = randomUUID()
    await as((sql) => sql.query('delete from public.tasks'), { batch })
    await as((sql) => sql.query('select public.undo_batch($1)', [batch]))
    await deliver()
    expect(await notices()).toEqual([])
  })

  it('leaves no trace in the history of the plan', async () => {
    await addTask()
    const steps = () => as((sql) => sql.query('select * from public.recent_batches()'))
    const before = await steps()
    await deliver()
    expect(await steps()).toEqual(before)
  })

  it('is not given for what is done, nor a day late', async () => {
    const task = await addTask()
    await complete(task.id)
    await addTask({ remind_at: '2099-11-20T09:00:00Z' })
    await deliver()
    expect(await notices()).toEqual([])
  })

  it('tells the devices of its person', async () => {
    await addTask()
    await deliver()
    const messages = await asDatabase((sql) =>
      sql.query<{ payload: Row }>('select payload from realtime.messages where topic = $1', [
        `user:${person}:plan`,
      ]),
    )
    expect(messages.map(({ payload }) => payload)).toContainEqual(
      expect.objectContaining({ table: 'notifications', operation: 'INSERT', source: 'system' }),
    )
  })

  it('can be put off, and comes again', async () => {
    const task = await addTask()
    await deliver()
    await snooze(task.id, '2099-11-21T09:15:00Z')
    expect(await notices()).toMatchObject([{ is_read: true }])
    await deliver('2099-11-21T09:15:00Z')
    expect(await notices()).toMatchObject([{ is_read: true }, { is_read: false }])
  })

  it('of a recurring task is put off for one instance only', async () => {
    const task = await addTask({ due_on: '2099-11-21', recurrence_rule: 'FREQ=DAILY' })
    await snooze(task.id, '2099-11-21T10:30:00Z')
    await complete(task.id)
    const [next] = await as((sql) => sql.query(`select remind_at from public.tasks where status = 'todo'`))
    expect(new Date(String(next!.remind_at)).toISOString()).toBe('2099-11-22T09:00:00.000Z')
  })

  it('cannot be put off by somebody else, into the past, or for years', async () => {
    const task = await addTask()
    for (const until of [null, '2099-11-21T08:00:00Z', '2101-01-01T00:00:00Z'])
      expect(await failureOf(snooze(task.id, until))).toBe('22023')
    person = await createUser()
    expect(await failureOf(snooze(task.id, '2099-11-21T10:00:00Z'))).toBe('PT404')
  })

  it('is delivered by nobody but the database', async () => {
    expect(await failureOf(as((sql) => sql.query('select private.deliver_due_reminders()')))).toBe('42501')
  })

  it('is looked for every minute', async () => {
    const jobs = await asDatabase((sql) => sql.query('select jobname, schedule from cron.job'))
    expect(jobs).toContainEqual({ jobname: 'deliver-due-reminders', schedule: '* * * * *' })
  })
})

describe('a task that waits', () => {
  async function plant() {
    const [one, two, waiting] = [await addTask(), await addTask(), await addTask({ name: 'Celebrate' })]
    for (const blocker of [one, two])
      await as((sql) =>
        insert(sql, 'task_dependencies', {
          user_id: person,
          task_id: waiting.id,
          depends_on_task_id: blocker.id,
        }),
      )
    return { one, two, waiting }
  }

  it('says so when the last of its blockers is done, once', async () => {
    const { one, two, waiting } = await plant()
    await complete(one.id)
    expect(await notices()).toEqual([])
    await complete(two.id)
    expect(await notices()).toMatchObject([
      { type: 'unblocked_task', title: 'Celebrate', task_id: waiting.id },
    ])
  })

  it('says so once when its blockers are done at once, and not when it is done itself', async () => {
    const { waiting } = await plant()
    await as((sql) => sql.query(`update public.tasks set status = 'completed' where name = 'Ring Mum'`))
    expect(await notices()).toHaveLength(1)
    await as((sql) => sql.query('delete from public.notifications'))
    await complete(waiting.id)
    await as((sql) => sql.query(`update public.tasks set status = 'todo' where name = 'Ring Mum'`))
    await as((sql) => sql.query(`update public.tasks set status = 'completed' where name = 'Ring Mum'`))
    expect(await notices()).toEqual([])
  })

  it('takes it back when a blocker is open again, by hand or by undo', async () => {
    const { one, two } = await plant()
    await complete(one.id)
    await complete(two.id)
    await complete(two.id, 'todo')
    expect(await notices()).toEqual([])
    const batch = randomUUID()
    await as((sql) => sql.query(`update public.tasks set status = 'completed' where id = $1`, [two.id]), {
      batch,
    })
    expect(await notices()).toHaveLength(1)
    await as((sql) => sql.query('select public.undo_batch($1)', [batch]))
    expect(await notices()).toEqual([])
  })
})
