import { describe, expect, it } from 'vitest'
import { splitToday } from './today-split.ts'

const task = (name: string, values: Partial<Parameters<typeof splitToday>[0][number]> = {}) => ({
  name,
  status: 'todo',
  due_on: null,
  deadline_on: null,
  ...values,
})

const TODAY = '2026-11-21'

describe('the parts of Today', () => {
  it('tell what is late from what is asked for and what could come next, and keep the ranking', () => {
    const tasks = [
      task('undated but important'),
      task('overdue', { due_on: '2026-11-18' }),
      task('due tomorrow', { due_on: '2026-11-22' }),
      task('deadline today', { deadline_on: TODAY, due_on: '2026-11-23' }),
      task('past its deadline', { deadline_on: '2026-11-20', due_on: TODAY }),
      task('due today', { due_on: TODAY }),
    ]
    const { overdue, due, next } = splitToday(tasks, TODAY)
    expect(overdue.map(({ name }) => name)).toEqual(['overdue', 'past its deadline'])
    expect(due.map(({ name }) => name)).toEqual(['deadline today', 'due today'])
    expect(next.map(({ name }) => name)).toEqual(['undated but important', 'due tomorrow'])
  })

  it('show nothing that is done', () => {
    const done = task('done', { due_on: TODAY, status: 'completed' })
    expect(splitToday([done], TODAY)).toEqual({ overdue: [], due: [], next: [] })
  })
})
