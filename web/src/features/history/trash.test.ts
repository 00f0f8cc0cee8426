import { describe, expect, it } from 'vitest'
import { trashOf } from './trash.ts'

const deletion = (row_id: string, columns: Partial<Parameters<typeof trashOf>[0][number]> = {}) => ({
  row_id,
  row_label: row_id,
  table_name: 'tasks',
  batch_id: 'batch',
  at: '2026-11-19T10:00:00Z',
  before: {},
  ...columns,
})

const names = (...input: Parameters<typeof trashOf>) => trashOf(...input).map(({ name }) => name)

describe('the trash', () => {
  it('holds each deleted thing once, however often it was deleted', () => {
    expect(names([deletion('shoes', { batch_id: 'later' }), deletion('shoes')], new Set())).toEqual(['shoes'])
  })

  it('does not hold what has come back', () => {
    expect(names([deletion('shoes'), deletion('socks')], new Set(['shoes']))).toEqual(['socks'])
  })

  it('holds a project and not also the tasks that went with it', () => {
    const project = deletion('Marathon', { table_name: 'projects' })
    const task = deletion('shoes', { before: { project_id: 'Marathon' } })
    expect(names([task, project], new Set())).toEqual(['Marathon'])
  })

  it('holds a task that was deleted before its project was', () => {
    const project = deletion('Marathon', { table_name: 'projects', batch_id: 'later' })
    const task = deletion('shoes', { before: { project_id: 'Marathon' } })
    expect(names([project, task], new Set())).toEqual(['Marathon', 'shoes'])
  })

  it('leaves out what has no name of its own', () => {
    expect(names([deletion('link', { table_name: 'task_labels' })], new Set())).toEqual([])
  })
})
