import { describe, expect, it } from 'vitest'
import { capacityOn, dayLoad } from './capacity.ts'

const lasting = (...minutes: (number | null)[]) => minutes.map((duration_minutes) => ({ duration_minutes }))

describe('the load of a day', () => {
  it('takes the minutes of its weekday from a week that starts with Monday', () => {
    const week = [1, 2, 3, 4, 5, 6, 7]
    expect(capacityOn('2026-11-16', week)).toBe(1)
    expect(capacityOn('2026-11-22', week)).toBe(7)
  })

  it('adds up what is known and counts what is not', () => {
    expect(dayLoad(lasting(30, null, 45), 480)).toEqual({
      plannedMinutes: 75,
      capacityMinutes: 480,
      unsetCount: 1,
      leftOverCount: 0,
    })
  })

  it('says how many at the end do not fit', () => {
    expect(dayLoad(lasting(60, 60, null, 1), 90)).toMatchObject({ plannedMinutes: 121, leftOverCount: 2 })
    expect(dayLoad(lasting(60, 30), 90).leftOverCount).toBe(0)
    expect(dayLoad(lasting(15), 0).leftOverCount).toBe(1)
  })
})
