import fc from 'fast-check'
import rrule from 'rrule'
import { describe, expect, it } from 'vitest'
import { asDatabase, failureOf } from './as-user.ts'
import { looking } from './life-program.ts'

const { RRule } = rrule
const HOW_MANY = 5
const HORIZON_DAYS = 3000
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

const dayMs = 24 * 60 * 60 * 1000
const isoDay = (date: Date) => date.toISOString().slice(0, 10)
const addDays = (date: Date, days: number) => new Date(date.getTime() + days * dayMs)

const list = <Value>(value: fc.Arbitrary<Value>, max: number) =>
  fc.uniqueArray(value, { minLength: 1, maxLength: max }).map((values) => values.join(','))
const nonZero = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).filter((value) => value !== 0)
const nthWeekday = (furthest: number) =>
  fc.tuple(nonZero(-furthest, furthest), fc.constantFrom(...WEEKDAYS)).map(([nth, day]) => `${nth}${day}`)

/** Rules as people and importers write them, each with the first day it counts from. */
const ruleAndAnchor = fc
  .record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.option(fc.integer({ min: 1, max: 5 })),
    weekdays: fc.option(list(fc.constantFrom(...WEEKDAYS), 4)),
    nthOfMonth: fc.option(list(nthWeekday(5), 3)),
    nthOfYear: fc.option(list(nthWeekday(53), 3)),
    monthDays: fc.option(list(nonZero(-31, 31), 4)),
    months: fc.option(list(fc.integer({ min: 1, max: 12 }), 4)),
    // Not -2 and further: where a period has fewer days, the library takes the first of them.
    positions: fc.option(list(fc.constantFrom(-1, 1, 2, 3, 4), 2)),
    weekStart: fc.option(fc.constantFrom(...WEEKDAYS)),
    untilDays: fc.option(fc.integer({ min: 0, max: 3000 })),
    anchorDay: fc.integer({ min: 0, max: 15_000 }),
  })
  .map((draft) => {
    const { freq, interval, months, monthDays, positions, weekStart, untilDays } = draft
    let anchor = addDays(new Date('2000-01-01T00:00:00Z'), draft.anchorDay)
    // How often a weekday counts depends on what it is counted in. A mix of counted and uncounted weekdays is left
    // out: the library wants both to hold, the standard either.
    const nth =
      freq === 'MONTHLY' || (freq === 'YEARLY' && months)
        ? draft.nthOfMonth
        : freq === 'YEARLY'
          ? draft.nthOfYear
          : null
    const days = nth ?? draft.weekdays
    const choosesDays = days ?? (freq === 'WEEKLY' ? null : monthDays)
    if (freq === 'WEEKLY' && positions) {
      // The library starts the first week at the anchor, the standard at the start of the week.
      const shift = WEEKDAYS.indexOf(weekStart ?? 'MO')
      anchor = addDays(anchor, -((anchor.getUTCDay() + 6 - shift) % 7))
    }
    const parts = [
      `FREQ=${freq}`,
      interval && `INTERVAL=${interval}`,
      days && `BYDAY=${days}`,
      freq !== 'WEEKLY' && monthDays && `BYMONTHDAY=${monthDays}`,
      months && `BYMONTH=${months}`,
      choosesDays && positions && `BYSETPOS=${positions}`,
      weekStart && `WKST=${weekStart}`,
      untilDays !== null && `UNTIL=${isoDay(addDays(anchor, untilDays)).replaceAll('-', '')}`,
    ]
    return { rule: parts.filter(Boolean).join(';'), anchor }
  })

/** The first days of a rule by the library, as far as the horizon. */
function expectedDays(rule: string, anchor: Date): string[] {
  const { until, ...options } = RRule.parseString(rule)
  const last = addDays(anchor, HORIZON_DAYS)
  // A set, for the library names a day twice that is both the first and the last of its period.
  const days = new Set<string>()
  new RRule({ ...options, dtstart: anchor, until: until && until < last ? until : last }).all((date) => {
    days.add(isoDay(date))
    return days.size < HOW_MANY
  })
  return [...days]
}

async function daysFromSql(rule: string, anchor: Date): Promise<string[]> {
  const rows = await asDatabase((sql) =>
    sql.query<{ day: string }>(
      `with recursive days (at, place) as (
        select private.next_occurrence($1, $2::date, $2::date - interval '1 day'), 1
        union all
        select private.next_occurrence($1, $2::date, at), place + 1 from days where at is not null and place < $3
      ) select at::date::text as day from days where at <= $2::date + ${HORIZON_DAYS}`,
      [rule, isoDay(anchor), HOW_MANY],
    ),
  )
  return rows.map(({ day }) => day)
}

/** Whether a rule goes on after the horizon, but for its end. Without any day, the library would search to the year 9999. */
const goesOn = async (rule: string, anchor: Date) =>
  (await next(rule.replace(/;UNTIL=[^;]+/, ''), isoDay(anchor), isoDay(addDays(anchor, HORIZON_DAYS)))) !==
  null

const next = (rule: string, anchor: string, after: string, zone = 'UTC') =>
  asDatabase(async (sql) => {
    const { at } = await sql.one<{ at: string | null }>(
      'select private.next_occurrence($1, $2, $3, $4)::text as at',
      [rule, anchor, after, zone],
    )
    return at
  })

