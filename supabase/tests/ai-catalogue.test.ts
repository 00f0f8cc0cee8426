import { randomUUID } from 'node:crypto'
import { describe, expect, inject, it } from 'vitest'
import { endingModels } from '../../stack/models.ts'
import { asAnonymous, asDatabase, asService, asUser, createUser, failureOf, insert } from './as-user.ts'

const PRICE = { valid_from: '2026-01-01T00:00Z', input_nano_usd: 100, output_nano_usd: 400, source: 'A test' }

/** A model of its own, so that tests do not disturb each other. */
async function addModel(row: object = {}): Promise<string> {
  const id = `test-${randomUUID()}`
  await asService((sql) =>
    insert(sql, 'ai_models', { id, provider: 'own', api_name: id, protocol: 'openai', kind: 'chat', ...row }),
  )
  return id
}
const addPrice = (model_id: string, row: object = {}) =>
  asService((sql) => insert(sql, 'ai_model_prices', { model_id, ...PRICE, ...row }))

describe('the catalogue', () => {
  it('answers with the models of the day of its making', async () => {
    const rows = await asDatabase((sql) =>
      sql.query(
        `select kind, tier, id from public.ai_models where is_enabled and provider <> 'own' order by kind, rank, id`,
      ),
    )
    expect(rows.map(({ kind, tier, id }) => [kind, tier, id])).toEqual([
      ['chat', 'execution', 'gemini-2.5-flash-lite'],
      ['chat', 'fallback', 'gpt-6-luna'],
      ['chat', 'strategic', 'gpt-6.1-sol'],
      ['embedding', null, 'text-embedding-3-small'],
      ['speech', null, 'gpt-4o-mini-tts'],
      ['speech', null, 'eleven-flash-v2.5'],
      ['transcription', null, 'gpt-4o-mini-transcribe'],
      ['transcription', null, 'whisper-1'],
    ])
  })

  it('has a price for every model, and none that is switched off among those it answers with', async () => {
    const flawed = await asDatabase((sql) =>
      sql.query(`select id from public.ai_models model where provider <> 'own' and (
        not exists (select from public.ai_model_prices price where price.model_id = model.id)
        or (is_enabled and shutdown_on <= date '2026-11-21'))`),
    )
    expect(flawed).toEqual([])
  })

  it('keeps the names the sources know, with the day they ended and what came after', async () => {
    const rows = await asDatabase((sql) =>
      sql.query(`select id, shutdown_on, successor_id from public.ai_models
        where id in ('gpt-4-turbo', 'gpt-3.5-turbo', 'gemini-1.5-flash', 'gemini-2.5-pro') order by id`),
    )
    expect(rows).toEqual([
      { id: 'gemini-1.5-flash', shutdown_on: '2025-09-29', successor_id: 'gemini-2.5-flash-lite' },
      { id: 'gemini-2.5-pro', shutdown_on: '2026-12-01', successor_id: 'gemini-3.8-flash' },
      { id: 'gpt-3.5-turbo', shutdown_on: '2026-10-23', successor_id: 'gpt-5.6-terra' },
      { id: 'gpt-4-turbo', shutdown_on: '2026-10-23', successor_id: 'gpt-5.6-sol' },
    ])
  })

  it('has Claude for what is hard, first of all once it is switched on', async () => {
    const rows = await asDatabase((sql) =>
      sql.query(
        `select id, tier, is_enabled, key_env,
          rank < (select min(rank) from public.ai_models other where other.tier = model.tier and other.is_enabled) as is_first
        from public.ai_models model where provider = 'anthropic' order by tier, rank`,
      ),
    )
    const row = { is_enabled: false, key_env: 'ANTHROPIC_API_KEY' }
    expect(rows).toEqual([
      { ...row, id: 'claude-haiku-4-5', tier: 'fallback', is_first: false },
      { ...row, id: 'claude-sonnet-5', tier: 'strategic', is_first: true },
      { ...row, id: 'claude-sonnet-4-6', tier: 'strategic', is_first: true },
    ])
  })

  it('is read by everybody with an account, and by nobody without', async () => {
    const person = await createUser()
    expect(await asUser(person, (sql) => sql.query('select from public.ai_models'))).not.toEqual([])
    expect(await asUser(person, (sql) => sql.query('select from public.ai_model_prices'))).not.toEqual([])
    expect(await failureOf(asAnonymous((sql) => sql.query('select from public.ai_models')))).toBe('42501')
    expect(await failureOf(asAnonymous((sql) => sql.query('select from public.ai_model_prices')))).toBe(
      '42501',
    )
  })

  it.each([
    `insert into public.ai_model_prices (model_id, valid_from, input_nano_usd, source) values ('gpt-4o', now(), 0, 'me')`,
    `update public.ai_model_prices set valid_to = now()`,
    `update public.ai_models set is_enabled = true`,
    `delete from public.ai_models`,
  ])('is not written by a person: %s', async (statement) => {
    const person = await createUser()
    expect(await failureOf(asUser(person, (sql) => sql.query(statement)))).toBe('42501')
  })
})

describe('a price', () => {
  it('does not overlap another of the same model and tier', async () => {
    const model = await addModel()
    await addPrice(model, { valid_to: '2026-07-01T00:00Z' })
    expect(await failureOf(addPrice(model, { valid_from: '2026-06-30T23:59:59Z' }))).toBe('23P01')
    expect(await failureOf(addPrice(model, { valid_from: '2026-07-01T00:00Z' }))).toBeNull()
    expect(await failureOf(addPrice(model, { from_input_tokens: 200_001 }))).toBeNull()
  })

  it('may be zero when it says so, and is never nothing or less', async () => {
    const model = await addModel()
    expect(await failureOf(addPrice(model, { input_nano_usd: -1 }))).toBe('23514')
    expect(await failureOf(addPrice(model, { input_nano_usd: null, output_nano_usd: null }))).toBe('23514')
    expect(await failureOf(addPrice(model, { input_nano_usd: 0, output_nano_usd: 0 }))).toBeNull()
  })

  it('can end but not change, because the ledger points at it', async () => {
    const { id } = await addPrice(await addModel())
    const change = (what: string) =>
      failureOf(
        asService((sql) => sql.query(`update public.ai_model_prices set ${what} where id = $1`, [id])),
      )
    expect(await change('input_nano_usd = 1')).toBe('42501')
    expect(await change(`valid_to = '2027-01-01'`)).toBeNull()
  })
})

describe('the check of the catalogue', () => {
  const idsEnding = async (day: string) =>
    (await endingModels(inject('stack').dbUrl, day)).map(({ id }) => id)

  it('is silent 31 days before an enabled model ends, and speaks from 30 days on', async () => {
    expect(await idsEnding('2027-01-26')).toEqual([])
    expect(await idsEnding('2027-01-27')).toEqual(['gpt-4o-mini-transcribe', 'whisper-1'])
    expect(await idsEnding('2028-01-01')).toEqual(['gpt-4o-mini-transcribe', 'whisper-1'])
  })
})
