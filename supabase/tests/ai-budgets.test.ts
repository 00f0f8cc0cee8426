import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asAnonymous, asDatabase, asService, asUser, createUser, failureOf } from './as-user.ts'
import {
  AMOUNT,
  CALL,
  answered,
  cap,
  foundOrganization,
  makePremium,
  periodOf,
  reserve,
  settle,
} from './money.ts'

let person: string
beforeEach(async () => {
  person = await createUser()
})

describe('a reservation', () => {
  it('holds back the most the calls can cost, and nothing is spent yet', async () => {
    const held = await reserve(person)
    expect(held).toMatchObject({ status: 'reserved', amount_nano_usd: AMOUNT })
    expect(await periodOf(person)).toMatchObject({
      spent_nano_usd: 0,
      reserved_nano_usd: AMOUNT,
      interactions: 0,
      reserved_interactions: 1,
    })
  })

  it('holds for every attempt of the chain that may be billed', async () => {
    const held = await reserve(person, { calls: [CALL, { ...CALL, model: 'gpt-6-luna' }, CALL] })
    // The fallback counts its input at the price of writing it to the cache.
    expect(held.amount_nano_usd).toBe(AMOUNT + 800 * 125 + 400 * 500 + AMOUNT)
  })

  it('counts long requests at the price of long requests', async () => {
    const long = (input_tokens: number) =>
      reserve(person, {
        isInteraction: false,
        calls: [{ model: 'gpt-6.1-sol', input_tokens, max_output_tokens: 1 }],
      })
    await makePremium(person)
    expect((await long(272_000)).amount_nano_usd).toBe(272_000 * 2000 + 10_000)
    expect((await long(272_001)).amount_nano_usd).toBe(272_001 * 4000 + 15_000)
  })

  it.each([
    ['unknown_model', { ...CALL, model: 'gpt-9' }],
    ['disabled_model', { ...CALL, model: 'claude-sonnet-5' }],
    ['no_output_limit', { model: CALL.model, input_tokens: 800 }],
  ])('is refused before anything is called: %s', async (reason, call) => {
    expect(await reserve(person, { calls: [call] })).toMatchObject({ status: 'refused', reason })
    expect((await periodOf(person)).reserved_nano_usd).toBe(0)
  })

  it('is refused for a model without a price, and made for one whose price is zero', async () => {
    const model = `test-${randomUUID()}`
    await asService(async (sql) => {
      await sql.query(
        `insert into public.ai_models (id, provider, api_name, protocol, kind, is_enabled) values ($1, 'own', $1, 'openai', 'chat', true)`,
        [model],
      )
    })
    const calls = [{ model, input_tokens: 5, max_output_tokens: 5 }]
    expect(await reserve(person, { calls })).toMatchObject({
      status: 'refused',
      reason: 'unpriced_model',
      model,
    })
    await asService((sql) =>
      sql.query(
        `insert into public.ai_model_prices (model_id, valid_from, input_nano_usd, output_nano_usd, source)
        values ($1, '2020-01-01', 0, 0, 'A server of our own')`,
        [model],
      ),
    )
    expect(await reserve(person, { calls })).toMatchObject({ status: 'reserved', amount_nano_usd: 0 })
  })

  it('is refused for a model from the day it is switched off', async () => {
    const calls = [{ model: 'whisper-1', audio_ms: 60_000 }]
    expect(await reserve(person, { calls }, { now: '2027-02-25T23:00Z' })).toMatchObject({
      amount_nano_usd: 6_000_000,
    })
    expect(await reserve(person, { calls }, { now: '2027-02-26T00:00Z' })).toMatchObject({
      status: 'refused',
      reason: 'shut_down_model',
    })
  })

  it('holds audio by its seconds, speech by its characters, and rounds up once', async () => {
    const amount = async (call: object) =>
      (await reserve(person, { calls: [call as typeof CALL], isInteraction: false })).amount_nano_usd
    expect(await amount({ model: 'whisper-1', audio_ms: 1 })).toBe(100)
    expect(await amount({ model: 'eleven-flash-v2.5', characters: 100 })).toBe(5_000_000)
    expect(await amount({ model: 'gpt-4o-mini-transcribe', audio_ms: 60_000, max_output_tokens: 100 })).toBe(
      3000 * 1250 + 100 * 5000,
    )
  })

  it('that does not fit says what is left and when it starts anew, and is never made smaller to fit', async () => {
    await cap('user', person, AMOUNT + 1)
    const first = await reserve(person, {}, { now: '2099-11-21T12:00Z' })
    expect(first.status).toBe('reserved')
    const refused = await reserve(person, {}, { now: '2099-11-21T12:00Z' })
    expect(refused).toMatchObject({
      status: 'refused',
      reason: 'budget',
      scope: 'user',
      limit: AMOUNT + 1,
      spent: 0,
      reserved: AMOUNT,
      needed: AMOUNT,
    })
    expect(new Date(refused.resets_at!).toISOString()).toBe('2099-12-01T00:00:00.000Z')
  })

  it('that fits to the nano-dollar is made, and one beyond is not', async () => {
    await cap('user', person, AMOUNT)
    expect((await reserve(person)).status).toBe('reserved')
    const other = await createUser()
    await cap('user', other, AMOUNT - 1)
    expect(await reserve(other)).toMatchObject({ status: 'refused', needed: AMOUNT, limit: AMOUNT - 1 })
  })

  it('fits in all scopes or is held in none', async () => {
    const organization = await foundOrganization(person)
    await cap('organization', organization, AMOUNT - 1)
    expect(await reserve(person, { organization })).toMatchObject({
      status: 'refused',
      scope: 'organization',
    })
    expect((await periodOf(person)).reserved_nano_usd).toBe(0)
    expect((await periodOf(organization)).reserved_nano_usd).toBe(0)
  })

  it('is charged to the organisation by members only', async () => {
    const organization = await foundOrganization(await createUser())
    expect(await failureOf(reserve(person, { organization }))).toBe('42501')
  })
})

