import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabase, asUser, createUser, cutOff, failureOf, insert, type Row } from './as-user.ts'

// In the far future, where the jobs of the running stack do not look yet. A Saturday; summer time ends on October 25th.
const DAY = '2099-11-21'
const at = (time: string, day = DAY) => `${day}T${time}:00+01:00`

let person: string

beforeEach(async () => {
  person = await createUser({ time_zone: 'Europe/Berlin' })
})

const as = <Answer>(work: Parameters<typeof asUser<Answer>>[1], now = at('09:00')) =>
  asUser(person, work, { now })
const addTask = (row: Row = {}) =>
  as((sql) =>
    insert(sql, 'tasks', { user_id: person, name: 'Pay the rent', due_on: DAY, due_time: '15:00', ...row }),
  )
const wish = (columns: Row) =>
  as((sql) => insert(sql, 'notification_preferences', { user_id: person, ...columns }).then(() => undefined))
/** What the job of every five minutes does. */
const look = (now: string) => asDatabase((sql) => sql.query('select private.deliver_due_notices()'), { now })
const notices = () =>
  as((sql) =>
    sql.query(
      'select type, title, body, is_read, channels from public.notifications order by created_at, type',
    ),
  )
const deliveries = () =>
  as((sql) => sql.query('select channel, state, due_at from public.notification_deliveries order by channel'))
const snooze = (subject: string, until: string, now = at('09:00')) =>
  as((sql) => sql.query('select public.snooze_notifications($1, $2)', [subject, until]), now)

describe('a task with a time', () => {
  it('says half an hour before that it is due, once', async () => {
    await addTask()
    await look(at('14:29'))
    expect(await notices()).toEqual([])
    await look(at('14:30'))
    await look(at('14:35'))
    expect(await notices()).toMatchObject([
      { type: 'task_due', title: 'Pay the rent', body: 'Due at 15:00.', is_read: false },
    ])
  })

  it('says so as early as its person wants, in their language and with their clock', async () => {
    await wish({ reminder_advance_minutes: 120 })
    await as((sql) => sql.query(`update public.user_profiles set locale = 'de', uses_24h = false`))
    await addTask()
    await look(at('13:00'))
    expect(await notices()).toMatchObject([{ body: 'Fällig um 3:00 PM Uhr.' }])
  })

  it('says that it is overdue, and again an hour later until somebody sees to it, standing there once', async () => {
    await addTask()
    const told = async (time: string) => {
      await look(at(time))
      return (await notices()).filter(({ type }) => type === 'task_overdue')
    }
    expect(await told('15:10')).toEqual([])
    expect(await told('15:15')).toMatchObject([
      { body: 'Overdue since 15:00.', channels: ['browser', 'push'] },
    ])
    const [first] = await as((sql) =>
      sql.query('select id from public.notifications order by created_at desc'),
    )
    await told('16:10')
    expect(
      await as((sql) => sql.query('select id from public.notifications where id = $1', [first!.id])),
    ).toHaveLength(1)
    expect(await told('16:15')).toMatchObject([{ channels: ['browser'] }])
    expect(
      await as((sql) => sql.query('select id from public.notifications where id = $1', [first!.id])),
    ).toEqual([])
    await as((sql) => sql.query('update public.notifications set is_read = true'))
    expect(await told('18:15')).toMatchObject([{ is_read: true }])
  })
})

describe('a day without a time', () => {
  it('begins when the quiet hours end', async () => {
    await addTask({ due_time: null })
    await look(at('07:59'))
    expect(await notices()).toEqual([])
    await look(at('08:00'))
    expect(await notices()).toMatchObject([{ type: 'task_due', body: 'Due today.' }])
  })

  it('is overdue on the next morning', async () => {
    await addTask({ due_time: null })
    await look(at('07:55', '2099-11-22'))
    expect(await notices()).toEqual([])
    await look(at('08:00', '2099-11-22'))
    expect(await notices()).toMatchObject([{ type: 'task_overdue', body: 'Overdue since yesterday.' }])
  })

  it('calls an instance of a series by its kind', async () => {
    await addTask({ due_time: null, recurrence_rule: 'FREQ=DAILY' })
    await look(at('08:00'))
    expect(await notices()).toMatchObject([{ type: 'recurring_task' }])
  })
})

