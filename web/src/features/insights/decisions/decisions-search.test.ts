import { describe, expect, it } from 'vitest'
import { parseInsightsSearch } from '../insights-search.ts'
import { KINDS, parseDecisionsSearch, toggleKind } from './decisions-search.ts'

describe('the address of the answers', () => {
  it('says which, of when and with which words', () => {
    const whole = {
      ...{ kinds: 'helpful,corrected', type: 'recommendation', rule: 'PILLAR_ALIGNMENT_001' },
      ...{ from: '2026-11-01', until: '2026-11-07', q: 'crane' },
    }
    expect(parseDecisionsSearch(whole)).toEqual(whole)
  })

  it('leaves out what it does not understand, and words that are none', () => {
    const wrong = { kinds: 'liked', type: 'mood', rule: 'x; drop', from: '2026-13-01', until: 'now', q: '  ' }
    expect(parseDecisionsSearch(wrong)).toEqual({})
    expect(parseDecisionsSearch({ q: 2026 })).toEqual({ q: '2026' })
  })

  it('knows kinds in one order, and says nothing of none and of all', () => {
    expect(toggleKind(undefined, 'pinned')).toBe('pinned')
    expect(toggleKind('pinned', 'helpful')).toBe('helpful,pinned')
    expect(toggleKind('pinned', 'pinned')).toBeUndefined()
    expect(
      KINDS.reduce<string | undefined>((kinds, kind) => toggleKind(kinds, kind), undefined),
    ).toBeUndefined()
  })
})

describe('the days of an address', () => {
  it.each([
    [{ from: '2026-11-01', until: '2026-11-01' }, true],
    [{ from: '2026-11-02', until: '2026-11-01' }, false],
    [{ from: '2026-11-01' }, false],
    [{ from: '2026-11-32', until: '2026-12-01' }, false],
  ])('%o are a period: %s', (days, isPeriod) => {
    expect(parseInsightsSearch(days)).toEqual(isPeriod ? days : {})
  })
})
