import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextInSeries } from '../../shared/import/rule-days.ts'
import { supportedRule } from '../../shared/import/supported-rule.ts'
import { asDatabase } from './as-user.ts'

const RULES = 400
const day = fc
  .integer({ min: 0, max: 3000 })
  .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10))

/** Parts of rules as calendars write them: good ones, odd spellings, and some that no database can run. */
const part = fc.oneof(
  fc.constantFrom(
    'INTERVAL=1',
    'INTERVAL=2',
    'INTERVAL=0',
    'WKST=SU',
    'COUNT=5',
    'COUNT=0',
    'BYSETPOS=-1',
    'BYHOUR=9',
  ),
  fc.constantFrom(
    'UNTIL=20270101',
    'UNTIL=20270101T120000Z',
    'UNTIL=20270231',
    'UNTIL=2027-01-01',
    'UNTIL=x',
    'TT_SKIP=WEEKEND',
  ),
  fc.constantFrom(
    'BYDAY=MO',
    'BYDAY=+1MO,-1FR',
    'BYDAY=MO,TH',
    'BYDAY=XX',
    'BYDAY=99MO',
    'BYMONTH=03',
    'BYMONTH=13',
    'BYMONTHDAY=31,-1',
  ),
)
const text = fc
  .tuple(
    fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'HOURLY', 'MINUTELY', 'SECONDLY'),
    fc.array(part, { maxLength: 4 }),
  )
  .map(([frequency, parts]) => [`FREQ=${frequency}`, ...parts].join(';'))

describe('the rules an import takes over', () => {
  it('are all understood by the database', async () => {
    const rules = fc.sample(text, RULES).flatMap((each) => supportedRule(each) ?? [])
    expect(rules.length).toBeGreaterThan(20)
    const { count } = await asDatabase((sql) =>
      sql.one<{ count: number }>(
        'select count(private.parse_recurrence(rule))::int as count from jsonb_array_elements_text($1) rule',
        [JSON.stringify(rules)],
      ),
    )
    expect(count).toBe(rules.length)
  })

  it('go on with the day the database would find', async () => {
    const cases = fc.sample(fc.tuple(text, day, day), RULES).flatMap(([each, anchor, from]) => {
      const rule = supportedRule(each)
      const isInDays = rule !== null && !/COUNT|HOURLY|MINUTELY/.test(rule)
      return isInDays && anchor < from ? { rule, anchor, from } : []
    })
    expect(cases.length).toBeGreaterThan(10)
    const found = await asDatabase((sql) =>
      sql.query<{ found: string | null }>(
        `select private.next_occurrence(given ->> 'rule', (given ->> 'anchor')::date,
            (given ->> 'from')::date - interval '1 day')::date::text as found
          from jsonb_array_elements($1) with ordinality as each (given, place) order by place`,
        [JSON.stringify(cases)],
      ),
    )
    const ours = cases.map(
      ({ rule, anchor, from }) => nextInSeries(rule, anchor, from, new Set())?.day ?? null,
    )
    expect(cases.map((each, i) => [each, ours[i]])).toEqual(cases.map((each, i) => [each, found[i]!.found]))
  })
})
