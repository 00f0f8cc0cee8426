import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packBlocks, shorten } from './text-room.ts'

describe('finding room for text', () => {
  it('shortens without cutting a character in half', () => {
    expect(shorten('abcdef', 6)).toBe('abcdef')
    expect(shorten('abcdefg', 6)).toBe('abcde…')
    expect(shorten('abcd🎶fg', 6)).toBe('abcd…')
  })

  it('spreads blocks over texts that fit, and loses none of them', () => {
    const blocks = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }))
    fc.assert(
      fc.property(blocks, fc.integer({ min: 4, max: 50 }), (given, max) => {
        const texts = packBlocks(given, max)
        for (const text of texts) expect(text.length).toBeLessThanOrEqual(max)
        expect(texts.join('').replaceAll('\n\n', '')).toBe(given.join('').replaceAll('\n\n', ''))
        for (const text of texts) expect(() => encodeURIComponent(text)).not.toThrow()
      }),
    )
  })
})
