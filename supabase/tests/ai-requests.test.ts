import { beforeEach, describe, expect, it } from 'vitest'
import { asDatabase, asService, asUser, createUser, failureOf, type Row } from './as-user.ts'

let person: string

beforeEach(async () => {
  person = await createUser()
})

const START = Date.parse('2026-11-21T09:00:00Z')
const at = (second: number) => new Date(START + second * 1000).toISOString()

const call = (name: string, values: unknown[], second = 0): Promise<Row | boolean | null> =>
  asService(
    async (sql) => {
      const places = values.map((_, place) => `$${place + 1}`).join(', ')
      const { answer } = await sql.one<{ answer: Row | null }>(
        `select public.${name}(${places}) as answer`,
        values,
      )
      return answer
    },
    { now: at(second) },
  )

describe('a request with a key', () => {
  const claim = (second = 0, hash = 'body', key = 'k', lease = 60) =>
    call('claim_ai_request', [person, key, hash, lease], second)
  const finish = (outcome: unknown, second = 0) =>
    call('finish_ai_request', [person, 'k', JSON.stringify(outcome)], second)
  const release = () => call('release_ai_request', [person, 'k'])

  it('is worked on by one of many that arrive at once', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => claim()))
    const states = answers.map((answer) => (answer as Row).state)
    expect(states.filter((state) => state === 'claimed')).toHaveLength(1)
    expect(states.filter((state) => state === 'in_progress')).toHaveLength(39)
  })

  it('is answered with its outcome when it is repeated', async () => {
    await claim()
    expect(await claim(1)).toEqual({ state: 'in_progress', retry_after_seconds: 2 })
    expect(await claim(59.5)).toEqual({ state: 'in_progress', retry_after_seconds: 1 })
    await finish({ answer: 'Done', rows: [] }, 60)
    expect(await claim(90)).toEqual({ state: 'done', outcome: { answer: 'Done', rows: [] } })
  })

  it('is told from another one with the same key', async () => {
    await claim()
    expect(await claim(1, 'another')).toEqual({ state: 'mismatch' })
    await finish({}, 2)
    expect(await claim(3, 'another')).toEqual({ state: 'mismatch' })
  })

  it('is lost when nobody came back with an outcome, and nobody works on it again', async () => {
    await claim()
    expect(await claim(60)).toEqual({ state: 'lost' })
    expect(await claim(61)).toEqual({ state: 'lost' })
    await finish({ answer: 'late' }, 62)
    expect(await claim(63)).toEqual({ state: 'done', outcome: { answer: 'late' } })
  })

  it('is free again when it was released, unless it has an outcome', async () => {
    await claim()
    await release()
    expect(await claim(1, 'another')).toEqual({ state: 'claimed' })
    await finish({})
    await release()
    expect(await claim(2, 'another')).toMatchObject({ state: 'done' })
  })

  it('is forgotten after a day, with or without a sweep', async () => {
    await claim()
    await finish({ answer: 'yesterday' })
    expect(await claim(86_399)).toMatchObject({ state: 'done' })
    expect(await claim(86_400, 'another')).toEqual({ state: 'claimed' })
    await asDatabase((sql) => sql.query('select private.sweep_ai_leftovers()'), { now: at(2 * 86_400) })
    expect(
      await asDatabase((sql) => sql.count('select from private.ai_requests where user_id = $1', [person])),
    ).toBe(0)
  })

  it('is none of another person, and goes with the account', async () => {
    await claim()
    const owner = person
    person = await createUser()
    expect(await claim()).toEqual({ state: 'claimed' })
    await asDatabase((sql) => sql.query('delete from auth.users where id = $1', [owner]))
    expect(
      await asDatabase((sql) => sql.count('select from private.ai_requests where user_id = $1', [owner])),
    ).toBe(0)
  })

  it('needs a key and a lease that make sense', async () => {
    expect(await failureOf(claim(0, 'body', ''))).toBe('23514')
    expect(await failureOf(claim(0, 'body', 'x'.repeat(201)))).toBe('23514')
    expect(await failureOf(claim(0, 'body', 'k', 0))).toBe('22023')
  })
})

describe('a kept answer', () => {
  const keep = (key: string, answer: unknown, seconds = 3600, second = 0, version: string | null = null) =>
    call('keep_ai_answer', [person, key, JSON.stringify(answer), seconds, version], second)
  const read = (key: string, second = 0) => call('read_ai_answer', [person, key], second)
  const count = () =>
    asDatabase((sql) => sql.count('select from private.ai_answers where user_id = $1', [person]))

  it('is read until it expires', async () => {
    expect(await read('k')).toBe(null)
    expect(await keep('k', { text: 'Yes' })).toBe(true)
    expect(await read('k', 3599)).toEqual({ answer: { text: 'Yes' } })
    expect(await read('k', 3600)).toBe(null)
  })

  it('is read by its person alone', async () => {
    await keep('k', 'mine')
    person = await createUser()
    expect(await read('k')).toBe(null)
  })

  it('goes when the life it was worked out from has changed', async () => {
    await keep('old', 1, 3600, 0, '7')
    await keep('timeless', 2)
    await keep('new', 3, 3600, 1, '8')
    expect([await read('old', 2), await read('timeless', 2), await read('new', 2)]).toEqual([
      ...[null, { answer: 2 }, { answer: 3 }],
    ])
  })

  it('makes room for others when it was used longest ago', async () => {
    const large = 'x'.repeat(190_000)
    for (let n = 0; n < 10; n++) await keep(`k${n}`, large, 3600, n)
    expect(await read('k0', 100)).not.toBe(null)
    await keep('k10', large, 3600, 200)
    expect(await count()).toBe(10)
    expect(await read('k0', 201)).not.toBe(null)
    expect(await read('k1', 201)).toBe(null)
  })

  it('is one of at most 500', async () => {
    await asService((sql) =>
      sql.query(`select public.keep_ai_answer($1, 'k' || n, '1', 60) from generate_series(1, 510) n`, [
        person,
      ]),
    )
    expect(await count()).toBe(500)
  })

  it('is not kept when it is too large, or for no time', async () => {
    expect(await keep('k', 'x'.repeat(200_000))).toBe(false)
    expect(await keep('k', 'x', 0)).toBe(false)
    expect(await count()).toBe(0)
  })
})

describe('these functions', () => {
  it.each([
    `claim_ai_request($1, 'k', 'h', 60)`,
    `finish_ai_request($1, 'k', '{}')`,
    `release_ai_request($1, 'k')`,
    `read_ai_answer($1, 'k')`,
    `keep_ai_answer($1, 'k', '{}', 60)`,
  ])('are the service’s alone: %s', async (text) => {
    expect(await failureOf(asUser(person, (sql) => sql.query(`select public.${text}`, [person])))).toBe(
      '42501',
    )
  })
})