describe('the answers of a month', () => {
  it('are as many as the plan says, and those under way count', async () => {
    for (let n = 0; n < 50; n++) {
      const { hold_id } = await reserve(
        person,
        {},
        { now: `2099-11-${String((n % 20) + 1).padStart(2, '0')}T12:00Z` },
      )
      if (n % 2 === 0) await settle(hold_id)
    }
    expect(await reserve(person, {}, { now: '2099-11-25T12:00Z' })).toMatchObject({
      status: 'refused',
      reason: 'interactions',
      limit: 50,
      spent: 25,
      reserved: 25,
    })
    expect((await reserve(person, {}, { now: '2099-12-01T00:00Z' })).status).toBe('reserved')
  })

  it('are counted when they succeed; what failed costs its money and no answer', async () => {
    const { hold_id } = await reserve(person)
    await settle(hold_id, [answered({ error_code: 'overloaded' })], { is_success: false })
    expect(await periodOf(person)).toMatchObject({
      interactions: 0,
      reserved_interactions: 0,
      spent_nano_usd: AMOUNT,
    })
  })

  it('are one for a question that took several holds', async () => {
    const question = await reserve(person)
    const interaction = question.interaction_id
    const speech = await reserve(person, {
      interaction,
      isInteraction: false,
      calls: [{ model: 'eleven-flash-v2.5', characters: 10 }],
    })
    await settle(question.hold_id)
    await settle(speech.hold_id, [answered({ model: 'eleven-flash-v2.5', usage: { characters: 10 } })])
    expect(await periodOf(person)).toMatchObject({ interactions: 1, spent_nano_usd: AMOUNT + 500_000 })
    const rows = await asUser(person, (sql) => sql.query('select * from public.ai_interactions'))
    expect(rows).toMatchObject([
      { id: interaction, cost_nano_usd: AMOUNT + 500_000, served_model: CALL.model },
    ])
  })

  it('are at most a hundred a day, whatever the plan', async () => {
    await makePremium(person)
    await asDatabase((sql) =>
      sql.query(
        `insert into public.ai_holds (user_id, starts_on, idempotency_key, body_hash, interaction_id, feature, calls, amount_nano_usd, lease_until, created_at)
        select $1, '2099-11-01', n::text, 'same', gen_random_uuid(), 'assistant', '[]', 0, '2100-01-01', '2099-11-21T10:00Z' from generate_series(1, 100) n`,
        [person],
      ),
    )
    expect(await reserve(person, {}, { now: '2099-11-21T23:59Z' })).toMatchObject({
      reason: 'daily_interactions',
      limit: 100,
    })
    expect((await reserve(person, {}, { now: '2099-11-22T00:00Z' })).status).toBe('reserved')
  })

  it('are strategic for a share of them', async () => {
    for (let n = 0; n < 15; n++) await settle((await reserve(person, { tier: 'strategic' })).hold_id)
    expect(await reserve(person, { tier: 'strategic' })).toMatchObject({
      reason: 'strategic_share',
      limit: 15,
      spent: 15,
    })
    expect((await reserve(person)).status).toBe('reserved')
  })
})

