import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { asService, asUser, createUser, failureOf } from './as-user.ts'

interface Taken {
  allowed: boolean
  rule: string | null
  retry_after_seconds: number
}

const take = (takes: { rule: string; subject: string }[], now: string) =>
  asService(
    async (sql) =>
      (await sql.one<{ answer: Taken }>('select public.take_rate($1) as answer', [JSON.stringify(takes)]))
        .answer,
    { now },
  )
const at = (second: number) => new Date(Date.UTC(2099, 0, 1) + second * 1000).toISOString()

describe('a rate', () => {
  it('lets through as many as the window has room for, and says when there is room again', async () => {
    const subject = `user:${randomUUID()}`
    const burst = (second: number) => take([{ rule: 'ai_burst', subject }], at(second))
    for (const second of [0, 4, 8]) expect((await burst(second)).allowed).toBe(true)
    expect(await burst(9)).toEqual({ allowed: false, rule: 'ai_burst', retry_after_seconds: 1 })
    expect(await burst(8.5)).toMatchObject({ allowed: false, retry_after_seconds: 2 })
    expect((await burst(10.1)).allowed).toBe(true)
    // The window slides: the takes at 4, 8 and 10.1 fill it until 14.
    expect(await burst(10.2)).toMatchObject({ allowed: false, retry_after_seconds: 4 })
  })

  it('takes of all or of none', async () => {
    const user = { rule: 'ai_burst', subject: `user:${randomUUID()}` }
    const address = { rule: 'ai_burst', subject: `address:${randomUUID()}` }
    for (let n = 0; n < 3; n++) await take([address], at(n))
    expect((await take([user, address], at(3))).allowed).toBe(false)
    for (let n = 0; n < 3; n++) expect((await take([user], at(3))).allowed).toBe(true)
  })

  it('lets exactly as many of many at once through', async () => {
    const subject = `user:${randomUUID()}`
    const answers = await Promise.all(
      Array.from({ length: 130 }, () => take([{ rule: 'requests', subject }], at(0))),
    )
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(100)
  })

  it('of requests that take the same in another order does not lock them up', async () => {
    const one = { rule: 'requests', subject: `user:${randomUUID()}` }
    const other = { rule: 'requests', subject: `address:${randomUUID()}` }
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => take(n % 2 ? [one, other] : [other, one], at(0))),
    )
    expect(answers.every(({ allowed }) => allowed)).toBe(true)
  })

  it('is taken by the service only, and by a rule that exists', async () => {
    const person = await createUser()
    const call = `select public.take_rate('[{"rule":"nothing","subject":"x"}]')`
    expect(await failureOf(asUser(person, (sql) => sql.query(call)))).toBe('42501')
    expect(await failureOf(asService((sql) => sql.query(call)))).toBe('23503')
  })
})

describe('a breaker', () => {
  const make = () => {
    const model = randomUUID()
    const ask = (second: number) =>
      asService(
        async (sql) =>
          (
            await sql.one<{ answer: { allowed: boolean; state: string; is_probe: boolean } }>(
              `select public.ai_breaker_allows('test', $1) as answer`,
              [model],
            )
          ).answer,
        { now: at(second) },
      )
    const report = (second: number, outcome: string) =>
      asService(
        async (sql) =>
          (
            await sql.one<{ answer: { state: string; open_until: string | null } }>(
              `select public.report_ai_attempt('test', $1, $2) as answer`,
              [model, outcome],
            )
          ).answer,
        { now: at(second) },
      )
    return { ask, report }
  }
  const pauseOf = (answer: { open_until: string | null }, second: number) =>
    (Date.parse(answer.open_until!) - Date.parse(at(second))) / 1000

  it('is closed for a model nobody has asked', async () => {
    expect(await make().ask(0)).toMatchObject({ allowed: true, state: 'closed' })
  })

  it('opens after five failures in a row, and not before', async () => {
    const { ask, report } = make()
    for (let n = 0; n < 10; n++) await report(n, 'success')
    for (let n = 10; n < 14; n++) expect((await report(n, 'failure')).state).toBe('closed')
    expect((await report(14, 'failure')).state).toBe('open')
    expect(await ask(15)).toMatchObject({ allowed: false, state: 'open' })
  })

  it('opens when half of five and more within a minute fail', async () => {
    const { report } = make()
    for (const outcome of ['failure', 'success', 'failure', 'success']) await report(0, outcome)
    expect((await report(1, 'failure')).state).toBe('open')
  })

  it('forgets what happened more than a minute ago', async () => {
    const { report } = make()
    for (const outcome of ['failure', 'success', 'failure', 'success']) await report(0, outcome)
    expect((await report(61, 'failure')).state).toBe('closed')
  })

  it.each(['no_money', 'auth'])('opens at once for %s', async (outcome) => {
    expect((await make().report(0, outcome)).state).toBe('open')
  })

  it('does not count requests that were wrong themselves', async () => {
    const { report } = make()
    for (let n = 0; n < 20; n++) expect((await report(n, 'bad_request')).state).toBe('closed')
  })

  it('lets one live request of many try when the pause is over', async () => {
    const { ask, report } = make()
    await report(0, 'auth')
    expect((await ask(4)).allowed).toBe(false)
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(10)))
    expect(answers.filter(({ allowed }) => allowed)).toEqual([
      { allowed: true, state: 'half_open', is_probe: true },
    ])
    await report(11, 'success')
    expect(await ask(12)).toMatchObject({ allowed: true, state: 'closed' })
  })

  it('pauses twice as long each time, from five seconds up to five minutes', async () => {
    const { ask, report } = make()
    let second = 0
    for (const base of [5, 10, 20, 40, 80, 160, 300, 300]) {
      const pause = pauseOf(await report(second, 'auth'), second)
      expect(pause).toBeGreaterThanOrEqual(base)
      expect(pause).toBeLessThanOrEqual(base * 1.25 + 0.001)
      second += 400
      expect((await ask(second)).is_probe).toBe(true)
    }
  })

  it('is never opened for a shorter time by a later failure', async () => {
    const { report } = make()
    const first = await report(0, 'auth')
    const later = await report(0.5, 'failure')
    expect(Date.parse(later.open_until!)).toBeGreaterThanOrEqual(Date.parse(first.open_until!))
  })

  it('lets another try when a probe never reports', async () => {
    const { ask, report } = make()
    await report(0, 'auth')
    expect((await ask(10)).is_probe).toBe(true)
    expect((await ask(69)).allowed).toBe(false)
    expect((await ask(70)).is_probe).toBe(true)
  })
})
