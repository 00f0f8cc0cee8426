import { expect, test } from 'vitest'
import type { Attempt } from './attempt.ts'
import { Loads } from './loads.ts'

const attempt = (changes: Partial<Attempt> = {}): Attempt => ({
  modelId: 'luna',
  servedModel: null,
  startedAt: '2026-11-21T14:00:00.000Z',
  outcome: 'complete',
  errorCode: null,
  usage: { inputTokens: 1, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 1, reasoningTokens: 0 },
  isEstimated: false,
  wasDispatched: true,
  receivedCharacters: 4,
  connectedMs: 10,
  firstTokenMs: 100,
  durationMs: 200,
  ...changes,
})

test('of a model nobody has asked nothing is known', () => {
  expect(new Loads().of('luna')).toEqual({ firstTokenMs: null, inFlight: 0, rateLimitedShare: 0 })
})

test('those under way are counted up and down, and never below none', () => {
  const loads = new Loads()
  loads.begin('luna')
  loads.begin('luna')
  expect(loads.of('luna').inFlight).toBe(2)
  loads.end('luna', [])
  loads.end('luna', [])
  loads.end('luna', [])
  expect(loads.of('luna').inFlight).toBe(0)
})

test('the first token’s time is the first one seen, then moves towards the latest', () => {
  const loads = new Loads()
  loads.end('luna', [attempt({ firstTokenMs: 100 })])
  expect(loads.of('luna').firstTokenMs).toBe(100)
  loads.end('luna', [attempt({ firstTokenMs: 600 })])
  expect(loads.of('luna').firstTokenMs).toBe(200)
  loads.end('luna', [attempt({ firstTokenMs: null, outcome: 'failed', errorCode: 'connect_timeout' })])
  expect(loads.of('luna').firstTokenMs).toBe(200)
})

test('refusals for the rate weigh in, and fade with what follows', () => {
  const loads = new Loads()
  loads.end('luna', [attempt({ outcome: 'failed', errorCode: 'rate_limited', firstTokenMs: null })])
  expect(loads.of('luna').rateLimitedShare).toBeCloseTo(0.2)
  loads.end('luna', [attempt()])
  expect(loads.of('luna').rateLimitedShare).toBeCloseTo(0.16)
})

test('what another model did on the way says nothing of this one', () => {
  const loads = new Loads()
  loads.end('luna', [attempt({ modelId: 'sol', firstTokenMs: 9_000, errorCode: 'rate_limited' })])
  expect(loads.of('luna')).toEqual({ firstTokenMs: null, inFlight: 0, rateLimitedShare: 0 })
  expect(loads.of('sol')).toEqual({ firstTokenMs: null, inFlight: 0, rateLimitedShare: 0 })
})
