import { describe, expect, it } from 'vitest'
import { addDays, dayIn, daysBetween, minutesIn, nextWeekday } from './dates.ts'
import { clockTime, minutesText, shortDay } from './format.ts'

describe('calendar days', () => {
  it('know nothing of daylight saving', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
  })

  it('cross months, years and 29 February', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  })

  it('give the next such weekday, never the day itself', () => {
    expect(nextWeekday('2026-11-21', 6)).toBe('2026-11-28')
    expect(nextWeekday('2026-11-21', 1)).toBe('2026-11-23')
  })

  it('are those of the zone the person lives in', () => {
    const instant = new Date('2026-11-21T22:30:00Z')
    expect(dayIn('Europe/Berlin', instant)).toBe('2026-11-21')
    expect(dayIn('Asia/Tokyo', instant)).toBe('2026-11-22')
    expect(minutesIn('America/New_York', instant)).toBe(17 * 60 + 30)
  })
})

describe('dates and times in words', () => {
  it('show the weekday within a week, then the date, then the year too', () => {
    expect(shortDay('2026-11-24', '2026-11-21', 'en')).toBe('Tue')
    expect(shortDay('2026-12-24', '2026-11-21', 'en')).toBe('Dec 24')
    expect(shortDay('2027-01-05', '2026-11-21', 'en')).toBe('Jan 5, 2027')
    expect(shortDay('2026-12-24', '2026-11-21', 'de')).toBe('24. Dez.')
  })

  it('show the clock as the person reads it', () => {
    expect(clockTime('14:05:00', { locale: 'en', uses24h: true })).toBe('14:05')
    expect(clockTime('14:05:00', { locale: 'en', uses24h: false })).toMatch(/^2:05\sPM$/)
  })

  it('add minutes up to hours', () => {
    expect(minutesText(45)).toBe('45 min')
    expect(minutesText(60)).toBe('1 h')
    expect(minutesText(95)).toBe('1 h 35 min')
  })
})
