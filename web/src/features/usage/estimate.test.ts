import { describe, expect, it } from 'vitest'
import { estimateCost } from './estimate.ts'

const PRICES = { input_nano_usd: 2_000, output_nano_usd: 10_000 }
const model = 'gpt-6.1-sol'
const answer = (input_tokens: number, output_tokens: number, cost_nano_usd: number) => ({
  ...{ served_model: model, input_tokens, output_tokens, cost_nano_usd },
})
const nothing = { model, past: [] }

describe('the price before a question', () => {
  it('is what such answers came to before, with what their provider had kept', () => {
    const past = [answer(1_500, 300, 3_700_000), answer(1_700, 400, 4_700_000)]
    expect(estimateCost('Why?', { model, past }, PRICES)).toBe(4_200_000)
  })

  it('is not what other models came to', () => {
    const past = [{ ...answer(1_500, 300, 1), served_model: 'gpt-6-luna' }]
    expect(estimateCost('Why?', { model, past }, PRICES)).toBe(estimateCost('Why?', nothing, PRICES))
  })

  it('is that of a typical answer where there is nothing to go by', () => {
    expect(estimateCost('Why?', nothing, PRICES)).toBe(1_600 * 2_000 + 800 * 10_000)
  })

  it('grows with a message that is longer than all that was sent before', () => {
    expect(estimateCost('a'.repeat(8_000), nothing, PRICES)).toBe(2_667 * 2_000 + 800 * 10_000)
  })

  it('is nothing for a model that costs nothing, and unknown without a price', () => {
    expect(estimateCost('Why?', nothing, { input_nano_usd: 0, output_nano_usd: 0 })).toBe(0)
    expect(estimateCost('Why?', nothing, { input_nano_usd: null, output_nano_usd: 1 })).toBeNull()
  })
})
