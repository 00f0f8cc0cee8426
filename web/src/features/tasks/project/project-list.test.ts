import { describe, expect, it } from 'vitest'
import type { Task } from '../queries.ts'
import { groupByStatus } from './project-list.ts'

const task = (name: string, columns: Partial<Task> = {}): Task =>
  ({
    id: name,
    name,
    status: 'todo',
    sort_order: 0,
    created_at: name,
    parent_task_id: null,
    ...columns,
  }) as Task

const outline = (tasks: readonly Task[]) =>
  groupByStatus(tasks).map(({ status, lines }) => [
    status,
    ...lines.map(({ task, depth }) => `${'> '.repeat(depth)}${task.name}`),
  ])

describe('the tasks of a project', () => {
  it('stand by status, what is being done first and what is done last', () => {
    const tasks = [
      task('done', { status: 'completed' }),
      task('open'),
      task('doing', { status: 'in_progress' }),
    ]
    expect(outline(tasks)).toEqual([
      ['in_progress', 'doing'],
      ['todo', 'open'],
      ['completed', 'done'],
    ])
  })

  it('keep sub-tasks under their parent, in their order, whatever their status is', () => {
    const tasks = [
      task('second', { parent_task_id: 'parent', sort_order: 2, status: 'completed' }),
      task('first', { parent_task_id: 'parent', sort_order: 1 }),
      task('deeper', { parent_task_id: 'first' }),
      task('parent'),
    ]
    expect(outline(tasks)).toEqual([['todo', 'parent', '> first', '> > deeper', '> second']])
  })

  it('show a sub-task whose parent is not loaded yet', () => {
    expect(outline([task('child', { parent_task_id: 'elsewhere' })])).toEqual([['todo', 'child']])
  })
})