describe('budgets', () => {
  it('keep what was used when the cap changes', async () => {
    await settle((await reserve(person)).hold_id)
    await asUser(person, (sql) =>
      sql.query(`insert into public.ai_budgets (scope, scope_id, monthly_nano_usd) values ('user', $1, 0)`, [
        person,
      ]),
    )
    expect(await reserve(person)).toMatchObject({ status: 'refused', limit: 0, spent: AMOUNT })
    await asUser(person, (sql) => sql.query('update public.ai_budgets set monthly_nano_usd = 999999999999'))
    // A cap of one's own never lifts that of the plan.
    expect(
      (await reserve(person, { calls: Array(32).fill({ ...CALL, max_output_tokens: 60_000 }) })).limit,
    ).toBe(500_000_000)
  })

  it('are seen by their owner and by nobody else', async () => {
    const stranger = await createUser()
    await reserve(person)
    await cap('user', person, 5)
    for (const table of ['ai_budgets', 'ai_budget_periods', 'ai_holds']) {
      const look = (id: string) => asUser(id, (sql) => sql.query(`select from public.${table}`))
      expect(await look(person)).toHaveLength(1)
      expect(await look(stranger)).toHaveLength(0)
      expect(await failureOf(asAnonymous((sql) => sql.query(`select from public.${table}`)))).toBe('42501')
    }
  })

  it('of an organisation are seen by members and set by managers', async () => {
    const owner = await createUser()
    const organization = await foundOrganization(owner, [person])
    const set = (id: string) =>
      asUser(id, (sql) =>
        sql.query(
          `insert into public.ai_budgets (scope, scope_id, monthly_nano_usd) values ('organization', $1, 7)`,
          [organization],
        ),
      )
    expect(await failureOf(set(person))).toBe('42501')
    expect(await failureOf(set(owner))).toBeNull()
    const mine = await asUser(person, (sql) => sql.query('select monthly_nano_usd from public.ai_budgets'))
    expect(mine).toEqual([{ monthly_nano_usd: 7 }])
  })

  it('of somebody else, or of the installation, are not set by a person', async () => {
    const set = (scope: string, id: string) =>
      failureOf(
        asUser(person, (sql) =>
          sql.query(`insert into public.ai_budgets (scope, scope_id, monthly_nano_usd) values ($1, $2, 7)`, [
            scope,
            id,
          ]),
        ),
      )
    expect(await set('user', await createUser())).toBe('42501')
    expect(await set('system', '00000000-0000-0000-0000-000000000000')).toBe('42501')
  })

  it.each([
    `update public.ai_budget_periods set spent_nano_usd = 0`,
    `delete from public.ai_holds`,
    `insert into public.ai_interactions (user_id, feature, source, is_success) values (auth.uid(), 'assistant', 'model', true)`,
    `update public.ai_plans set monthly_nano_usd = 1`,
    `select public.reserve_ai_budget(auth.uid(), 'k', 'b', 'assistant', '[]')`,
    `select public.settle_ai_usage(gen_random_uuid(), '[]')`,
    `select public.release_ai_hold(gen_random_uuid())`,
  ])('are not written by a person: %s', async (statement) => {
    expect(await failureOf(asUser(person, (sql) => sql.query(statement)))).toBe('42501')
  })
})
