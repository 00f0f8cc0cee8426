import { describe, expect, it } from 'vitest'
import { countFilters, parseInsightsSearch, toggleTag } from './insights-search.ts'

const ID = '0b4b1d57-0a6e-4f0e-9d0a-3f6f7f3b9a11'

describe('the address of Insights', () => {
  it('keeps every filter', () => {
    const search = {
      ...{ show: 'dismissed', type: 'time_allocation', about: 'pillar', pinned: true, min: 80 },
      ...{ tags: 'urgent,high_impact', insight: ID },
    }
    expect(parseInsightsSearch(search)).toEqual(search)
  })

  it('shows everything where it was typed wrong', () => {
    const wrong = {
      show: 'open',
      type: 'magic',
      about: 'planet',
      pinned: 'yes',
      min: 61,
      tags: 'A B',
      insight: '1',
    }
    expect(parseInsightsSearch(wrong)).toEqual({})
  })

  it('takes a tag in and out', () => {
    const one = toggleTag(undefined, 'urgent')
    expect(one).toBe('urgent')
    expect(toggleTag(one, 'task')).toBe('urgent,task')
    expect(toggleTag('urgent,task', 'urgent')).toBe('task')
    expect(toggleTag('urgent', 'urgent')).toBeUndefined()
  })

  it('counts what narrows the list, and not what is shown', () => {
    expect(countFilters({ show: 'past', pinned: true, tags: 'a,b' })).toBe(3)
    expect(countFilters({ insight: ID })).toBe(0)
  })
})
