import { describe, expect, it } from 'vitest'
import { asDatabase, asUser, createUser, insert, type Session } from './as-user.ts'

/** When the clocks of a zone show a time next, as an ISO instant. */
const next = async (zone: string, time: string, weekday: number | null, after: string) => {
  const { at } = await asDatabase((sql) =>
    sql.one<{ at: string }>('select private.next_local($1, $2, $3, $4) as at', [zone, time, weekday, after]),
  )
  return new Date(at).toISOString()
}

describe('an hour of a person', () => {
  it.each([
    ['on an ordinary day', 'Europe/Berlin', '08:00', '2099-11-21T06:00:00Z', '2099-11-21T07:00:00.000Z'],
    [
      'that is now comes tomorrow',
      'Europe/Berlin',
      '08:00',
      '2099-11-21T07:00:00Z',
      '2099-11-22T07:00:00.000Z',
    ],
    [
      'before the clocks go forward',
      'Europe/Berlin',
      '08:00',
      '2099-03-28T06:00:00Z',
      '2099-03-28T07:00:00.000Z',
    ],
    ['on the day of 23 hours', 'Europe/Berlin', '08:00', '2099-03-28T07:00:00Z', '2099-03-29T06:00:00.000Z'],
    ['on the day of 25 hours', 'Europe/Berlin', '08:00', '2099-10-24T06:00:00Z', '2099-10-25T07:00:00.000Z'],
    [
      'that a night leaves out comes later',
      'Europe/Berlin',
      '02:30',
      '2099-03-28T23:00:00Z',
      '2099-03-29T01:30:00.000Z',
    ],
    ['in a zone of a half hour', 'Asia/Kolkata', '08:00', '2099-11-21T00:00:00Z', '2099-11-21T02:30:00.000Z'],
    [
      'in a zone of three quarters',
      'Asia/Kathmandu',
      '08:00',
      '2099-11-21T00:00:00Z',
      '2099-11-21T02:15:00.000Z',
    ],
    [
      'where the clocks move by half an hour',
      'Australia/Lord_Howe',
      '08:00',
      '2099-10-03T12:00:00Z',
      '2099-10-03T21:00:00.000Z',
    ],
    [
      'ahead of the date of UTC',
      'Pacific/Kiritimati',
      '08:00',
      '2099-11-21T17:00:00Z',
      '2099-11-21T18:00:00.000Z',
    ],
  ])('%s', async (_, zone, time, after, expected) => {
    expect(await next(zone, time, null, after)).toBe(expected)
  })

  it('that a night has twice comes once', async () => {
    const first = await next('Europe/Berlin', '02:30', null, '2099-10-24T22:00:00Z')
    expect(['2099-10-25T00:30:00.000Z', '2099-10-25T01:30:00.000Z']).toContain(first)
    expect(await next('Europe/Berlin', '02:30', null, first)).toBe('2099-10-26T01:30:00.000Z')
    expect(await next('Europe/Berlin', '02:30', null, '2099-10-25T01:30:00Z')).toBe(
      '2099-10-26T01:30:00.000Z',
    )
  })

  it.each([
    ['from a Saturday', '2099-11-21T09:00:00Z', '2099-11-23T08:00:00.000Z'],
    ['from before nine on a Monday', '2099-11-23T07:59:00Z', '2099-11-23T08:00:00.000Z'],
    ['from nine on a Monday', '2099-11-23T08:00:00Z', '2099-11-30T08:00:00.000Z'],
    ['over the end of summer time', '2099-10-19T07:00:00Z', '2099-10-26T08:00:00.000Z'],
  ])('on Mondays, %s', async (_, after, expected) => {
    expect(await next('Europe/Berlin', '09:00', 1, after)).toBe(expected)
  })
})

const MONDAY = '2099-11-23T08:00:00Z'
const schedules = (person: string) =>
  asDatabase((sql) =>
    sql.query<{ kind: string; due_at: string }>(
      'select kind, due_at from private.person_schedules where user_id = $1 order by kind',
      [person],
    ),
  )
const due = async (person: string, kind: string) => {
  const row = (await schedules(person)).find((each) => each.kind === kind)
  return new Date(row!.due_at)
}
const setDue = (person: string, kind: string, at: string) =>
  asDatabase((sql) =>
    sql.query('update private.person_schedules set due_at = $3 where user_id = $1 and kind = $2', [
      person,
      kind,
      at,
    ]),
  )
/** In one transaction that is taken back, for others are due by then too. */
const atThatTime = <Answer>(now: string, work: (sql: Session) => Promise<Answer>) =>
  asDatabase(work, { now, rollback: true })
const digests = (sql: Session, person: string) =>
  sql.query<{ type: string; on_day: string }>(
    'select type, on_day from public.notification_deliveries where user_id = $1',
    [person],
  )
const enqueue = (sql: Session) => sql.query('select private.enqueue_schedules()')

describe('the times of a person', () => {
  it('are set when they sign up, and move with them to another time zone', async () => {
    const person = await createUser({ time_zone: 'Asia/Kolkata' })
    const night = await due(person, 'night')
    expect([...(await schedules(person))].map(({ kind }) => kind)).toEqual([
      'daily_digest',
      'night',
      'weekly_digest',
    ])
    const local = new Date(night.getTime() + 5.5 * 3_600_000)
    expect(local.getUTCHours()).toBe(2)
    await asUser(person, (sql) => sql.query(`update public.user_profiles set time_zone = 'UTC'`))
    expect((await due(person, 'night')).getUTCHours()).toBe(2)
    expect((await due(person, 'daily_digest')).toISOString()).toContain('T08:00:00')
  })

  it('spread over the hour', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => createUser()))
    const minutes = await Promise.all(
      people.map(async (person) => (await due(person, 'night')).getUTCMinutes()),
    )
    expect(new Set(minutes).size).toBeGreaterThan(3)
  })
})