describe('nothing is said', () => {
  it('of what is done, a sample, parked, or planned only after its moment', async () => {
    const done = await addTask()
    await as((sql) => sql.query(`update public.tasks set status = 'completed' where id = $1`, [done.id]))
    await addTask({ is_sample: true })
    const project = await as((sql) =>
      insert(sql, 'projects', { user_id: person, name: 'Later', status: 'on_hold' }),
    )
    await addTask({ project_id: project.id })
    await addTask({ created_at: at('14:40') })
    await look(at('14:45'))
    expect(await notices()).toEqual([])
  })

  it('of a type that is switched off', async () => {
    await wish({ task_due: false })
    await addTask()
    await look(at('14:30'))
    expect(await notices()).toEqual([])
  })

  it('of a thing that is snoozed, until the snooze is over', async () => {
    const task = await addTask()
    await snooze(`task:${String(task.id)}`, at('15:30'))
    await look(at('14:30'))
    await look(at('15:20'))
    expect(await notices()).toEqual([])
    await look(at('15:30'))
    expect(await notices()).toMatchObject([{ type: 'task_overdue' }])
  })

  it('of a task whose reminder was put off', async () => {
    const task = await addTask()
    await as((sql) => sql.query('select public.snooze_reminder($1, $2)', [task.id, at('15:30')]))
    await look(at('15:20'))
    expect(await notices()).toEqual([])
  })

  it('twice, though two jobs look at the same time', async () => {
    await addTask()
    await Promise.all([look(at('14:30')), look(at('14:30')), look(at('14:30'))])
    expect(await notices()).toHaveLength(1)
  })
})

describe('the deadline of a project', () => {
  it('is told a week before, a day before and on the day, in the morning', async () => {
    await as((sql) => insert(sql, 'projects', { user_id: person, name: 'Move', deadline_on: '2099-11-28' }))
    const told: unknown[] = []
    for (const day of ['2099-11-21', '2099-11-22', '2099-11-27', '2099-11-28', '2099-11-29']) {
      await look(at('08:00', day))
      await look(at('08:05', day))
      told.push((await notices()).length)
    }
    expect(told).toEqual([1, 1, 2, 3, 3])
    expect((await notices()).map(({ body }) => body).toSorted()).toEqual([
      'The deadline is in 7 days.',
      'The deadline is today.',
      'The deadline is tomorrow.',
    ])
  })
})

describe('in quiet hours', () => {
  const tell = (now: string, row: Row = {}) =>
    asDatabase(
      (sql) =>
        insert(sql, 'notifications', { user_id: person, type: 'unblocked_task', title: 'Go on', ...row }),
      { now },
    )
  const wait = async () => {
    const [email] = (await deliveries()).filter(({ channel }) => channel === 'email')
    return { state: email?.state, due: email && new Date(String(email.due_at)).toISOString() }
  }

  it.each([
    ['in the evening', at('22:00'), '2099-11-22T07:00:00.000Z'],
    ['after midnight', at('03:30', '2099-11-22'), '2099-11-22T07:00:00.000Z'],
    ['in the night in which summer time ends', '2099-10-24T23:30:00+02:00', '2099-10-25T07:00:00.000Z'],
    ['in the night in which summer time begins', '2099-03-28T23:30:00+01:00', '2099-03-29T06:00:00.000Z'],
  ])('%s, mail waits until they end, and the bell does not', async (_, now, end) => {
    await wish({ email_notifications: true })
    await tell(now)
    expect(await wait()).toEqual({ state: 'queued', due: end })
    expect(await deliveries()).toContainEqual(expect.objectContaining({ channel: 'browser', state: 'sent' }))
    const enqueue = (moment: string) =>
      asDatabase((sql) => sql.query('select private.enqueue_deliveries()'), { now: moment })
    const waiting = () =>
      as((sql) =>
        sql.query(`select from public.notification_deliveries where channel = 'email' and job_id is null`),
      )
    await enqueue(now)
    expect(await waiting()).toHaveLength(1)
    await enqueue(end)
    expect(await waiting()).toEqual([])
  })

  it('what is urgent goes at once, unless its person says otherwise', async () => {
    await wish({ email_notifications: true })
    await tell(at('23:00'), { priority: 'urgent' })
    expect(await wait()).toMatchObject({ due: '2099-11-21T22:00:00.000Z' })
    await as((sql) =>
      sql.query('update public.notification_preferences set urgent_breaks_quiet_hours = false'),
    )
    await as((sql) => sql.query('delete from public.notifications'))
    await tell(at('23:00', '2099-11-22'), { priority: 'urgent' })
    const all = await deliveries()
    expect(all.map(({ due_at }) => new Date(String(due_at)).toISOString())).toContain(
      '2099-11-23T07:00:00.000Z',
    )
  })

  it('outside of them, nothing waits', async () => {
    await wish({ email_notifications: true })
    await tell(at('08:00'))
    expect(await wait()).toMatchObject({ due: '2099-11-21T07:00:00.000Z' })
  })
})

