import { describe, expect, it } from 'vitest'
import { learnt, nextHint, readMemory, sighted } from './hint-memory.ts'

const HINTS = [{ id: 'add' }, { id: 'find' }]

describe('a hint', () => {
  it('leaves after it was seen three times', () => {
    const seen = [1, 2, 3].reduce((memory) => sighted(memory, 'add'), readMemory(null))
    expect(nextHint(sighted(readMemory(null), 'add'), HINTS)).toEqual({ id: 'add' })
    expect(nextHint(seen, HINTS)).toEqual({ id: 'find' })
  })

  it('leaves at once, and for good, when the thing was done', () => {
    const memory = sighted(learnt(readMemory(null), 'add'), 'add')
    expect(memory).toEqual({ add: 'done' })
    expect(nextHint(learnt(memory, 'find'), HINTS)).toBeNull()
  })

  it('survives a memory that makes no sense', () => {
    for (const stored of ['[]', 'null', '{', '{"add": {}}'])
      expect(nextHint(readMemory(stored), HINTS)).toEqual({ id: 'add' })
  })
})
