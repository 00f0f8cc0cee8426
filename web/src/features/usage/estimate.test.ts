import { describe, expect, it } from 'vitest'
import { estimateCost } from './estimate.ts'

const PRICES = { input_nano_usd: 2_000, output_nano_usd: 10_000 }

describe('the price before a question', () => {
  it('is what such answers came to before', () => {
    const past = [
      { input_tokens: 1_000, output_tokens: 200 },
      { input_tokens: 3_000, output_tokens: 400 },
    ]
    expect(estimateCost('Why?', past, PRICES)).toBe(2_000 * 2_000 + 300 * 10_000)
  })

  it('is that of a typical answer where there is nothing to go by', () => {
    expect(estimateCost('Why?', [], PRICES)).toBe(2_000 * 2_000 + 800 * 10_000)
  })

  it('grows with a message that is longer than all that was sent before', () => {
    expect(estimateCost('a'.repeat(8_000), [], PRICES)).toBe(2_667 * 2_000 + 800 * 10_000)
  })

  it('is nothing for a model that costs nothing, and unknown without a price', () => {
    expect(estimateCost('Why?', [], { input_nano_usd: 0, output_nano_usd: 0 })).toBe(0)
    expect(estimateCost('Why?', [], { input_nano_usd: null, output_nano_usd: 1 })).toBeNull()
  })
})
