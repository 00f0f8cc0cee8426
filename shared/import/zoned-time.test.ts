import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf, isTimeZone, wallClock } from './zoned-time.ts'

describe('wall clocks', () => {
  it('reads an instant as the local day and time', () => {
    expect(wallClock(new Date('2026-08-13T23:30:00Z'), 'Europe/Berlin')).toEqual({
      day: '2026-08-14',
      time: '01:30',
    })
    expect(wallClock(new Date('2026-01-01T00:00:00Z'), 'US/Central')).toEqual({
      day: '2025-12-31',
      time: '18:00',
    })
  })

  it('knows which names are time zones', () => {
    expect(isTimeZone('US/Central')).toBe(true)
    expect(isTimeZone('Middle/Earth')).toBe(false)
  })

  it('takes the first pass of an hour that happens twice, and steps over one that does not happen', () => {
    expect(instantOf({ day: '2026-10-25', time: '02:30' }, 'Europe/Berlin').toISOString()).toBe(
      '2026-10-25T00:30:00.000Z',
    )
    expect(instantOf({ day: '2026-03-29', time: '02:30' }, 'Europe/Berlin').toISOString()).toBe(
      '2026-03-29T01:30:00.000Z',
    )
  })

  it('reads back the instant it was given, in any zone, to the minute', () => {
    const minutes = fc.integer({ min: Date.UTC(1990, 0, 1) / 60_000, max: Date.UTC(2100, 0, 1) / 60_000 })
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    )
    fc.assert(
      fc.property(minutes, zones, (minute, zone) => {
        const reading = wallClock(new Date(minute * 60_000), zone)
        expect(wallClock(instantOf(reading, zone), zone)).toEqual(reading)
      }),
    )
  })
})
