import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createUser } from './as-user.ts'
import { AMOUNT, answered, ledgerOf, periodOf, periodsOf, release, reserve, settle, sweep } from './money.ts'

let person: string
beforeEach(async () => {
  person = await createUser()
})

describe('a key', () => {
  it('that comes again while the action runs says so', async () => {
    const key = randomUUID()
    const { hold_id } = await reserve(person, { key })
    expect(await reserve(person, { key })).toMatchObject({ status: 'in_progress', hold_id })
    expect((await periodOf(person)).reserved_nano_usd).toBe(AMOUNT)
  })

  it('that comes again afterwards gets what was answered, and nothing is held', async () => {
    const key = randomUUID()
    const { hold_id } = await reserve(person, { key })
    await settle(hold_id, [answered()], { is_success: true, outcome: { answer: 'Friday' } })
    expect(await reserve(person, { key })).toMatchObject({
      status: 'replay',
      state: 'settled',
      outcome: { answer: 'Friday' },
    })
    expect(await periodOf(person)).toMatchObject({ reserved_nano_usd: 0, spent_nano_usd: AMOUNT })
  })

  it('that comes with another body is a conflict', async () => {
    const key = randomUUID()
    await reserve(person, { key })
    expect((await reserve(person, { key, body: 'other' })).status).toBe('conflict')
  })

  it('of one person means nothing for another', async () => {
    const key = randomUUID()
    await reserve(person, { key })
    expect((await reserve(await createUser(), { key, body: 'other' })).status).toBe('reserved')
  })
})

describe('a hold', () => {
  it('that is released gives everything back, once', async () => {
    const { hold_id } = await reserve(person)
    await release(hold_id)
    await release(hold_id)
    expect(await periodOf(person)).toMatchObject({
      reserved_nano_usd: 0,
      reserved_interactions: 0,
      spent_nano_usd: 0,
    })
  })

  it('that was settled is not released by a release that comes late', async () => {
    const { hold_id } = await reserve(person)
    await settle(hold_id)
    expect(await release(hold_id)).toEqual({ answer: { state: 'settled', cost_nano_usd: AMOUNT } })
    expect(await periodOf(person)).toMatchObject({ reserved_nano_usd: 0, spent_nano_usd: AMOUNT })
  })

  it('whose request died is given back by the sweep, after its lease and not before', async () => {
    const now = '2097-01-15T12:00:00Z'
    const { hold_id } = await reserve(person, {}, { now })
    await sweep(person, { now: '2097-01-15T12:01:59Z' })
    expect((await periodOf(person)).reserved_nano_usd).toBe(AMOUNT)
    await sweep(person, { now: '2097-01-15T12:02:01Z' })
    expect(await periodOf(person)).toMatchObject({ reserved_nano_usd: 0, reserved_interactions: 0 })
    const late = await settle(hold_id)
    expect(late).toMatchObject({ status: 'settled_late', cost_nano_usd: AMOUNT, is_overrun: true })
    expect(await periodOf(person)).toMatchObject({ spent_nano_usd: AMOUNT, reserved_nano_usd: 0 })
    expect(await ledgerOf(person)).toMatchObject([{ is_late: true, cost_nano_usd: AMOUNT }])
  })

  it('is settled into the month it was made in', async () => {
    const { hold_id } = await reserve(person, {}, { now: '2099-12-31T23:59:59.9Z' })
    await reserve(person, {}, { now: '2100-01-01T00:00:00Z' })
    await settle(hold_id, undefined, undefined, { now: '2100-01-01T00:00:30Z' })
    expect(await periodsOf(person)).toMatchObject([
      { starts_on: '2099-12-01', spent_nano_usd: AMOUNT, reserved_nano_usd: 0 },
      { starts_on: '2100-01-01', spent_nano_usd: 0, reserved_nano_usd: AMOUNT },
    ])
  })
})
