import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabase, asUser, createUser } from './as-user.ts'
import { rowsOf, visit } from './assistant.ts'
import { answered, foundOrganization, makePremium, reserve, settle } from './money.ts'

const MODEL = 'gpt-6.1-sol'
/** One call costs 100,000,000 nano-USD; 300,000,000 a minute are allowed. */
const DEAR = { model: MODEL, input_tokens: 0, max_output_tokens: 10_000 }
const NOW = '2099-11-21T12:00:00Z'
const LATER = '2099-11-21T12:09:59Z'
const END = '2099-11-21T12:10:01Z'

let person: string
beforeEach(async () => {
  person = await createUser()
  await makePremium(person)
})

const hold = (of: string, now: string, organization?: string) =>
  reserve(of, { calls: [DEAR], isInteraction: false, ...(organization && { organization }) }, { now })
const book = (holdId: string, now: string) =>
  settle(
    holdId,
    [answered({ model: MODEL, usage: { input_tokens: 0, output_tokens: 10_000 } })],
    { is_success: true },
    { now },
  )
async function spend(of: string, times: number, now = NOW, organization?: string): Promise<void> {
  for (let n = 0; n < times; n++) await book((await hold(of, now, organization)).hold_id, now)
}
const alarmsOf = (scopeId: string) =>
  asDatabase((sql) =>
    sql.query(`select kind from public.ai_alarms where kind = 'spend_rate' and details ->> 'scope_id' = $1`, [
      scopeId,
    ]),
  )
const noticesOf = (id: string) =>
  asUser(id, (sql) =>
    sql.query<{ title: string }>(
      `select title from public.notifications where title = 'AI requests take a break'`,
    ),
  )

describe('much spent within a minute', () => {
  it('stops all calls of the person for ten minutes, and says until when', async () => {
    await spend(person, 3)
    expect(await hold(person, NOW)).toMatchObject({ status: 'reserved' })
    await spend(person, 1)
    const refused = await hold(person, LATER)
    expect(refused).toMatchObject({
      ...{ status: 'refused', reason: 'spend_rate', scope: 'user' },
      ...{ limit: 300_000_000, spent: 400_000_000 },
    })
    expect(new Date(refused.resets_at!).toISOString()).toBe('2099-11-21T12:10:00.000Z')
    expect(await hold(person, END)).toMatchObject({ status: 'reserved' })
    expect(await alarmsOf(person)).toHaveLength(1)
    expect(await noticesOf(person)).toHaveLength(1)
  })

  it('is no matter when the same is spent over more time', async () => {
    for (const minute of ['00', '01', '02', '03']) await spend(person, 2, `2099-11-21T12:${minute}:00Z`)
    expect(await hold(person, '2099-11-21T12:03:01Z')).toMatchObject({ status: 'reserved' })
    expect(await alarmsOf(person)).toEqual([])
  })

  it('of an organisation stops its members, and nobody else', async () => {
    const [colleague, stranger] = await Promise.all([createUser(), createUser()])
    await Promise.all([makePremium(colleague), makePremium(stranger)])
    const organization = await foundOrganization(person, [colleague])
    await asDatabase((sql) =>
      sql.query(
        `insert into private.spend_levels (scope, scope_id, level_nano_usd, drained_at)
        values ('organization', $1, 2900000000, $2)`,
        [organization, NOW],
      ),
    )
    await spend(colleague, 2, NOW, organization)
    expect(await hold(person, NOW, organization)).toMatchObject({
      ...{ status: 'refused', reason: 'spend_rate', scope: 'organization' },
    })
    expect(await hold(stranger, NOW)).toMatchObject({ status: 'reserved' })
    expect(await hold(colleague, NOW)).toMatchObject({ status: 'reserved' })
    expect(await noticesOf(person)).toHaveLength(1)
    expect(await noticesOf(colleague)).toEqual([])
  })

  it('is told once, also by 30 settlements at once, each of which is booked', async () => {
    const holds = await Promise.all(Array.from({ length: 30 }, () => hold(person, NOW)))
    await Promise.all(holds.map(({ hold_id }) => book(hold_id, NOW)))
    expect(await alarmsOf(person)).toHaveLength(1)
    expect(await noticesOf(person)).toHaveLength(1)
    const [level] = await asDatabase((sql) =>
      sql.query<{ spent: number }>(
        'select level_nano_usd::float as spent from private.spend_levels where scope_id = $1',
        [person],
      ),
    )
    expect(level!.spent).toBe(3_000_000_000)
    expect(await hold(person, NOW)).toMatchObject({ status: 'refused', reason: 'spend_rate' })
  })
})

it('who is paused is answered as one who asks too often, asks nobody, and keeps what rules answer', async () => {
  const visitor = await visit()
  await asDatabase((sql) =>
    sql.query(
      `insert into private.spend_levels (scope, scope_id, level_nano_usd, drained_at, paused_until)
      values ('user', $1, 400000000, now(), now() + interval '5 minutes')`,
      [visitor.id],
    ),
  )
  const response = await visitor.send({ message: 'Write two friendly lines for the birthday card of Ines' })
  const body: unknown = await response.json()
  expect({ status: response.status, body }).toMatchObject({
    status: 429,
    body: { code: 'RATE_LIMITED', details: { reason: 'spend_rate', scope: 'user' } },
  })
  const seconds = Number(response.headers.get('retry-after'))
  expect(seconds).toBeGreaterThan(200)
  expect(seconds).toBeLessThanOrEqual(300)
  expect(await rowsOf(visitor, 'ai_holds')).toEqual([])
  expect(await visitor.ask('what should I do first?')).toMatchObject({ source: 'rules' })
})
