import { describe, expect, it } from 'vitest'
import { parseSample, summarize, tellStep, verbOf } from './sentences.ts'

const update = (columns: string[], after: Record<string, unknown> = {}) =>
  verbOf({ operation: 'update', columns, after })

describe('what a step was, in one verb', () => {
  it('tells completing from reopening', () => {
    expect(update(['status', 'completed_at'], { status: 'completed' })).toBe('completed')
    expect(update(['status', 'completed_at'], { status: 'todo' })).toBe('reopened')
  })

  it('tells moving, planning, renaming and archiving from other changes', () => {
    expect(update(['project_id'])).toBe('moved')
    expect(update(['due_on', 'start_on', 'updated_at'])).toBe('rescheduled')
    expect(update(['name'], { name: 'New' })).toBe('renamed')
    expect(update(['archived'], { archived: true })).toBe('archived')
    expect(update(['archived'], { archived: false })).toBe('unarchived')
    expect(update(['name', 'priority'])).toBe('changed')
  })

  it('knows rows that came and went', () => {
    expect(verbOf({ operation: 'insert' })).toBe('added')
    expect(verbOf({ operation: 'delete' })).toBe('deleted')
  })
})

describe('the summary of a step', () => {
  const row = {
    table_name: 'tasks',
    row_id: 'a',
    row_label: 'Write',
    operation: 'insert',
    columns: [],
    after: {},
  }

  it('is named by its first change and counts the others', () => {
    expect(summarize({ change_count: 41, sample: [row, row, row] })).toEqual({
      verb: 'added',
      noun: 'tasks',
      label: 'Write',
      others: 40,
    })
  })

  it('is nothing when nothing of it is understood', () => {
    expect(summarize({ change_count: 1, sample: [{ strange: true }] })).toBeNull()
    expect(parseSample('what')).toEqual([])
  })
})

describe('the story of an undo', () => {
  const change = (operation: string) => [
    { table_name: 'tasks', row_id: 'a', row_label: 'Write', operation, columns: [], after: {} },
  ]
  const added = { id: 'a', change_count: 1, sample: change('insert'), undoes_batch_id: null }
  const undo = { id: 'b', change_count: 1, sample: change('delete'), undoes_batch_id: 'a' }
  const redo = { id: 'c', change_count: 1, sample: change('insert'), undoes_batch_id: 'b' }
  const byId = new Map([added, undo, redo].map((step) => [step.id, step]))

  it('is told by the step it took back, not by what it did to the rows', () => {
    expect(tellStep(undo, byId)).toMatchObject({ kind: 'undo', summary: { verb: 'added', label: 'Write' } })
    expect(tellStep(redo, byId)).toMatchObject({ kind: 'redo', summary: { verb: 'added', label: 'Write' } })
  })

  it('is told by itself when that step is not loaded', () => {
    expect(tellStep(undo, new Map())).toMatchObject({ kind: 'undo', summary: { verb: 'deleted' } })
  })
})
