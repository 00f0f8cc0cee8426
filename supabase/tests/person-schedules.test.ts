import { randomUUID } from 'node:crypto'
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
      'notices',
      'weekly_digest',
    ])
    const local = new Date(night.getTime() + 5.5 * 3_600_000)
    expect(local.getUTCHours()).toBe(2)
    await asUser(person, (sql) => sql.query(`update public.user_profiles set time_zone = 'UTC'`))
    expect((await due(person, 'night')).getUTCHours()).toBe(2)
    expect((await due(person, 'daily_digest')).toISOString()).toContain('T08:00:00')
  })

  it('stay due for the tick though their person moves before it comes', async () => {
    const person = await createUser({ time_zone: 'Europe/Berlin' })
    await setDue(person, 'weekly_digest', MONDAY)
    await atThatTime('2099-11-23T08:00:30Z', async (sql) => {
      // Where it is five in the afternoon.
      await sql.query(`update public.user_profiles set time_zone = 'Asia/Tokyo' where user_id = $1`, [person])
      await enqueue(sql)
      expect(await digests(sql, person)).toEqual([{ type: 'weekly_digest', on_day: '2099-11-23' }])
    })
  })

  it.each(['Europe/London', 'America/New_York', 'Pacific/Honolulu'])(
    'have no second night in the same night, nor a second Monday, for whoever flies to %s',
    async (zone) => {
      const person = await createUser({ time_zone: 'Europe/Berlin' })
      const night = '2099-11-23T01:30:00Z'
      await setDue(person, 'night', night)
      await setDue(person, 'weekly_digest', MONDAY)
      const nextOf = async (sql: Session, kind: string) =>
        Date.parse(
          (
            await sql.one<{ due_at: string }>(
              'select due_at from private.person_schedules where user_id = $1 and kind = $2',
              [person, kind],
            )
          ).due_at,
        )
      await atThatTime('2099-11-23T08:05:00Z', async (sql) => {
        await enqueue(sql)
        for (const place of [zone, 'Europe/Berlin', zone]) {
          await sql.query(`update public.user_profiles set time_zone = $2 where user_id = $1`, [
            person,
            place,
          ])
        }
        expect(await nextOf(sql, 'night')).toBeGreaterThan(Date.parse(night) + 11 * 3_600_000)
        expect(await nextOf(sql, 'night')).toBeLessThan(Date.parse(night) + 48 * 3_600_000)
        expect(await nextOf(sql, 'weekly_digest')).toBeGreaterThan(Date.parse(MONDAY) + 6 * 86_400_000)
      })
    },
  )

  it.each([
    ['Europe/Berlin', '2099-01-01'],
    ['Australia/Lord_Howe', '2099-01-01'],
    ['America/St_Johns', '2099-01-01'],
    ['Africa/Casablanca', '2026-01-01'],
    // Its summer began at midnight, its nights were short by an hour.
    ['America/Sao_Paulo', '2018-01-01'],
    // Had no December 30th.
    ['Pacific/Apia', '2011-01-01'],
  ])('are one for each night of a year in %s', async (zone, from) => {
    const counted = await asDatabase((sql) =>
      sql.one<{ nights: number; days: number; lost: number; early: number; late: number }>(
        `with recursive nights (at, n) as (
           select private.next_schedule($1, 'night', $2, $3::date::timestamptz), 1
           union all
           -- Each tick comes up to a minute late.
           select private.next_schedule($1, 'night', $2,
             greatest(at + make_interval(secs => n % 60), at + private.shortest_pause('night'))), n + 1
           from nights where n < 366)
         select count(*) as nights, count(distinct (at at time zone $2)::date) as days,
           max((at at time zone $2)::date) - min((at at time zone $2)::date) + 1 - count(*) as lost,
           count(*) filter (where (at at time zone $2)::time < '02:00') as early,
           -- What a night leaves out comes after it.
           count(*) filter (where (at at time zone $2)::time >= '03:00') as late
         from nights`,
        [randomUUID(), zone, from],
      ),
    )
    expect(counted).toEqual({
      ...{ nights: 366, days: 366, lost: zone === 'Pacific/Apia' ? 1 : 0, early: 0 },
      late: expect.toSatisfy((late: number) => late <= 2),
    })
  })

  it('of 10,000 people with the same two in the morning spread over the hour, a minute like another', async () => {
    const minutes = async (zone: string, after: string) =>
      asDatabase((sql) =>
        sql.query<{ minute: string; people: number }>(
          `select to_char(private.next_schedule(md5(n::text)::uuid, 'night', $1, $2) at time zone $1, 'HH24:MI') as minute,
             count(*) as people from generate_series(1, 10000) n group by 1`,
          [zone, after],
        ),
      )
    const ordinary = await minutes('Europe/Berlin', '2099-11-21T18:00:00Z')
    expect(ordinary).toHaveLength(60)
    expect(ordinary.every(({ minute }) => minute.startsWith('02:'))).toBe(true)
    expect(Math.max(...ordinary.map(({ people }) => people))).toBeLessThan(250)
    // A night without that hour: the one after it, as evenly.
    const short = await minutes('Europe/Berlin', '2099-03-28T18:00:00Z')
    expect(short).toHaveLength(60)
    expect(short.every(({ minute }) => minute.startsWith('03:'))).toBe(true)
    expect(Math.max(...short.map(({ people }) => people))).toBeLessThan(250)
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

  it('waits until quiet hours end', async () => {
    const person = await createUser({ time_zone: 'Europe/Berlin' })
    await asUser(person, (sql) =>
      insert(sql, 'notification_preferences', { user_id: person, quiet_until: '10:30' }),
    )
    await setDue(person, 'weekly_digest', MONDAY)
    await atThatTime(MONDAY, async (sql) => {
      await enqueue(sql)
      const [digest] = await sql.query<{ due_at: string }>(
        'select due_at from public.notification_deliveries where user_id = $1',
        [person],
      )
      expect(new Date(digest!.due_at).toISOString()).toBe('2099-11-23T09:30:00.000Z')
    })
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