describe('the preferences', () => {
  it('are those of the table for whoever has set nothing', async () => {
    const [row] = await as(async (sql) => {
      await insert(sql, 'notification_preferences', { user_id: person })
      return sql.query<{ set: Row; unset: Row }>(
        `select to_jsonb(p) - '{user_id,created_at,updated_at}'::text[] as set,
          to_jsonb(private.default_notification_preferences()) - '{user_id,created_at,updated_at}'::text[] as unset
         from public.notification_preferences p`,
      )
    })
    expect(row!.unset).toEqual(row!.set)
  })

  it.each([
    { reminder_advance_minutes: -1 },
    { overdue_check_minutes: 5 },
    { quiet_from: '08:00' },
    { quiet_from: '08:00:30' },
  ])('refuse %j', async (columns) => {
    expect(await failureOf(wish(columns))).toBe('23514')
  })

  it('keep a notice out of the app, and out of the world, where nobody wants it', async () => {
    await wish({ browser_notifications: false, email_notifications: true })
    await addTask()
    await look(at('14:30'))
    expect(await notices()).toMatchObject([{ channels: ['email', 'push'] }])
    await as((sql) =>
      sql.query(
        'update public.notification_preferences set email_notifications = false, push_notifications = false',
      ),
    )
    await addTask()
    await look(at('14:35'))
    expect(await notices()).toHaveLength(1)
  })
})

describe('a snooze', () => {
  it('marks what was said of its subject as read, and is refused into the past or for nonsense', async () => {
    const task = await addTask()
    await look(at('14:30'))
    await snooze(`task:${String(task.id)}`, at('18:00'), at('14:31'))
    expect(await notices()).toMatchObject([{ is_read: true }])
    expect(await failureOf(snooze('type:task_due', at('08:00')))).toBe('22023')
    expect(await failureOf(snooze('everything', at('18:00')))).toBe('23514')
  })

  it('does not silence the reminder that its person has set', async () => {
    const task = await addTask({ remind_at: at('12:00') })
    await snooze(`task:${String(task.id)}`, at('18:00'))
    await asDatabase((sql) => sql.query('select private.deliver_due_reminders()'), { now: at('12:00') })
    expect(await notices()).toMatchObject([{ type: 'task_reminder' }])
  })

  it.each(['area', 'pillar'])('of an %s silences what lies below it, until it is over', async (kind) => {
    const pillar = await as((sql) => insert(sql, 'pillars', { user_id: person, name: 'Home' }))
    const area = await as((sql) =>
      insert(sql, 'areas', { user_id: person, name: 'Flat', pillar_id: pillar.id }),
    )
    const project = await as((sql) =>
      insert(sql, 'projects', { user_id: person, name: 'Move', area_id: area.id, deadline_on: '2099-11-22' }),
    )
    await addTask({ project_id: project.id, due_time: '10:00' })
    await addTask({ project_id: project.id })
    await look(at('09:30'))
    expect((await notices()).map(({ is_read }) => is_read)).toEqual([false, false])
    await snooze(`${kind}:${String((kind === 'area' ? area : pillar).id)}`, at('15:20'), at('09:31'))
    expect((await notices()).map(({ is_read }) => is_read)).toEqual([true, true])
    for (const time of ['10:15', '14:30', '15:15']) await look(at(time))
    expect(await notices()).toHaveLength(2)
    await look(at('15:20'))
    expect((await notices()).map(({ type }) => type).toSorted()).toEqual([
      ...['project_deadline', 'task_due', 'task_overdue', 'task_overdue'],
    ])
  })

  it('that is ended early lets through what it held back', async () => {
    const task = await addTask()
    await snooze(`task:${String(task.id)}`, at('18:00'))
    await look(at('14:30'))
    expect(await notices()).toEqual([])
    await as((sql) => sql.query('delete from public.notification_snoozes'), at('14:31'))
    await look(at('14:35'))
    expect(await notices()).toMatchObject([{ type: 'task_due' }])
  })

  it('of a type silences that type alone', async () => {
    await snooze('type:task_due', at('15:00'))
    await addTask()
    await look(at('14:30'))
    expect(await notices()).toEqual([])
    await look(at('15:15'))
    expect(await notices()).toMatchObject([{ type: 'task_overdue' }])
  })
})

