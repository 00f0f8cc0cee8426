import { createECDH, randomBytes, randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, inject, it } from 'vitest'
import { PUSH_RETRY_AFTER_SECONDS } from '../../tests/fakes/push.ts'
import { asUser, createUser, pool } from './as-user.ts'

// Through the whole of it: the button's rpc, the queue, the function, and a push service that answers as it is told.

let person: string
beforeEach(async () => {
  person = await createUser()
})

/** A browser of the person whose push service gives this answer. @returns the id of its row */
const register = (answer: number, name = randomUUID()) =>
  asUser(person, async (sql) => {
    const keys = createECDH('prime256v1').generateKeys('base64url')
    const { id } = await sql.one<{ id: string }>('select public.register_push_device($1, $2, $3, $4) as id', [
      ...[`${inject('fakes').push}/send/${answer}/${name}`, keys],
      ...[randomBytes(16).toString('base64url'), 'Test browser'],
    ])
    return id
  })

const sendTest = () => asUser(person, (sql) => sql.one(`select public.send_test_notification('push') as id`))
const devices = () =>
  asUser(person, async (sql) =>
    (await sql.query<{ id: string }>('select id from public.push_subscriptions')).map(({ id }) => id),
  )
interface Delivery {
  type: string
  state: string
  reason: string | null
  attempts: number
}
const deliveries = () =>
  asUser(person, (sql) =>
    sql.query<Delivery>(
      `select type, state, reason, attempts from public.notification_deliveries
       where channel = 'push' and state <> 'sending' and (state <> 'queued' or attempts > 0)`,
    ),
  )
/** What became of the one message that is under way. */
async function outcome(): Promise<Delivery> {
  await expect.poll(deliveries, { timeout: 30_000, interval: 50 }).toHaveLength(1)
  return (await deliveries())[0]!
}

describe('a test of Web Push', () => {
  it('is sent, and stands in the log', async () => {
    const device = await register(201)
    await sendTest()
    expect(await outcome()).toEqual({ type: 'test', state: 'sent', reason: null, attempts: 1 })
    expect(await devices()).toEqual([device])
  })

  it.each([404, 410])(
    'forgets a browser that its service no longer knows (%i), and says so',
    async (answer) => {
      await register(answer)
      await sendTest()
      expect(await outcome()).toEqual({ type: 'test', state: 'skipped', reason: 'no_device', attempts: 1 })
      expect(await devices()).toEqual([])
    },
  )

  it('reaches the other browsers though one is gone', async () => {
    await register(410)
    const device = await register(201)
    await sendTest()
    expect(await outcome()).toMatchObject({ state: 'sent' })
    expect(await devices()).toEqual([device])
  })

  it('waits for as long as a busy service wants, and keeps the browser', async () => {
    const device = await register(429)
    const { id } = await sendTest()
    expect(await outcome()).toEqual({ type: 'test', state: 'queued', reason: 'busy', attempts: 1 })
    expect(await devices()).toEqual([device])
    const wait = async () => {
      const { rows } = await pool.query<{ seconds: number }>(
        `select extract(epoch from start_after - now()) as seconds from pgboss.job
         where state = 'retry' and data -> 'ids' ? $1`,
        [id],
      )
      return Number(rows[0]?.seconds ?? 0)
    }
    await expect.poll(wait, { timeout: 10_000 }).toBeGreaterThan(PUSH_RETRY_AFTER_SECONDS - 60)
  })

  it('that a service refuses is not repeated', async () => {
    await register(400)
    await sendTest()
    expect(await outcome()).toEqual({ type: 'test', state: 'failed', reason: 'refused', attempts: 1 })
  })

  it('is repeated when one service refuses it and another was only busy', async () => {
    await Promise.all([400, 400, 400, 503].map((answer) => register(answer)))
    await sendTest()
    expect(await outcome()).toEqual({ type: 'test', state: 'queued', reason: 'busy', attempts: 1 })
  })

  it('goes to nobody else: a browser rings for whoever registered it last', async () => {
    const name = randomUUID()
    await register(201, name)
    const first = person
    person = await createUser()
    const device = await register(201, name)
    expect(await devices()).toEqual([device])
    person = first
    expect(await devices()).toEqual([])
    await sendTest()
    expect(await outcome()).toMatchObject({ state: 'skipped', reason: 'no_device' })
  })
})
