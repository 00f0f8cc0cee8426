import { describe, expect, it } from 'vitest'
import { snoozeOptions, snoozePatch } from './snooze.ts'

// 2026-11-19 is a Thursday.
const thursdayMorning = { today: '2026-11-19', minutes: 9 * 60, weekStart: 1 }

describe('where a task can be put off to', () => {
  it('offers the evening, tomorrow, the weekend and next week on a Thursday morning', () => {
    expect(snoozeOptions(thursdayMorning)).toEqual([
      { id: 'evening', day: '2026-11-19', time: '18:00:00' },
      { id: 'tomorrow', day: '2026-11-20' },
      { id: 'weekend', day: '2026-11-21' },
      { id: 'nextWeek', day: '2026-11-23' },
    ])
  })

  it('offers no evening once it is evening', () => {
    const ids = snoozeOptions({ ...thursdayMorning, minutes: 17 * 60 }).map(({ id }) => id)
    expect(ids).not.toContain('evening')
  })

  it('offers each day once: on a Friday tomorrow is the weekend, on a Sunday tomorrow is next week', () => {
    expect(snoozeOptions({ ...thursdayMorning, today: '2026-11-20' }).map(({ id }) => id)).not.toContain(
      'weekend',
    )
    expect(snoozeOptions({ ...thursdayMorning, today: '2026-11-22' }).map(({ id }) => id)).not.toContain(
      'nextWeek',
    )
  })

  it('calls the weekend after this one the next, and names the days as they come', () => {
    expect(snoozeOptions({ ...thursdayMorning, today: '2026-11-21', minutes: 17 * 60 })).toEqual([
      { id: 'tomorrow', day: '2026-11-22' },
      { id: 'nextWeek', day: '2026-11-23' },
      { id: 'nextWeekend', day: '2026-11-28' },
    ])
  })

  it('starts next week on the day the person starts theirs', () => {
    const options = snoozeOptions({ ...thursdayMorning, weekStart: 0 })
    expect(options.find(({ id }) => id === 'nextWeek')?.day).toBe('2026-11-22')
  })
})

describe('putting a task off', () => {
  it('moves a planned day along and hides the task until then', () => {
    expect(snoozePatch({ due_on: '2026-11-19', start_on: null }, '2026-11-20', '2026-11-19')).toEqual({
      due_on: '2026-11-20',
      start_on: '2026-11-20',
    })
  })

  it('gives no day to a task that had none', () => {
    expect(snoozePatch({ due_on: null, start_on: null }, '2026-11-20', '2026-11-19')).toEqual({
      start_on: '2026-11-20',
    })
  })

  it('to the evening sets a time and keeps the task in Today', () => {
    expect(
      snoozePatch({ due_on: '2026-11-17', start_on: null }, '2026-11-19', '2026-11-19', '18:00:00'),
    ).toEqual({
      due_on: '2026-11-19',
      due_time: '18:00:00',
    })
  })
})