describe('a recurrence rule', () => {
  it('means in SQL what it means to the library that screens use', async () => {
    const tried = { all: 0, withDays: 0 }
    await fc.assert(
      fc.asyncProperty(ruleAndAnchor, async ({ rule, anchor }) => {
        tried.all += 1
        if (!(await goesOn(rule, anchor))) return
        tried.withDays += 1
        expect(await daysFromSql(rule, anchor)).toEqual(expectedDays(rule, anchor))
      }),
      looking(250),
    )
    expect(tried.withDays / tried.all).toBeGreaterThan(0.4)
  })

  it('counts back from the end of a period', async () => {
    const rule = 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2'
    expect(await next(rule, '2026-11-01', '2026-11-01')).toBe('2026-11-27 00:00:00')
    expect(await next('FREQ=MONTHLY;BYMONTHDAY=31;BYSETPOS=-2', '2026-11-01', '2026-11-01')).toBe(null)
  })

  it('skips months without its day', async () => {
    expect(await next('FREQ=MONTHLY', '2026-01-31', '2026-01-31')).toBe('2026-03-31 00:00:00')
    expect(await next('FREQ=MONTHLY;BYMONTHDAY=-1', '2026-01-31', '2026-01-31')).toBe('2026-02-28 00:00:00')
  })

  it('waits for 29 February, over a century that has none', async () => {
    expect(await next('FREQ=YEARLY', '2024-02-29', '2024-02-29')).toBe('2028-02-29 00:00:00')
    expect(await next('FREQ=YEARLY', '2096-02-29', '2096-02-29')).toBe('2104-02-29 00:00:00')
    expect(await next('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO', '2024-02-29', '2026-01-01')).toBe(
      '2044-02-29 00:00:00',
    )
  })

  it('ends quietly when it has no day at all, or only ones centuries away', async () => {
    expect(await next('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01', '2026-01-01')).toBe(null)
    expect(await next('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '2026-01-01', '2026-01-01')).toBe(null)
    expect(await next('FREQ=YEARLY;INTERVAL=9999', '2026-01-01', '2026-01-01')).toBe(null)
    expect(await next('FREQ=MONTHLY;INTERVAL=9999;BYDAY=5SU', '2026-01-01', '2026-01-01')).toBe(null)
  })

  it('knows the hours of its zone when it ends at an instant', async () => {
    // 23:30 in UTC is the next day in Tokyo.
    const rule = 'FREQ=DAILY;UNTIL=20261123T233000Z'
    expect(await next(rule, '2026-11-21', '2026-11-23', 'UTC')).toBe(null)
    expect(await next(rule, '2026-11-21', '2026-11-23', 'Asia/Tokyo')).toBe('2026-11-24 00:00:00')
    expect(await next('FREQ=DAILY;UNTIL=20261123', '2026-11-21', '2026-11-22')).toBe('2026-11-23 00:00:00')
    expect(await next('FREQ=DAILY;UNTIL=20261123', '2026-11-21', '2026-11-23')).toBe(null)
  })

  it('can step in hours and minutes of the wall clock', async () => {
    expect(await next('FREQ=HOURLY;INTERVAL=36', '2026-11-21', '2026-11-21 18:30')).toBe(
      '2026-11-23 06:30:00',
    )
    expect(await next('FREQ=MINUTELY;INTERVAL=90', '2026-11-21', '2026-11-21 23:00')).toBe(
      '2026-11-22 00:30:00',
    )
  })

  it.each([
    ['nothing', ''],
    ['words', 'every day'],
    ['no frequency', 'INTERVAL=2'],
    ['an unknown frequency', 'FREQ=SECONDLY'],
    ['an unknown part', 'FREQ=YEARLY;BYWEEKNO=20'],
    ['a part twice', 'FREQ=DAILY;INTERVAL=2;INTERVAL=3'],
    ['an interval of nothing', 'FREQ=DAILY;INTERVAL=0'],
    ['an interval backwards', 'FREQ=DAILY;INTERVAL=-1'],
    ['an unknown weekday', 'FREQ=WEEKLY;BYDAY=XX'],
    ['a counted weekday in a week', 'FREQ=WEEKLY;BYDAY=2MO'],
    ['a day that no month has', 'FREQ=MONTHLY;BYMONTHDAY=32'],
    ['the day nought', 'FREQ=MONTHLY;BYMONTHDAY=0'],
    ['a thirteenth month', 'FREQ=YEARLY;BYMONTH=13'],
    ['two ends', 'FREQ=DAILY;COUNT=2;UNTIL=20261231'],
    ['an end that is no day', 'FREQ=DAILY;UNTIL=20260631'],
    ['an end that is no time', 'FREQ=DAILY;UNTIL=20260630T250000Z'],
    ['days in a rule of hours', 'FREQ=HOURLY;BYDAY=MO'],
    ['a prefix', 'RRULE:FREQ=DAILY'],
    ['lower case', 'freq=daily'],
    ['a part without a value', 'FREQ=DAILY;'],
  ])('is refused when it has %s', async (_, rule) => {
    expect(
      await failureOf(asDatabase((sql) => sql.query('select private.parse_recurrence($1)', [rule]))),
    ).toMatch(/^22/)
  })
})
