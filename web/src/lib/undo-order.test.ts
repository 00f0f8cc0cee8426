import { describe, expect, it } from 'vitest'
import { latestRedoable, latestUndoable } from './undo-order.ts'

const step = (id: string, undoes: string | null = null, undoneBy: string | null = null, source = 'web') => ({
  id,
  source,
  undoes_batch_id: undoes,
  undone_by_batch_id: undoneBy,
})

describe('which step undo takes back', () => {
  it('is the newest one that still stands', () => {
    expect(latestUndoable([step('undo-c', 'c'), step('c', null, 'undo-c'), step('b'), step('a')])).toBe('b')
  })

  it('is never something the server did by itself', () => {
    expect(latestUndoable([step('sign-up', null, null, 'system')])).toBeNull()
  })

  it('is none when everything has been taken back', () => {
    expect(latestUndoable([step('undo-a', 'a'), step('a', null, 'undo-a')])).toBeNull()
  })
})

describe('which step redo brings back', () => {
  it('is the one that was taken back last', () => {
    const steps = [
      step('undo-b', 'b'),
      step('undo-c', 'c'),
      step('c', null, 'undo-c'),
      step('b', null, 'undo-b'),
    ]
    expect(latestRedoable(steps)).toBe('b')
  })

  it('goes on to the one before once that has been brought back', () => {
    const steps = [
      step('redo-b', 'undo-b'),
      step('undo-b', 'b', 'redo-b'),
      step('undo-c', 'c'),
      step('c', null, 'undo-c'),
      step('b'),
    ]
    expect(latestRedoable(steps)).toBe('c')
  })

  it('is none after something new was done', () => {
    expect(latestRedoable([step('d'), step('undo-c', 'c'), step('c', null, 'undo-c')])).toBeNull()
  })
})
