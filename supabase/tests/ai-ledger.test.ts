import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asAnonymous, asDatabase, asService, asUser, createUser, failureOf, type Row } from './as-user.ts'
import { AMOUNT, CALL, answered, foundOrganization, ledgerOf, periodOf, reserve, settle } from './money.ts'

let person: string
beforeEach(async () => {
  person = await createUser()
})

const costOf = async (model: string, usage: Row, at = '2026-11-21') =>
  (
    await asService((sql) =>
      sql.one<{ cost: number | null }>('select public.ai_cost_nano_usd($1, $2, $3) as cost', [
        model,
        JSON.stringify(usage),
        at,
      ]),
    )
  ).cost

describe('the cost of a call', () => {
  it('counts cached tokens of OpenAI within the prompt, and reasoning within the answer', async () => {
    const usage = {
      prompt_tokens: 1000,
      completion_tokens: 500,
      total_tokens: 1500,
      prompt_tokens_details: { cached_tokens: 400, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 300 },
    }
    expect(await costOf('gpt-6.1-sol', usage)).toBe(600 * 2000 + 400 * 100 + 500 * 10_000)
  })

  it('counts thoughts of Gemini as output, beside the candidates, and cached tokens once', async () => {
    const usage = {
      promptTokenCount: 1000,
      cachedContentTokenCount: 250,
      candidatesTokenCount: 100,
      thoughtsTokenCount: 900,
      totalTokenCount: 2000,
    }
    expect(await costOf('gemini-2.5-flash-lite', usage)).toBe(750 * 100 + 250 * 10 + 1000 * 400)
  })

  it('counts what the total has beyond its parts as output', async () => {
    expect(await costOf(CALL.model, { input_tokens: 10, output_tokens: 5, total_tokens: 115 })).toBe(
      10 * 100 + 105 * 400,
    )
  })

  it('is that of long requests for the whole of a long request', async () => {
    expect(await costOf('gemini-2.5-pro', { input_tokens: 200_000 })).toBe(200_000 * 1250)
    expect(await costOf('gemini-2.5-pro', { input_tokens: 200_001 })).toBe(200_001 * 2500)
  })

  it('is that of the day', async () => {
    const usage = { input_tokens: 1 }
    expect(await costOf('gemini-3.8-flash', usage, '2026-12-31T23:59:59Z')).toBe(750)
    expect(await costOf('gemini-3.8-flash', usage, '2027-01-01T00:00:00Z')).toBe(1500)
  })

  it('of audio is exact to the second, and rounded up once', async () => {
    expect(await costOf('whisper-1', { type: 'duration', seconds: 90 })).toBe(9_000_000)
    expect(await costOf('nova-3', { audio_ms: 1 })).toBe(72)
    expect(await costOf('nova-3', { audio_ms: 3_600_000 })).toBe(258_000_000)
  })

  it('of the least token there is, is exact', async () => {
    expect(await costOf('gpt-5-nano', { input_tokens: 1, cached_input_tokens: 1 })).toBe(5)
  })

  it('is not known for a model without a price, nor for what the price says nothing of', async () => {
    expect(await costOf('gpt-9', { input_tokens: 1 })).toBeNull()
    expect(await costOf('tts-1', { input_tokens: 100, output_tokens: 100 })).toBeNull()
  })
})

