import { describe, expect, it } from 'vitest'
import { parseAppSearch, parseNext } from './search.ts'

describe('the address of a screen', () => {
  it('opens a task only by a well-formed id', () => {
    const task = '7d4f6f0e-3f0a-4a55-9d4b-0f6f6f0a4a55'
    expect(parseAppSearch({ task })).toEqual({ task })
    expect(parseAppSearch({ task: 'x,or(1.eq.1)' })).toEqual({})
  })

  it('never leads to another site after signing in', () => {
    expect(parseNext({ next: '/plan?task=1' })).toEqual({ next: '/plan?task=1' })
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      expect(parseNext({ next })).toEqual({})
    }
  })
})
