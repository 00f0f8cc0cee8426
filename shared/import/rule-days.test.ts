import { describe, expect, it } from 'vitest'
import { nextInSeries } from './rule-days.ts'
import { supportedRule } from './supported-rule.ts'

describe('the next day of a series', () => {
  it.each([
    ['FREQ=WEEKLY;BYDAY=MO', '2024-01-08', '2026-11-21', '2026-11-23'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', '2026-11-02', '2026-11-21', '2026-11-30'],
    ['FREQ=MONTHLY;BYDAY=-1FR', '2026-01-30', '2026-11-21', '2026-11-27'],
    ['FREQ=MONTHLY', '2026-08-31', '2026-11-01', '2026-12-31'],
    ['FREQ=YEARLY', '2024-02-29', '2026-11-21', '2028-02-29'],
    ['FREQ=DAILY;INTERVAL=3', '2026-11-20', '2026-11-21', '2026-11-23'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-01-30', '2026-11-21', '2026-11-30'],
  ])('of %s from %s is, on %s, %s', (rule, anchor, from, expected) => {
    expect(nextInSeries(rule, anchor, from, new Set())?.day).toBe(expected)
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
