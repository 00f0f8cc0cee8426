import { describe, expect, it } from 'vitest'
import { addMonths, daysOf, monthOf, parseUsageSearch } from './month.ts'

const NOW = new Date('2026-11-21T16:00:00Z')

describe('a month', () => {
  it('is counted in UTC', () => {
    expect(monthOf(new Date('2026-12-01T00:30:00+01:00'))).toBe('2026-11')
  })

  it('has the one before and the one after it, over the end of a year', () => {
    expect(addMonths('2026-01', -1)).toBe('2025-12')
    expect(addMonths('2026-12', 1)).toBe('2027-01')
  })

  it('knows its days', () => {
    expect(daysOf('2026-11')).toHaveLength(30)
    expect(daysOf('2028-02').at(-1)).toBe('2028-02-29')
  })

  it('stands in the address when it is over, and only then', () => {
    expect(parseUsageSearch({ month: '2026-10' }, NOW)).toEqual({ month: '2026-10' })
    for (const month of ['2026-11', '2027-01', '2026-13', 'october', 7, undefined]) {
      expect(parseUsageSearch({ month }, NOW)).toEqual({})
    }
  })
})
