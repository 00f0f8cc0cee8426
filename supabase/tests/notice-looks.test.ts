import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { createUser } from './as-user.ts'

// Twins with the same plan and the same wishes: one is looked at every five minutes, the other when something is to begin
// for them. All in one transaction that is taken back.

const PAIRS = 12
const DAYS = 2
const ZONES = [
  'Europe/Berlin',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
]
/** The night of the second day ends summer time in Berlin. */
const START = Date.parse('2099-10-24T00:00:00Z')

let database: pg.Client
const rows = async (sql: string, values: unknown[] = []) =>
  (await database.query<Record<string, unknown>>(sql, values)).rows

beforeEach(async () => {
  database = new pg.Client(inject('stack').adminDbUrl)
  await database.connect()
})
afterEach(async () => {
  await database.query('rollback')
  await database.end()
})

/** The same numbers in each run. */
function dice(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

it('looks at people in time: they hear what they would hear if all were looked at each time', async () => {
  const roll = dice(5)
  const pairs = await Promise.all(
    Array.from({ length: PAIRS }, async (_, n) => {
      const time_zone = ZONES[n % ZONES.length]!
      return [await createUser({ time_zone }), await createUser({ time_zone })] as const
    }),
  )
  await rows('begin')
  await rows('set local session_replication_role = replica')
  for (const twins of pairs) {
    const wishes = [[0, 30, 1440][roll(3)], [60, 95][roll(2)], roll(4) > 0, ['07:15', '13:00'][roll(2)]]
    const tasks = Array.from({ length: 12 }, (_, n) => [
      `Task ${n}`,
      new Date(START + (roll(DAYS + 3) - 1) * 86_400_000).toISOString().slice(0, 10),
      roll(3) === 0 ? null : `${String(roll(24)).padStart(2, '0')}:${String(roll(12) * 5).padStart(2, '0')}`,
    ])
    const snoozed = [roll(12), roll(12)]
    for (const person of twins) {
      await rows(
        `insert into public.notification_preferences
           (user_id, reminder_advance_minutes, overdue_check_minutes, quiet_hours, quiet_until) values ($1, $2, $3, $4, $5)`,
        [person, ...wishes],
      )
      for (const [n, task] of tasks.entries()) {
        const id = randomUUID()
        await rows(
          `insert into public.tasks (user_id, id, name, due_on, due_time, created_at)
           values ($1, $2, $3, $4, $5, '2099-01-01')`,
          [person, id, ...task],
        )
        if (snoozed.includes(n)) {
          await rows(
            `insert into public.notification_snoozes (user_id, subject, until) values ($1, $2, $3)`,
            [...[person, `task:${id}`, new Date(START + 29 * 3_600_000).toISOString()]],
          )
        }
      }
      await rows(
        `insert into public.projects (user_id, id, name, deadline_on, created_at)
         values ($1, gen_random_uuid(), 'Move', '2099-10-26', '2099-01-01')`,
        [person],
      )
    }
  }
  await rows('set local session_replication_role = origin')

  const watched = pairs.map(([first]) => first)
  const others = pairs.map(([, second]) => second)
  // Nobody else's look takes them from now on.
  await rows(
    `update private.person_schedules set due_at = now() where user_id = any ($1) and kind = 'notices'`,
    [[...watched, ...others]],
  )
  let looks = 0
  for (let at = START; at < START + DAYS * 86_400_000; at += 300_000) {
    await rows(`select set_config('aurum.now', $1, true)`, [new Date(at).toISOString()])
    const due = await rows(
      `select user_id from private.person_schedules
       where user_id = any ($1) and kind = 'notices' and due_at <= private.clock()`,
      [others],
    )
    looks += due.length
    await rows('select private.tell_notices($1)', [[...watched, ...due.map(({ user_id }) => user_id)]])
  }

  const heard = (people: string[]) =>
    rows(
      `select array_position($1::uuid[], user_id) as twin, type, title, body, scheduled_for, channels
       from public.notifications where user_id = any ($1) order by 1, 5, 2, 3`,
      [people],
    )
  const told = (people: string[]) =>
    rows(
      `select array_position($1::uuid[], user_id) as twin, type, moment, told_at
       from private.told_notices where user_id = any ($1) order by 1, 3, 2, 4`,
      [people],
    )
  expect(await heard(others)).toEqual(await heard(watched))
  expect(await told(others)).toEqual(await told(watched))
  expect((await told(watched)).length).toBeGreaterThan(100)
  // And few of the looks are needed for that.
  expect(looks / PAIRS).toBeLessThan(DAYS * 288 * 0.15)
}, 120_000)
