import { describe, expect, test } from 'vitest'
import type { ChatEntry } from './catalogue.ts'
import { Loads } from './loads.ts'
import { decide, toRecord, toRoute, type Moment } from './routing.ts'

const HARD =
  'Should I give up my career for the family, given our loan, my health and what I want in ten years?'

function entry(id: string, tier: 'execution' | 'strategic', price: bigint): [string, ChatEntry] {
  const candidate = {
    ...{
      id,
      provider: id,
      tier,
      rank: 1,
      contextTokens: 100_000,
      modalities: ['text' as const],
      hasTools: true,
    },
    ...{ regions: [], price: { input: price, output: price * 5n }, validFrom: '2000-01-01', validTo: null },
    shutdownOn: null,
  }
  return [id, { candidate } as Partial<ChatEntry> as ChatEntry]
}

const moment = (changes: { spent?: number; strategic?: number; open?: string } = {}): Moment => ({
  catalogue: new Map([entry('lite', 'execution', 100n), entry('sol', 'strategic', 2_000n)]),
  budget: {
    tier: 'premium',
    resets_at: '2026-12-01T00:00:00Z',
    scopes: [{ limit_nano_usd: 1_000, spent_nano_usd: changes.spent ?? 0, reserved_nano_usd: 0 }],
    interactions: {
      used: 0,
      reserved: 0,
      allowed: 100,
      strategic: changes.strategic ?? 0,
      allowed_strategic: 30,
    },
  },
  answers: {},
  breakers: changes.open ? [{ model: changes.open, state: 'open' }] : [],
})
const services = { loads: new Loads() }
const route = (of: Moment, message = HARD) => decide(of, services, { message })

describe('a decision', () => {
  test('sends hard questions to the strategic model, and can be taken again for less', () => {
    const decision = route(moment())
    expect(decision).toMatchObject({ tier: 'strategic', modelId: 'sol' })
    expect(decision.asExecution()).toMatchObject({
      tier: 'execution',
      modelId: 'lite',
      score: decision.score,
    })
  })

  test('keeps to the share of strategic answers, and says so', () => {
    expect(route(moment({ strategic: 30 }))).toMatchObject({ modelId: 'lite', degradedFor: 'share_used_up' })
  })

  test('does not choose a model whose breaker is open', () => {
    expect(route(moment({ open: 'sol' }))).toMatchObject({ modelId: 'lite' })
  })

  test('is under the pressure of what is gone, and a limit of nothing is all of it', () => {
    expect(route(moment({ spent: 0 })).pressure).toBeLessThan(route(moment({ spent: 900 })).pressure)
    const nothing = moment()
    nothing.budget.scopes[0]!.limit_nano_usd = 0
    expect(route(nothing).pressure).toBe(route(moment({ spent: 1_000 })).pressure)
    nothing.budget.scopes[0]!.limit_nano_usd = null
    expect(route(nothing).pressure).toBe(route(moment()).pressure)
  })

  test('is written for people without, and for the ledger with what repeats it, as plain numbers', () => {
    const decision = route(moment())
    expect(toRoute(decision)).toMatchObject({ requested_model: 'sol', served_model: null, degraded: false })
    const record = JSON.parse(JSON.stringify(toRecord(decision))) as object
    expect(record).toMatchObject({
      model: 'sol',
      version: decision.version,
      fingerprint: decision.fingerprint,
    })
    expect(record).toHaveProperty('candidates')
  })
})
