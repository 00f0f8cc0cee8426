import { describe, expect, it } from 'vitest'
import { reminderOptions } from './reminder.ts'

const timeZone = 'Europe/Berlin'
const now = new Date('2026-11-19T12:00:30Z')

const moments = (situation: { dueOn: string | null; dueTime: string | null; now?: Date }) =>
  Object.fromEntries(
    reminderOptions({ now, timeZone, ...situation }).map(({ id, at }) => [id, at.toISOString()]),
  )

describe('the moments to be reminded at', () => {
  it('lie around the due time, on the clock of the person', () => {
    expect(moments({ dueOn: '2026-11-21', dueTime: '15:30:00' })).toEqual({
      atTime: '2026-11-21T14:30:00.000Z',
      tenBefore: '2026-11-21T14:20:00.000Z',
      hourBefore: '2026-11-21T13:30:00.000Z',
      morning: '2026-11-21T08:00:00.000Z',
      eveningBefore: '2026-11-20T17:00:00.000Z',
    })
  })

  it('follow the clocks when they change', () => {
    expect(moments({ dueOn: '2027-03-28', dueTime: null })).toEqual({
      morning: '2027-03-28T07:00:00.000Z',
      eveningBefore: '2027-03-27T17:00:00.000Z',
    })
  })

  it('lie soon where there is no due day', () => {
    expect(moments({ dueOn: null, dueTime: null })).toEqual({
      inHour: '2026-11-19T13:01:00.000Z',
      thisEvening: '2026-11-19T17:00:00.000Z',
      tomorrowMorning: '2026-11-20T08:00:00.000Z',
    })
  })

  it('never lie in the past', () => {
    expect(moments({ dueOn: '2026-11-18', dueTime: '10:00' })).toEqual(
      moments({ dueOn: null, dueTime: null }),
    )
    expect(moments({ dueOn: '2026-11-19', dueTime: '13:45' })).toEqual({
      atTime: '2026-11-19T12:45:00.000Z',
      tenBefore: '2026-11-19T12:35:00.000Z',
    })
    expect(moments({ dueOn: null, dueTime: null, now: new Date('2026-11-19T20:00:00Z') })).not.toHaveProperty(
      'thisEvening',
    )
  })
})