describe('every type of notice', () => {
  it.each([
    ...(['task_due', 'task_overdue', 'task_reminder', 'project_deadline', 'recurring_task'] as const),
    ...(['achievement_unlocked', 'unblocked_task'] as const),
  ])('can be switched off by itself, whoever writes it: %s', async (type) => {
    const tell = () =>
      asDatabase(
        (sql) =>
          sql.query(
            `insert into public.notifications (user_id, type, title)
             select $1, type, type from unnest($2::text[]) type`,
            [person, [type, type === 'task_due' ? 'task_overdue' : 'task_due']],
          ),
        { now: at('12:00') },
      )
    await tell()
    expect(await notices()).toHaveLength(2)
    await wish({ [type]: false })
    await tell()
    expect((await notices()).filter((notice) => notice.type === type)).toHaveLength(1)
    expect(await notices()).toHaveLength(3)
  })
})

describe('a look at what is due', () => {
  it('finds what was moved into this moment, though nothing was to begin for its person', async () => {
    const task = await addTask({ due_on: '2099-12-24' })
    await look(at('14:40'))
    await as(
      (sql) => sql.query('update public.tasks set due_on = $2 where id = $1', [task.id, DAY]),
      at('14:42'),
    )
    await look(at('14:45'))
    expect(await notices()).toMatchObject([{ type: 'task_due' }])
  })

  it('finds a change that was not done yet when another look went by', async () => {
    const task = await addTask({ due_on: '2099-12-24' })
    await look(at('14:40'))
    await as(async (sql) => {
      await sql.query('update public.tasks set due_on = $2 where id = $1', [task.id, DAY])
      await look(at('14:45'))
    }, at('14:42'))
    expect(await notices()).toEqual([])
    await look(at('14:50'))
    expect(await notices()).toMatchObject([{ type: 'task_due' }])
  })

  it('finds what begins earlier since its person moved to another time zone', async () => {
    await addTask()
    await look(at('08:30'))
    await as((sql) => sql.query(`update public.user_profiles set time_zone = 'Asia/Tokyo'`), at('08:31'))
    // Three in the afternoon of Tokyo is seven in the morning of Berlin, and was an hour and a half ago.
    await look(at('08:35'))
    expect(await notices()).toMatchObject([{ type: 'task_overdue' }])
  })

  it('finds everything after an outage that still is so, each once', async () => {
    await addTask({ due_time: '09:30' })
    await addTask({ due_time: null })
    await addTask({ due_on: '2099-11-18' })
    await look(at('19:00'))
    await look(at('19:05'))
    expect((await notices()).map(({ type }) => type).toSorted()).toEqual(['task_due', 'task_overdue'])
  })

  it('that is cut off has said nothing, and the next one says all of it, once', async () => {
    await addTask()
    await cutOff('select private.deliver_due_notices()', { now: at('14:30') })
    expect(await notices()).toEqual([])
    await look(at('14:35'))
    await look(at('14:40'))
    expect(await notices()).toHaveLength(1)
  })
})
