import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabase, createUser, cutOff } from './as-user.ts'
import { draftOf, saveInsights } from './insight-drafts.ts'

// What cron runs as plain SQL: rows of the past, by the clock of the server, so that nothing of other tests is touched.

let person: string
beforeEach(async () => {
  person = await createUser()
})

const count = (sql: string) =>
  asDatabase(async (session) => Number((await session.one<{ count: number }>(sql, [person])).count))

describe.each([
  {
    job: 'retention',
    call: 'select private.forget_notices()',
    plant: () =>
      asDatabase((sql) =>
        sql.query(
          `insert into public.notifications (user_id, type, title, scheduled_for)
           values ($1, 'unblocked_task', 'Long ago', now() - interval '40 days')`,
          [person],
        ),
      ),
    left: () => count('select count(*) from public.notifications where user_id = $1'),
  },
  {
    job: 'expiry',
    call: 'select private.expire_insights()',
    plant: () =>
      saveInsights(person, [
        draftOf(randomUUID(), { expires_at: new Date(Date.now() - 3_600_000).toISOString() }),
      ]),
    left: () => count('select count(*) from public.insights where user_id = $1 and ended_at is null'),
  },
])('$job', ({ call, plant, left }) => {
  const run = () => asDatabase((sql) => sql.query(call))

  it('does its work late, and a second time changes nothing', async () => {
    await plant()
    expect(await left()).toBe(1)
    await run()
    expect(await left()).toBe(0)
    await run()
    expect(await left()).toBe(0)
  })

  it('can run several times at once', async () => {
    await plant()
    await Promise.all([run(), run(), run(), run()])
    // Whom one looked at, another passed over; whoever comes next finds nothing more.
    await run()
    expect(await left()).toBe(0)
  })

  it('that is killed before its end has changed nothing, and the next one does all of it', async () => {
    await plant()
    await cutOff(call)
    expect(await left()).toBe(1)
    await run()
    expect(await left()).toBe(0)
  })
})
