import { describe, expect, it } from 'vitest'
import { followed } from './use-row-swipes.ts'

describe('a swiped row', () => {
  it('follows the finger until letting go acts, then resists', () => {
    expect(followed(40)).toBe(40)
    expect(followed(-96)).toBe(-96)
    expect(followed(196)).toBeCloseTo(131)
    expect(followed(-196)).toBeCloseTo(-131)
  })
})
