import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabase, asUser, createUser, failureOf, insert } from './as-user.ts'
import {
  addOverdue,
  day,
  proposalsOf,
  runNight,
  switchOn,
  taskOf,
  trustOf,
  unlock,
} from './automation-nights.ts'

let person: string
beforeEach(async () => {
  person = await createUser({ time_zone: 'UTC' })
})

const run = (sql: string, values: unknown[] = []) => asUser(person, (session) => session.query(sql, values))
const remove = (id: string) => run('delete from public.tasks where id = $1', [id])
const move = (id: string, due_on: string) =>
  run('update public.tasks set due_on = $2 where id = $1', [id, due_on])

describe('before anything is switched on', () => {
  it('nothing is watched', async () => {
    await addOverdue(person, 'Pay rent')
    expect(await runNight([person], 1)).toEqual({ noted: 0, acted: 0, failed: 0 })
    expect(await proposalsOf(person)).toEqual([])
    expect(await trustOf(person)).toBeUndefined()
  })

  it('only what is switched on is', async () => {
    await addOverdue(person, 'Pay rent')
    await switchOn(person, { file_task: true })
    expect(await runNight([person], 1)).toEqual({ noted: 0, acted: 0, failed: 0 })
  })

  it.each([0.49, 0.99])('a threshold of %d is refused', async (threshold) => {
    expect(
      await failureOf(
        switchOn(person, { reschedule_overdue: true, reschedule_overdue_threshold: threshold }),
      ),
    ).toBe('23514')
  })
})

describe('in the shadow', () => {
  beforeEach(() => switchOn(person))

  it('a night writes down what it would do, with its evidence, and does nothing', async () => {
    const { id } = await addOverdue(person, 'Pay rent')
    expect(await runNight([person], 1)).toEqual({ noted: 1, acted: 0, failed: 0 })
    expect(await proposalsOf(person)).toMatchObject([
      {
        ...{ task_id: id, task_name: 'Pay rent', from_value: day(-2), acted: false, batch_id: null },
        ...{ outcome: null, evidence: { rows: [{ table: 'tasks', id, name: 'Pay rent' }] } },
      },
    ])
    expect(await taskOf(person, id)).toMatchObject({ due_on: day(-2) })
    expect(await trustOf(person)).toMatchObject({ state: 'shadow', recent: [] })
  })

  it('the same night twice, one after the other or at once, proposes once', async () => {
    await addOverdue(person, 'Pay rent')
    await Promise.all([runNight([person], 1), runNight([person], 1)])
    expect(await runNight([person], 1)).toEqual({ noted: 0, acted: 0, failed: 0 })
    expect(await proposalsOf(person)).toHaveLength(1)
  })

  it.each([
    ['the same', 'agreed', [true], (id: string, to: string) => move(id, to)],
    ['another day', 'disagreed', [false], (id: string) => move(id, day(30))],
    [
      'something else and then the same',
      'agreed',
      [true],
      (id: string, to: string) => move(id, day(30)).then(() => move(id, to)),
    ],
    [
      'the task itself',
      'disagreed',
      [false],
      (id: string) =>
        run(`update public.tasks set status = 'completed', completed_at = now() where id = $1`, [id]),
    ],
    ['a deletion', 'disagreed', [false], remove],
  ])('who did %s: %s', async (_, outcome, recent, work) => {
    const { id } = await addOverdue(person, 'Pay rent')
    await runNight([person], 1)
    const [proposed] = await proposalsOf(person)
    await work(id, proposed!.to_value)
    await Promise.all([runNight([person], 2), runNight([person], 2)])
    expect(await proposalsOf(person)).toMatchObject([{ outcome }])
    expect(await trustOf(person)).toMatchObject({ state: 'shadow', recent })
  })

  it('who did nothing for three days has said nothing', async () => {
    const { id } = await addOverdue(person, 'Pay rent')
    await runNight([person], 1)
    await run(`update public.tasks set name = 'Pay the rent' where id = $1`, [id])
    await runNight([person], 2)
    expect(await proposalsOf(person)).toMatchObject([{ outcome: null }])
    await runNight([person], 4)
    expect(await proposalsOf(person)).toMatchObject([{ outcome: 'lapsed' }])
    expect(await trustOf(person)).toMatchObject({ recent: [] })
  })

  it('what the server did is no answer of the person', async () => {
    const { id } = await addOverdue(person, 'Pay rent')
    await runNight([person], 1)
    const [proposed] = await proposalsOf(person)
    await asDatabase((sql) =>
      sql.query('update public.tasks set due_on = $3::date where user_id = $1 and id = $2', [
        person,
        id,
        proposed!.to_value,
      ]),
    )
    await runNight([person], 4)
    expect(await proposalsOf(person)).toMatchObject([{ outcome: 'lapsed' }])
  })

  it('what nobody may read is neither proposed nor judged', async () => {
    const hide = (id: string) => run(`update public.tasks set reading_level = 'nobody' where id = $1`, [id])
    const { id: hidden } = await addOverdue(person, 'Secret')
    await hide(hidden)
    const { id } = await addOverdue(person, 'Pay rent')
    await runNight([person], 1)
    expect(await proposalsOf(person)).toMatchObject([{ task_id: id }])
    await hide(id)
    await move(id, day(30))
    await runNight([person], 2)
    expect(await proposalsOf(person)).toMatchObject([{ outcome: 'lapsed' }])
  })

  it('what is switched off is no longer watched, and begins anew', async () => {
    const { id } = await addOverdue(person, 'Pay rent')
    await runNight([person], 1)
    await unlock(person)
    await run('update public.automation_settings set reschedule_overdue = false')
    expect(await proposalsOf(person)).toMatchObject([{ outcome: 'lapsed' }])
    expect(await trustOf(person)).toMatchObject({ state: 'shadow', recent: [], credit: 0 })
    await move(id, day(30))
    await runNight([person], 2)
    expect(await trustOf(person)).toMatchObject({ recent: [] })
  })

  it('taking back the consent with an undo ends it as well', async () => {
    await addOverdue(person, 'Pay rent')
    await runNight([person], 1)
    await run(
      `select public.undo_batch(batch_id) from public.changes where table_name = 'automation_settings'`,
    )
    expect(await proposalsOf(person)).toMatchObject([{ outcome: 'lapsed' }])
    expect(await runNight([person], 2)).toEqual({ noted: 0, acted: 0, failed: 0 })
  })

  it('an account that is deleted takes all of it along', async () => {
    await addOverdue(person, 'Pay rent')
    await runNight([person], 1)
    await asDatabase((sql) => sql.query('delete from auth.users where id = $1', [person]))
    const left = await asDatabase((sql) =>
      sql.count(
        `select user_id from public.automation_proposals where user_id = $1
         union all select user_id from public.automation_trust where user_id = $1
         union all select user_id from public.automation_settings where user_id = $1`,
        [person],
      ),
    )
    expect(left).toBe(0)
  })
})

describe('a stranger', () => {
  it('sees nothing of it', async () => {
    await switchOn(person)
    await addOverdue(person, 'Pay rent')
    await runNight([person], 1)
    const stranger = await createUser()
    expect(await proposalsOf(stranger)).toEqual([])
    expect(await trustOf(stranger)).toBeUndefined()
    expect(
      await failureOf(asUser(stranger, (sql) => insert(sql, 'automation_settings', { user_id: person }))),
    ).toBe('42501')
  })
})
