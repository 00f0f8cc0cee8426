import fc from 'fast-check'
import rrule from 'rrule'
import { describe, expect, it } from 'vitest'
import { nextInSeries } from './rule-days.ts'
import { supportedRule } from './supported-rule.ts'

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const list = <T>(items: fc.Arbitrary<T>) => fc.uniqueArray(items, { minLength: 1, maxLength: 3 })
const day = fc
  .integer({ min: 0, max: 3000 })
  .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10))

const rule = fc
  .record({
    frequency: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.integer({ min: 1, max: 4 }),
    months: fc.option(list(fc.integer({ min: 1, max: 12 })), { freq: 3 }),
    monthDays: fc.option(list(fc.integer({ min: -5, max: 31 }).filter((n) => n !== 0)), { freq: 3 }),
    weekdays: fc.option(list(fc.constantFrom(...weekdays))),
    nth: fc.option(fc.constantFrom(1, 2, 4, -1)),
    count: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 3 }),
  })
  .map(({ frequency, interval, months, monthDays, weekdays: days, nth, count }) => {
    const place = frequency === 'MONTHLY' && nth !== null ? String(nth) : ''
    return [
      `FREQ=${frequency}`,
      `INTERVAL=${interval}`,
      months && `BYMONTH=${months.join(',')}`,
      monthDays && frequency !== 'WEEKLY' && `BYMONTHDAY=${monthDays.join(',')}`,
      days && `BYDAY=${days.map((each) => place + each).join(',')}`,
      count && `COUNT=${count}`,
    ]
      .filter(Boolean)
      .join(';')
  })

describe('the next day of a series', () => {
  it('is the one an independent library finds', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(rule, day, day, (text, start, from) => {
        const series = (dtstart: Date) =>
          // The library would look for days that do not exist until the year 9999.
          new rrule.RRule({
            ...rrule.RRule.parseString(text),
            dtstart,
            until: new Date('2034-01-01T00:00:00Z'),
          })
        const at = (each: string) => new Date(`${each}T00:00:00Z`)
        // The first day counts for us even where the rule does not give it: so it is one the rule gives.
        const first = series(at(start)).after(at(start), true)
        fc.pre(first !== null)
        const anchor = first!.toISOString().slice(0, 10)
        const found = series(first!).after(at(from), true)?.toISOString().slice(0, 10) ?? null
        fc.pre(found !== null || text.includes('COUNT'))
        const ours = nextInSeries(supportedRule(text)!, anchor, from, new Set())
        expect(ours === null || ours.day >= '2034' ? null : ours.day).toBe(found)
      }),
      { numRuns: 60 },
    )
  })

  it('leaves out the days it is told to, which count towards its end all the same', () => {
    const skipped = new Set(['2026-11-23'])
    expect(nextInSeries('FREQ=WEEKLY;COUNT=3', '2026-11-16', '2026-11-20', skipped)).toEqual({
      day: '2026-11-30',
      occurrence: 3,
    })
    expect(nextInSeries('FREQ=WEEKLY;COUNT=2', '2026-11-16', '2026-11-20', skipped)).toBeNull()
    expect(nextInSeries('FREQ=DAILY;UNTIL=20261120T225959Z', '2026-11-16', '2026-11-21', skipped)).toBeNull()
  })
})

describe('a rule of another product', () => {
  it.each([
    ['RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO', 'FREQ=WEEKLY;BYDAY=MO'],
    ['freq=monthly;byday=+2TU', 'FREQ=MONTHLY;BYDAY=2TU'],
    ['FREQ=YEARLY;BYMONTHDAY=01;BYMONTH=03', 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1'],
    ['FREQ=DAILY;UNTIL=20270101T000000Z;', 'FREQ=DAILY;UNTIL=20270101T000000Z'],
    ['FREQ=DAILY;TT_SKIP=WEEKEND', null],
    ['ERULE:NAME=CUSTOM;BYDATE=20260101', null],
    ['FREQ=WEEKLY;BYDAY=2MO', null],
    ['FREQ=HOURLY;BYDAY=MO', null],
    ['FREQ=DAILY;UNTIL=20260231', null],
    ['FREQ=DAILY;COUNT=2;UNTIL=20270101', null],
    ['FREQ=SECONDLY', null],
    ['BYDAY=MO', null],
    ['', null],
  ])('%s is taken as %s', (text, expected) => {
    expect(supportedRule(text)).toBe(expected)
  })
})
