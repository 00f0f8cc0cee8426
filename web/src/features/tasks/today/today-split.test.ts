import { describe, expect, it } from 'vitest'
import { plannedMinutes, splitToday } from './today-split.ts'

const task = (name: string, values: Partial<Parameters<typeof plannedMinutes>[0][number]> = {}) => ({
  name,
  status: 'todo',
  due_on: null,
  deadline_on: null,
  duration_minutes: null,
  ...values,
})

const TODAY = '2026-11-21'

describe('the two parts of Today', () => {
  it('put what is due, overdue or at its deadline first and keep the ranking', () => {
    const tasks = [
      task('undated but important'),
      task('overdue', { due_on: '2026-11-18' }),
      task('due tomorrow', { due_on: '2026-11-22' }),
      task('deadline today', { deadline_on: TODAY }),
      task('due today', { due_on: TODAY }),
    ]
    const { now, next } = splitToday(tasks, TODAY)
    expect(now.map(({ name }) => name)).toEqual(['overdue', 'deadline today', 'due today'])
    expect(next.map(({ name }) => name)).toEqual(['undated but important', 'due tomorrow'])
  })

  it('show nothing that is done', () => {
    const { now, next } = splitToday([task('done', { due_on: TODAY, status: 'completed' })], TODAY)
    expect([...now, ...next]).toEqual([])
  })

  it('add up the minutes that are known', () => {
    expect(
      plannedMinutes([task('a', { duration_minutes: 30 }), task('b'), task('c', { duration_minutes: 45 })]),
    ).toBe(75)
  })
})