describe('a settlement', () => {
  it('books what was used and gives the rest back', async () => {
    const { hold_id } = await reserve(person)
    const settled = await settle(hold_id, [answered({ usage: { input_tokens: 800, output_tokens: 10 } })])
    expect(settled).toMatchObject({
      status: 'settled',
      cost_nano_usd: 84_000,
      estimated: false,
      is_overrun: false,
    })
    expect(await periodOf(person)).toMatchObject({
      spent_nano_usd: 84_000,
      reserved_nano_usd: 0,
      interactions: 1,
      reserved_interactions: 0,
    })
  })

  it('happens once', async () => {
    const { hold_id } = await reserve(person)
    await settle(hold_id)
    expect(await settle(hold_id)).toMatchObject({ status: 'already_settled', cost_nano_usd: AMOUNT })
    expect(await periodOf(person)).toMatchObject({
      spent_nano_usd: AMOUNT,
      reserved_nano_usd: 0,
      interactions: 1,
    })
    expect(await ledgerOf(person)).toHaveLength(1)
  })

  it('books the sum of all attempts', async () => {
    const { hold_id } = await reserve(person, { calls: [CALL, CALL, { ...CALL, model: 'gpt-6-luna' }] })
    const { cost_nano_usd, served_model } = await settle(hold_id, [
      answered({ dispatched: false, usage: undefined, error_code: 'breaker_open' }),
      answered({ usage: { input_tokens: 800, output_tokens: 0 }, error_code: 'overloaded' }),
      answered({ model: 'gpt-6-luna', usage: { input_tokens: 800, output_tokens: 100 } }),
    ])
    expect(cost_nano_usd).toBe(0 + 80_000 + 80_000 + 50_000)
    expect(served_model).toBe('gpt-6-luna')
    expect((await ledgerOf(person)).map((row) => row.cost_nano_usd)).toEqual([0, 80_000, 130_000])
  })

  it('of a stream that was cut books the input and what came, and says that it is estimated', async () => {
    const { hold_id } = await reserve(person)
    const settled = await settle(hold_id, [{ model: CALL.model, dispatched: true, output_characters: 41 }])
    expect(settled).toMatchObject({ cost_nano_usd: 80_000 + 11 * 400, estimated: true })
    expect(await ledgerOf(person)).toMatchObject([{ is_estimated: true, output_tokens: 11 }])
  })

  it('of a call that was never sent books nothing', async () => {
    const { hold_id } = await reserve(person)
    expect(await settle(hold_id, [{ model: CALL.model, dispatched: false }])).toMatchObject({
      cost_nano_usd: 0,
      estimated: false,
    })
  })

  it('prices the model that answered, not the one that was asked', async () => {
    const { hold_id } = await reserve(person)
    await settle(hold_id, [
      answered({
        served_model: 'models/gemini-3.5-flash-lite-001',
        usage: { input_tokens: 10, output_tokens: 10 },
      }),
    ])
    expect(await ledgerOf(person)).toMatchObject([
      {
        requested_model: CALL.model,
        served_model: 'gemini-3.5-flash-lite',
        cost_nano_usd: 10 * 300 + 10 * 2500,
      },
    ])
  })

  it('of a model that nobody knows books all that was held, and raises an alarm', async () => {
    const served_model = `mystery-${randomUUID()}`
    const { hold_id } = await reserve(person)
    expect(await settle(hold_id, [answered({ served_model })])).toMatchObject({
      cost_nano_usd: AMOUNT,
      estimated: true,
      is_overrun: false,
    })
    const alarms = await asService((sql) =>
      sql.query(`select kind from public.ai_alarms where details ->> 'served' = $1`, [served_model]),
    )
    expect(alarms).toEqual([{ kind: 'unknown_model' }])
  })

  it('that costs more than was held is booked in full and marked', async () => {
    const { hold_id } = await reserve(person)
    expect(
      await settle(hold_id, [answered({ usage: { input_tokens: 8000, output_tokens: 400 } })]),
    ).toMatchObject({ cost_nano_usd: 960_000, is_overrun: true })
    expect((await periodOf(person)).spent_nano_usd).toBe(960_000)
  })

  it('books an event that is told twice once', async () => {
    const event_id = randomUUID()
    await settle((await reserve(person)).hold_id, [answered({ event_id })])
    await settle((await reserve(person)).hold_id, [answered({ event_id })])
    expect(await ledgerOf(person)).toHaveLength(1)
    expect((await periodOf(person)).spent_nano_usd).toBe(AMOUNT)
  })

  it('keeps what the strategic model would have cost, and what cached tokens saved', async () => {
    const { hold_id } = await reserve(person)
    await settle(hold_id, [
      answered({ usage: { input_tokens: 800, cached_input_tokens: 500, output_tokens: 100 } }),
    ])
    expect(await ledgerOf(person)).toMatchObject([
      {
        cost_nano_usd: 300 * 100 + 500 * 10 + 100 * 400,
        saved_by_cache_nano_usd: 500 * 90,
        counterfactual_nano_usd: 300 * 2000 + 500 * 100 + 100 * 10_000,
      },
    ])
  })

  it('of no such hold is not found', async () => {
    expect(await failureOf(settle(randomUUID()))).toBe('PT404')
  })
})

