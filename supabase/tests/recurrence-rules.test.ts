import fc from 'fast-check'
import { RRuleTemporal } from 'rrule-temporal'
import { describe, expect, it } from 'vitest'
import { asDatabase, failureOf } from './as-user.ts'
import { looking } from './life-program.ts'

const HOW_MANY = 4
const HORIZON_DAYS = 3000
const RULES_PER_QUERY = 100
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

const dayMs = 24 * 60 * 60 * 1000
const isoDay = (date: Date) => date.toISOString().slice(0, 10)
const basicDay = (date: Date) => isoDay(date).replaceAll('-', '')
const addDays = (date: Date, days: number) => new Date(date.getTime() + days * dayMs)

const list = <Value>(value: fc.Arbitrary<Value>, max: number) =>
  fc.uniqueArray(value, { minLength: 1, maxLength: max }).map((values) => values.join(','))
const nonZero = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).filter((value) => value !== 0)
const nthWeekday = (furthest: number) =>
  fc.tuple(nonZero(-furthest, furthest), fc.constantFrom(...WEEKDAYS)).map(([nth, day]) => `${nth}${day}`)

interface Rule {
  rule: string
  anchor: Date
}

/** Every second rule has it: with all at once, hardly a day would suit. */
const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 2 })

/** Rules as people and importers write them, each with the first day it counts from. */
const ruleAndAnchor: fc.Arbitrary<Rule> = fc
  .record({
    freq: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: sometimes(fc.integer({ min: 1, max: 5 })),
    weekdays: sometimes(list(fc.constantFrom(...WEEKDAYS), 4)),
    nthOfMonth: sometimes(list(fc.oneof(nthWeekday(5), fc.constantFrom(...WEEKDAYS)), 3)),
    // Not the 53rd: in years that have none, the library takes a day of the next.
    nthOfYear: sometimes(list(nthWeekday(52), 3)),
    monthDays: sometimes(list(nonZero(-31, 31), 4)),
    months: sometimes(list(fc.integer({ min: 1, max: 12 }), 4)),
    positions: sometimes(list(nonZero(-4, 4), 2)),
    weekStart: sometimes(fc.constantFrom(...WEEKDAYS)),
    untilDays: sometimes(fc.integer({ min: 0, max: 3000 })),
    count: sometimes(fc.integer({ min: 1, max: 6 })),
    anchorDay: fc.integer({ min: 0, max: 15_000 }),
  })
  .map((draft) => {
    const { freq, interval, months, monthDays, positions, weekStart, untilDays, count } = draft
    const anchor = addDays(new Date('2000-01-01T00:00:00Z'), draft.anchorDay)
    // How often a weekday counts depends on what it is counted in.
    const nth =
      freq === 'MONTHLY' || (freq === 'YEARLY' && months)
        ? draft.nthOfMonth
        : freq === 'YEARLY'
          ? draft.nthOfYear
          : null
    const days = nth ?? draft.weekdays
    // Of a weekday counted in the year, the library forgets that the day of the month is to suit too.
    const daysOfMonth = freq === 'WEEKLY' || (freq === 'YEARLY' && nth && !months) ? null : monthDays
    // A single day has no second place.
    const choosesDays = freq === 'DAILY' ? null : (days ?? daysOfMonth)
    const parts = [
      `FREQ=${freq}`,
      interval && `INTERVAL=${interval}`,
      days && `BYDAY=${days}`,
      daysOfMonth && `BYMONTHDAY=${daysOfMonth}`,
      months && `BYMONTH=${months}`,
      choosesDays && positions && `BYSETPOS=${positions}`,
      weekStart && `WKST=${weekStart}`,
      untilDays !== null && `UNTIL=${basicDay(addDays(anchor, untilDays))}`,
      untilDays === null && count && `COUNT=${count}`,
    ]
    return { rule: parts.filter(Boolean).join(';'), anchor }
  })

/** The first days of a rule by the library, as far as the horizon. */
function daysFromLibrary({ rule, anchor }: Rule): string[] {
  const last = addDays(anchor, HORIZON_DAYS)
  // Without an end, the library would look for a day of a rule that has none for thousands of years.
  const end = rule.includes('UNTIL') ? '' : `;UNTIL=${basicDay(last)}`
  return new RRuleTemporal({ rruleString: `DTSTART:${basicDay(anchor)}T000000Z\nRRULE:${rule}${end}` })
    .all((_, index) => index < HOW_MANY)
    .map((moment) => moment.toString().slice(0, 10))
    .filter((day) => day <= isoDay(last))
}

/** The days of the instances that completing one after the other makes, as far as the horizon. */
async function daysFromSql(rules: Rule[]): Promise<string[][]> {
  const rows = await asDatabase(
    (sql) =>
      sql.query<{ days: string[] }>(
        `select array(
          with recursive instances (task, place) as (
            select jsonb_populate_record(null::public.tasks, jsonb_build_object('recurrence_rule', rule,
              'recurrence_start_on', anchor, 'recurrence_after_completion', false, 'occurrence', 1,
              'due_on', private.next_occurrence(rule, anchor, anchor - interval '1 day')::date)), 1
            union all
            select private.next_instance(task, private.next_due(task)), place + 1 from instances
            where (task).due_on is not null and place < ${HOW_MANY}
          ) select (task).due_on::text from instances where (task).due_on <= anchor + ${HORIZON_DAYS} order by place
        ) as days
        from unnest($1::text[], $2::date[]) with ordinality as given (rule, anchor, place) order by place`,
        [rules.map(({ rule }) => rule), rules.map(({ anchor }) => isoDay(anchor))],
      ),
    // Before all anchors: what lies in the past would be skipped.
    { now: '1999-01-01T00:00:00Z' },
  )
  return rows.map(({ days }) => days)
}

const labelled = (rules: Rule[], days: string[][]) =>
  Object.fromEntries(rules.map(({ rule, anchor }, index) => [`${isoDay(anchor)} ${rule}`, days[index]]))

const next = (rule: string, anchor: string, after: string, zone = 'UTC') =>
  asDatabase(async (sql) => {
    const { at } = await sql.one<{ at: string | null }>(
      'select private.next_occurrence($1, $2, $3, $4)::text as at',
      [rule, anchor, after, zone],
    )
    return at
  })

describe('a recurrence rule', () => {
  it('means in SQL what it means to an independent library', async () => {
    await fc.assert(
      // A seed for each query, so that a failure shows the rules it is about and not all of them.
      fc.asyncProperty(fc.nat(), async (seed) => {
        const rules = fc.sample(ruleAndAnchor, { seed, numRuns: RULES_PER_QUERY })
        const expected = rules.map(daysFromLibrary)
        expect(labelled(rules, await daysFromSql(rules))).toEqual(labelled(rules, expected))
        // Rules without a day prove little.
        expect(expected.filter(({ length }) => length > 1).length).toBeGreaterThan(0.4 * RULES_PER_QUERY)
      }),
      looking(25),
    )
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

  it('leaves out years without a 53rd weekday', async () => {
    expect(await next('FREQ=YEARLY;BYDAY=53TH', '2026-01-01', '2026-01-01')).toBe('2026-12-31 00:00:00')
    expect(await next('FREQ=YEARLY;BYDAY=-53TH', '2026-01-02', '2026-01-02')).toBe('2032-01-01 00:00:00')
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
