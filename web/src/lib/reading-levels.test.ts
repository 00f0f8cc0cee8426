import { describe, expect, it } from 'vitest'
import { isOverruled, READING_LEVELS, readingLevelOf } from './reading-levels.ts'

describe('who may read an entry', () => {
  it('can be made stricter than what stands above, and not looser', () => {
    expect(isOverruled('models', 'rules')).toBe(true)
    expect(isOverruled('rules', 'rules')).toBe(false)
    expect(isOverruled('nobody', 'rules')).toBe(false)
    for (const level of READING_LEVELS) expect(isOverruled(level, 'models')).toBe(false)
  })

  it('is unsaid when nothing is stored, or nothing this app knows', () => {
    expect(readingLevelOf(null)).toBeNull()
    expect(readingLevelOf('')).toBeNull()
    expect(readingLevelOf('everybody')).toBeNull()
    expect(readingLevelOf('rules')).toBe('rules')
  })
})
