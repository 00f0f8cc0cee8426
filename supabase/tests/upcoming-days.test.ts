import { beforeEach, describe, expect, it } from 'vitest'
import { asAnonymous, asUser, createUser, failureOf } from './as-user.ts'

let person: string

beforeEach(async () => {
  person = await createUser()
})

const upcoming = (rule: string, startOn: string, after = startOn, occurrence = 1, limit = 5) =>
  asUser(person, async (sql) => {
    const rows = await sql.query<{ day: string }>(
      'select day::text from public.upcoming_days($1, $2, $3, $4, $5) as day',
      [rule, startOn, after, occurrence, limit],
    )
    return rows.map(({ day }) => day)
  })

describe('the next days of a rule', () => {
  it('are those on which the task will come back', async () => {
    expect(await upcoming('FREQ=WEEKLY;BYDAY=MO,TH', '2026-11-19')).toEqual([
      '2026-11-23',
      '2026-11-26',
      '2026-11-30',
      '2026-12-03',
      '2026-12-07',
    ])
    expect(await upcoming('FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1', '2026-11-01', '2026-11-21', 1, 2)).toEqual([
      '2026-11-27',
      '2026-12-25',
    ])
  })

  it('end with the last by count or by day', async () => {
    expect(await upcoming('FREQ=DAILY;COUNT=4', '2026-11-19', '2026-11-20', 2)).toEqual([
      '2026-11-21',
      '2026-11-22',
    ])
    expect(await upcoming('FREQ=DAILY;COUNT=4', '2026-11-19', '2026-11-22', 4)).toEqual([])
    expect(await upcoming('FREQ=DAILY;UNTIL=20261120', '2026-11-19')).toEqual(['2026-11-20'])
  })

  it('are none for rules that step hours', async () => {
    expect(await upcoming('FREQ=HOURLY;INTERVAL=6', '2026-11-19')).toEqual([])
  })

  it('are never more than fifty, and never asked for by nobody', async () => {
    expect(await upcoming('FREQ=DAILY', '2026-11-19', '2026-11-19', 1, 100_000)).toHaveLength(50)
    expect(await failureOf(upcoming('FREQ=SOMETIMES', '2026-11-19'))).toBe('22023')
    const asked = asAnonymous((sql) =>
      sql.query(`select public.upcoming_days('FREQ=DAILY', '2026-11-19', '2026-11-19')`),
    )
    expect(await failureOf(asked)).toBe('42501')
  })
})