describe('a digest', () => {
  it('comes on Monday morning unless its person says otherwise, and in the mornings if they say so', async () => {
    const person = await createUser({ time_zone: 'Europe/Berlin' })
    await setDue(person, 'weekly_digest', MONDAY)
    await setDue(person, 'daily_digest', MONDAY)
    const comes = () =>
      atThatTime(MONDAY, async (sql) => {
        await enqueue(sql)
        return (await digests(sql, person)).map(({ type, on_day }) => `${type} ${on_day}`).toSorted()
      })
    expect(await comes()).toEqual(['weekly_digest 2099-11-23'])
    await asUser(person, (sql) =>
      insert(sql, 'notification_preferences', { user_id: person, daily_digest: true, weekly_digest: false }),
    )
    expect(await comes()).toEqual(['daily_digest 2099-11-23'])
  })

  it("comes once a day, though its person flies west and sees eight o'clock again", async () => {
    const person = await createUser({ time_zone: 'Europe/Berlin' })
    await setDue(person, 'weekly_digest', MONDAY)
    await atThatTime(MONDAY, async (sql) => {
      await enqueue(sql)
      await sql.query(`update public.user_profiles set time_zone = 'America/New_York' where user_id = $1`, [
        person,
      ])
      await sql.query(
        `update private.person_schedules set due_at = $2 where user_id = $1 and kind = 'weekly_digest'`,
        [...[person, MONDAY]],
      )
      await enqueue(sql)
      expect(await digests(sql, person)).toHaveLength(1)
    })
  })

  it('comes late after a short outage, and not at all once the morning is over', async () => {
    const person = await createUser({ time_zone: 'Europe/Berlin' })
    await setDue(person, 'weekly_digest', MONDAY)
    const comesAt = (now: string) =>
      atThatTime(now, async (sql) => {
        await enqueue(sql)
        const moved = await sql.one<{ due_at: string }>(
          `select due_at from private.person_schedules where user_id = $1 and kind = 'weekly_digest'`,
          [person],
        )
        return { count: (await digests(sql, person)).length, next: new Date(moved.due_at).toISOString() }
      })
    const next = '2099-11-30T08:00:00.000Z'
    expect(await comesAt('2099-11-23T11:00:00Z')).toEqual({ count: 1, next })
    expect(await comesAt('2099-11-23T15:00:00Z')).toEqual({ count: 0, next })
  })

  it('tells of today, of what is overdue, and of what was done, by pillar', async () => {
    const person = await createUser({ time_zone: 'Europe/Berlin' })
    const now = '2099-11-23T08:00:00Z'
    await asUser(
      person,
      async (sql) => {
        const pillar = await insert(sql, 'pillars', { user_id: person, name: 'Health' })
        const area = await insert(sql, 'areas', { user_id: person, name: 'Sport', pillar_id: pillar.id })
        const project = await insert(sql, 'projects', {
          ...{ user_id: person, name: 'Run', area_id: area.id, deadline_on: '2099-12-01' },
        })
        const done = { user_id: person, status: 'completed', completed_at: '2099-11-20T09:00:00Z' }
        await insert(sql, 'tasks', { ...done, name: 'Ran', project_id: project.id })
        await insert(sql, 'tasks', { ...done, name: 'Slept' })
        await insert(sql, 'tasks', { ...done, name: 'Long ago', completed_at: '2099-11-10T09:00:00Z' })
        await insert(sql, 'tasks', { user_id: person, name: 'Pay', due_on: '2099-11-19' })
        await insert(sql, 'tasks', { user_id: person, name: 'Call', due_on: '2099-11-23', due_time: '14:00' })
      },
      { now },
    )
    const { digest } = await asDatabase(
      (sql) => sql.one<{ digest: object }>(`select private.digest($1, 'weekly_digest') as digest`, [person]),
      { now },
    )
    expect(digest).toMatchObject({
      today: '2099-11-23',
      best: expect.arrayContaining([expect.objectContaining({ name: 'Call', time: '14:00', is_due: true })]),
      overdue: { count: 1, oldest_on: '2099-11-19' },
      due_this_week: 1,
      done: [
        { pillar: 'Health', count: 1 },
        { pillar: null, count: 1 },
      ],
      deadlines: [expect.objectContaining({ name: 'Run', on: '2099-12-01' })],
      insights: [],
    })
  })
})

describe('what is kept for a while', () => {
  it('ends in the night: notices after 30 days, deliveries after 90', async () => {
    const person = await createUser()
    await atThatTime('2099-11-21T02:00:00Z', async (sql) => {
      const add = (at: string) =>
        sql.query(
          `with told as (insert into public.notifications (user_id, type, title, scheduled_for)
             values ($1, 'unblocked_task', $2::text, $2::text::timestamptz) returning id)
           select from told`,
          [person, at],
        )
      await add('2099-10-21T00:00:00Z')
      await add('2099-10-23T00:00:00Z')
      await sql.query(
        `insert into public.notification_deliveries (user_id, type, channel, created_at) values
          ($1, 'test', 'email', '2099-08-20Z'), ($1, 'test', 'email', '2099-08-30Z')`,
        [person],
      )
      await sql.query('select private.forget_notices()')
      const left = await sql.query('select title from public.notifications where user_id = $1', [person])
      expect(left).toEqual([{ title: '2099-10-23T00:00:00Z' }])
      const logged = `select from public.notification_deliveries where user_id = $1 and type = 'test'`
      expect(await sql.query(logged, [person])).toHaveLength(1)
    })
  })
})