describe('an answer that no model had to give', () => {
  const record = (source: string, details: Row = {}, id = randomUUID()) =>
    asService((sql) =>
      sql.query('select public.record_ai_interaction($1, $2, $3, $4, $5)', [
        person,
        id,
        'assistant',
        source,
        JSON.stringify(details),
      ]),
    )

  it('by rules is noted and costs nothing, neither money nor one of the answers', async () => {
    await record('rules')
    expect(await ledgerOf(person)).toEqual([])
    expect(
      await asUser(person, (sql) => sql.query('select source, cost_nano_usd from public.ai_interactions')),
    ).toEqual([{ source: 'rules', cost_nano_usd: 0 }])
  })

  it('from the cache is booked with nothing, and with what it saved, once', async () => {
    const id = randomUUID()
    const details = { model: CALL.model, usage: { input_tokens: 800, output_tokens: 400 } }
    await record('cache', details, id)
    await record('cache', details, id)
    expect(await ledgerOf(person)).toMatchObject([{ cost_nano_usd: 0, saved_by_cache_nano_usd: AMOUNT }])
  })

  it('cannot be one of a model', async () => {
    expect(await failureOf(record('model'))).toBe('22023')
  })
})

describe('the ledger', () => {
  it.each([
    'update public.ai_model_usage_logs set cost_nano_usd = 0 where user_id = $1',
    'delete from public.ai_model_usage_logs where user_id = $1',
  ])('is not changed even by the service: %s', async (statement) => {
    await settle((await reserve(person)).hold_id)
    expect(await failureOf(asService((sql) => sql.query(statement, [person])))).toBe('42501')
  })

  it('is not emptied', async () => {
    expect(await failureOf(asService((sql) => sql.query('truncate public.ai_model_usage_logs')))).toBe(
      '42501',
    )
  })

  it('is read by the person it is about and by nobody else', async () => {
    await settle((await reserve(person)).hold_id)
    const stranger = await createUser()
    for (const table of ['ai_model_usage_logs', 'ai_interactions']) {
      const look = (id: string) => asUser(id, (sql) => sql.query(`select from public.${table}`))
      expect(await look(person)).toHaveLength(1)
      expect(await look(stranger)).toHaveLength(0)
      expect(await failureOf(asAnonymous((sql) => sql.query(`select from public.${table}`)))).toBe('42501')
    }
    expect(await failureOf(asUser(person, (sql) => sql.query('select from public.ai_alarms')))).toBe('42501')
  })

  it('keeps the sums of an account that is deleted, without the person', async () => {
    const organization = await foundOrganization(await createUser(), [person])
    const { hold_id } = await reserve(person, { organization })
    await settle(hold_id)
    await asDatabase((sql) => sql.query('delete from auth.users where id = $1', [person]))
    const rows = await asDatabase((sql) =>
      sql.query('select user_id, cost_nano_usd from public.ai_model_usage_logs where organization_id = $1', [
        organization,
      ]),
    )
    expect(rows).toEqual([{ user_id: null, cost_nano_usd: AMOUNT }])
    expect((await periodOf(organization)).spent_nano_usd).toBe(AMOUNT)
  })
})
