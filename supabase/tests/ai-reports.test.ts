import { beforeEach, describe, expect, it } from 'vitest'
import { asAnonymous, asDatabase, asService, asUser, createUser, failureOf, type Row } from './as-user.ts'
import { AMOUNT, CALL, answered, cap, makePremium, reserve, settle } from './money.ts'

let person: string
beforeEach(async () => {
  person = await createUser()
})

const reportOf = (id: string) =>
  asUser(
    id,
    async (sql) => (await sql.one<{ report: Row }>('select public.ai_usage_report() as report')).report,
  )

describe('the report of a month', () => {
  it('says what was used, by feature, model and day, and what could be saved', async () => {
    await makePremium(person)
    await settle((await reserve(person)).hold_id, [
      answered({ usage: { input_tokens: 800, cached_input_tokens: 400, output_tokens: 400 } }),
    ])
    const strategic = await reserve(person, {
      tier: 'strategic',
      calls: [{ model: 'gpt-6.1-sol', input_tokens: 800, max_output_tokens: 400 }],
    })
    await settle(strategic.hold_id, [answered({ model: 'gpt-6.1-sol' })])
    const cheap = AMOUNT - 400 * 90
    const dear = 800 * 2000 + 400 * 10_000
    expect(await reportOf(person)).toMatchObject({
      calls: 2,
      cost_nano_usd: cheap + dear,
      cached_percent: 25,
      saved_by_cache_nano_usd: 400 * 90,
      all_strategic_nano_usd: dear + dear - 400 * 1900,
      by_feature: [{ feature: 'assistant', calls: 2, cost_nano_usd: cheap + dear }],
      by_model: [
        { model: 'gpt-6.1-sol', cost_nano_usd: dear },
        { model: CALL.model, cost_nano_usd: cheap },
      ],
      by_day: [{ calls: 2, cost_nano_usd: cheap + dear }],
      suggestions: [{ code: 'fewer_strategic', calls: 1, saves_nano_usd: (dear - AMOUNT) / 2 }],
    })
  })

  it('is empty for somebody who used nothing, and shows nothing of others', async () => {
    await settle((await reserve(person)).hold_id)
    expect(await reportOf(await createUser())).toMatchObject({
      calls: 0,
      cost_nano_usd: 0,
      by_day: [],
      suggestions: [],
    })
    expect(await failureOf(asAnonymous((sql) => sql.query('select public.ai_usage_report()')))).toBe('42501')
  })
})

describe('the state of a budget', () => {
  it('says what is left, to the person and to the service', async () => {
    await cap('user', person, 1_000_000)
    await settle((await reserve(person)).hold_id)
    await reserve(person)
    const state = {
      tier: 'free',
      scopes: [
        { scope: 'user', limit_nano_usd: 1_000_000, spent_nano_usd: AMOUNT, reserved_nano_usd: AMOUNT },
      ],
      interactions: {
        used: 1,
        reserved: 1,
        allowed: 50,
        today: 2,
        allowed_today: 100,
        strategic: 0,
        allowed_strategic: 15,
      },
    }
    expect(await asUser(person, (sql) => sql.one('select public.ai_budget_state() as state'))).toMatchObject({
      state,
    })
    expect(
      await asService((sql) => sql.one('select public.ai_budget_state($1) as state', [person])),
    ).toMatchObject({ state })
  })

  it('of somebody else says nothing of what they spent', async () => {
    await settle((await reserve(person)).hold_id)
    const stranger = await createUser()
    expect(
      await asUser(stranger, (sql) => sql.one('select public.ai_budget_state($1) as state', [person])),
    ).toMatchObject({ state: { scopes: [{ spent_nano_usd: 0 }], interactions: { used: 0, today: 0 } } })
  })
})

describe('the nightly check', () => {
  const driftOf = (id: string) =>
    asDatabase((sql) =>
      sql.query<{ counted: Row; booked: Row }>(
        `select drift.counted, drift.booked from private.ai_drift(date_trunc('month', now() at time zone 'UTC')::date) drift where scope_id = $1`,
        [id],
      ),
    )

  it('finds nothing when all is well', async () => {
    await settle((await reserve(person)).hold_id)
    await reserve(person)
    expect(await driftOf(person)).toEqual([])
  })

  it('raises an alarm when a counter says something else than the ledger, once', async () => {
    await settle((await reserve(person)).hold_id)
    await asDatabase((sql) =>
      sql.query(
        'update public.ai_budget_periods set spent_nano_usd = spent_nano_usd + 1 where scope_id = $1',
        [person],
      ),
    )
    expect(await driftOf(person)).toMatchObject([
      { counted: { spent: AMOUNT + 1 }, booked: { spent: AMOUNT } },
    ])
    for (let n = 0; n < 2; n++) await asService((sql) => sql.query('select private.reconcile_ai_budgets()'))
    const alarms = await asService((sql) =>
      sql.query(`select kind from public.ai_alarms where details ->> 'scope_id' = $1`, [person]),
    )
    expect(alarms).toEqual([{ kind: 'drift' }])
  })
})
