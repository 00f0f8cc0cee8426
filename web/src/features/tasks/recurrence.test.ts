import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  draftFrom,
  FREQUENCIES,
  isEveryWorkday,
  parseRule,
  type RepeatDraft,
  ruleOf,
  WEEKDAY_CODES,
  weekOfMonth,
  WEEKS,
} from './recurrence.ts'

// 2026-11-19 is a Thursday, the third of its month.
const DUE = '2026-11-19'

const weekday = fc.constantFrom(...WEEKDAY_CODES)

/** Drafts as the editor can make them: what a frequency does not use stays as it starts. */
const draft = fc
  .record({
    frequency: fc.constantFrom(...FREQUENCIES),
    interval: fc.integer({ min: 1, max: 999 }),
    weekdays: fc
      .uniqueArray(weekday, { minLength: 1 })
      .map((codes) => WEEKDAY_CODES.filter((code) => codes.includes(code))),
    monthDay: fc.oneof(
      fc.record({ kind: fc.constant('day' as const), day: fc.integer({ min: 1, max: 31 }) }),
      fc.record({ kind: fc.constant('last-day' as const) }),
      fc.record({ kind: fc.constant('weekday' as const), week: fc.constantFrom(...WEEKS), weekday }),
    ),
    end: fc.oneof(
      fc.record({ kind: fc.constant('never' as const) }),
      fc.record({ kind: fc.constant('on' as const), day: fc.constantFrom('2026-12-24', '2031-02-28') }),
      fc.record({ kind: fc.constant('after' as const), count: fc.integer({ min: 1, max: 999 }) }),
    ),
  })
  .map((made): RepeatDraft => {
    const start = draftFrom(DUE, made.frequency)
    return {
      ...made,
      weekdays: made.frequency === 'weekly' ? made.weekdays : start.weekdays,
      monthDay: made.frequency === 'monthly' ? made.monthDay : start.monthDay,
    }
  })

describe('the rule of a repeating task', () => {
  it('is read back as the draft it was written from', () => {
    fc.assert(
      fc.property(draft, (made) => {
        expect(parseRule(ruleOf(made), DUE)).toEqual(made)
      }),
    )
  })

  it('takes weekday and day of the month from the day the task is due', () => {
    expect(ruleOf(draftFrom(DUE, 'weekly'))).toBe('FREQ=WEEKLY;BYDAY=TH')
    expect(ruleOf(draftFrom(DUE, 'monthly'))).toBe('FREQ=MONTHLY;BYMONTHDAY=19')
    expect(parseRule('FREQ=WEEKLY', DUE)).toEqual(draftFrom(DUE, 'weekly'))
    expect(parseRule('FREQ=MONTHLY', DUE)).toEqual(draftFrom(DUE, 'monthly'))
  })

  it('counts the week from Monday', () => {
    const days: RepeatDraft = { ...draftFrom(DUE), weekdays: ['SU', 'MO', 'TH'] }
    expect(ruleOf(days)).toBe('FREQ=WEEKLY;BYDAY=MO,TH,SU')
  })

  it('is custom when it says more than the editor can show', () => {
    for (const rule of [
      'FREQ=HOURLY;INTERVAL=12',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
      'FREQ=MONTHLY;BYMONTHDAY=1,15',
      'FREQ=MONTHLY;BYDAY=2MO,4MO',
      'FREQ=WEEKLY;BYDAY=MO;WKST=SU',
      'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27',
      'FREQ=DAILY;UNTIL=20270101T120000Z',
    ])
      expect(parseRule(rule, DUE), rule).toBeNull()
  })

  it('is a plain yearly one when it names the day it is due on', () => {
    expect(parseRule('FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=19', DUE)).toEqual(draftFrom(DUE, 'yearly'))
  })
})

describe('words for days', () => {
  it('know the fifth weekday of a month as the last', () => {
    expect(weekOfMonth('2026-11-19')).toBe(3)
    expect(weekOfMonth('2026-11-30')).toBe(-1)
  })

  it('know Monday to Friday', () => {
    const rule = parseRule('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', DUE)
    expect(rule && isEveryWorkday(rule)).toBe(true)
    expect(isEveryWorkday(draftFrom(DUE))).toBe(false)
  })
})
