import { expect, it } from 'vitest'
import type { RouteEvent } from '../../../../shared/assistant/answer.ts'
import { costSoFar } from './cost.ts'

const route = {
  ...{ interaction_id: 'i', thread_id: 't', source: 'model', input_tokens: 1_000, ceiling_nano_usd: 200_000 },
  cached_input_tokens: 0,
  prices: { input_nano_usd: 100, cached_input_nano_usd: 10, output_nano_usd: 400 },
} as RouteEvent

it('the cost so far grows with the answer, from what was sent', () => {
  expect(costSoFar(route, '')).toBe(100_000)
  expect(costSoFar(route, 'x'.repeat(400))).toBe(140_000)
})

it('what the provider has kept is told at its own price', () => {
  expect(costSoFar({ ...route, cached_input_tokens: 800 }, '')).toBe(200 * 100 + 800 * 10)
  expect(costSoFar({ ...route, cached_input_tokens: 9_000 }, '')).toBe(1_000 * 10)
})

it('the cost so far is never told higher than it can become', () => {
  expect(costSoFar(route, 'x'.repeat(40_000))).toBe(200_000)
})

it('there is no cost where nothing is paid for', () => {
  expect(costSoFar({ ...route, prices: null }, 'text')).toBeNull()
})
