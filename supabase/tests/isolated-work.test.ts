import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createUser } from './as-user.ts'

// Somebody whose zone this server does not know: an update of its zones may drop one. All is taken back at the end.

const NOW = '2099-11-23T08:00:00Z'
let database: pg.Client
let broken: string
let well: string[]

beforeEach(async () => {
  ;[broken, ...well] = (await Promise.all(Array.from({ length: 5 }, () => createUser()))) as [
    string,
    ...string[],
  ]
  database = new pg.Client(inject('stack').adminDbUrl)
  await database.connect()
  await database.query('begin')
  await database.query(`select set_config('aurum.now', $1, true)`, [NOW])
  await database.query(
    `insert into public.tasks (user_id, name, due_on, due_time, remind_at, created_at)
     select id, 'Pay', '2099-11-23', '08:10', $2::timestamptz - interval '1 minute', '2099-11-22' from unnest($1::uuid[]) id`,
    [[broken, ...well], NOW],
  )
  // Whose mails wait for the end of their quiet hours, so that a zone is asked for.
  await database.query(
    'insert into public.notification_preferences (user_id, email_notifications) select id, true from unnest($1::uuid[]) id',
    [[broken, ...well]],
  )
  await database.query('set local session_replication_role = replica')
  await database.query(
    `update public.user_profiles set time_zone = 'Atlantis/Poseidonis' where user_id = $1`,
    [broken],
  )
  await database.query('set local session_replication_role = origin')
})
afterEach(async () => {
  await database.query('rollback')
  await database.end()
})

const rows = async (sql: string, values: unknown[] = []) =>
  (await database.query<Record<string, unknown>>(sql, values)).rows
const toldOf = (people: string[], type: string) =>
  rows('select distinct user_id from public.notifications where user_id = any ($1) and type = $2', [
    people,
    type,
  ])
const failures = () =>
  rows('select work, user_id, code, place, times from private.failed_work where user_id = $1', [broken])

describe('a person whose row cannot be worked on holds up nobody', () => {
  it.each([
    ['deliver_due_reminders', 'tell_reminders', 'task_reminder'],
    ['deliver_due_notices', 'tell_notices', 'task_due'],
  ])('in %s', async (call, work, type) => {
    await rows(`select private.${call}()`)
    expect(await toldOf(well, type)).toHaveLength(well.length)
    expect(await toldOf([broken], type)).toEqual([])
    expect(await failures()).toMatchObject([{ work, code: '22023', times: 1 }])
    // What they wrote is not written down.
    expect(JSON.stringify(await failures())).not.toContain('Pay')
  })

  it('in the hours of people, nor in the rest of the tick', async () => {
    await rows(
      `update private.person_schedules set due_at = $1 where user_id = any ($2) and kind = 'night'`,
      [NOW, [broken, ...well]],
    )
    await rows('select private.tick()')
    const moved = await rows(
      `select user_id from private.person_schedules where user_id = any ($1) and kind = 'night' and last_due_at = $2`,
      [[broken, ...well], NOW],
    )
    expect(moved.map(({ user_id }) => user_id).toSorted()).toEqual(well.toSorted())
    expect(await failures()).toMatchObject([{ work: 'enqueue_people', code: '22023' }])
    const [next] = await rows(
      `select due_at > $2::timestamptz as is_later from private.person_schedules where user_id = $1 and kind = 'night'`,
      [broken, NOW],
    )
    expect(next).toEqual({ is_later: true })
    // Tried again, it is counted.
    await rows('update private.person_schedules set due_at = $1 where user_id = $2', [NOW, broken])
    await rows('select private.tick()')
    expect(await failures()).toMatchObject([{ work: 'enqueue_people', times: 2 }])
  })

  it('when a whole step of the tick fails, the others are taken and the failure can be read', async () => {
    await rows('alter function private.enqueue_schedules() rename to enqueue_schedules_lost')
    await rows(
      `insert into public.notifications (user_id, type, title) values ($1, 'unblocked_task', 'Go')`,
      [well[0]],
    )
    await rows('select private.tick()')
    expect(await rows('select work, code from private.failed_work where user_id is null')).toEqual([
      { work: 'enqueue_schedules', code: '42883' },
    ])
    expect(
      await rows(
        `select from public.notification_deliveries where user_id = $1 and channel = 'email' and job_id is not null`,
        [well[0]],
      ),
    ).toHaveLength(1)
  })
})
