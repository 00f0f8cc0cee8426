import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asAnonymous, asDatabase, asService, asUser, createUser, failureOf, type Row } from './as-user.ts'
import { draftOf, insightsOf, saveInsights } from './insight-drafts.ts'

// A Saturday; in Kathmandu a quarter to six in the morning of it.
const NOW = '2026-11-21T00:00:00Z'
const CODE = 'DEPENDENCY_CHECK_001'

let person: string

beforeEach(async () => {
  person = await createUser({ time_zone: 'Asia/Kathmandu' })
})

interface Counts {
  told: number
  confidence: number | null
  helpful: number
  not_helpful: number
  corrected: number
  dismissed: number
}
interface Trends {
  weeks: number
  from_on: string
  until_on: string
  total: Counts
  by_week: (Counts & { from_on: string; until_on: string })[]
  by_type: (Counts & { insight_type: string; by_week: number[] })[]
  by_rule: (Counts & { rule_code: string })[]
}
interface Decision extends Row {
  id: string
  kind: string
  decided_at: string
}

const trendsOf = (weeks = 4, who = person) =>
  asUser(
    who,
    async (sql) =>
      (await sql.one<{ seen: Trends }>('select public.insight_trends($1) as seen', [weeks])).seen,
    { now: NOW },
  )
const decisionsOf = (filters: Row = {}, who = person) =>
  asUser(who, (sql) =>
    sql.query<Decision>(
      `select * from public.insight_decisions(${Object.keys(filters)
        .map((name, place) => `p_${name} => $${place + 1}`)
        .join(', ')})`,
      Object.values(filters),
    ),
  )
const toldOf = (from: string, until: string, who = person) =>
  asUser(who, (sql) =>
    sql.query<Row & { title: string }>('select * from public.insights_told($1, $2)', [from, until]),
  )
/** One insight that was told at an instant. @returns its id */
async function tell(at: string, more: Parameters<typeof draftOf>[1] = {}): Promise<string> {
  const subject = `obstacle:task:${randomUUID()}`
  const entity = randomUUID()
  await saveInsights(person, [draftOf(entity, { subject, ...more })], {
    scope: [{ entity_type: 'task', entity_id: entity }],
  })
  return asDatabase(async (sql) => {
    const { id } = await sql.one<{ id: string }>(
      'update public.insights set created_at = $1 where user_id = $2 and subject = $3 returning id',
      [at, person, subject],
    )
    return id
  })
}
const call = (name: string, ...values: unknown[]) =>
  asUser(person, (sql) =>
    sql.one<Row & { id: string }>(
      `select * from public.${name}(${values.map((_, place) => `$${place + 1}`).join(', ')})`,
      values,
    ),
  )
/** An answer that was given at an instant. */
async function answer(insight: string, at: string, type: string, ...more: unknown[]): Promise<string> {
  const { id } = await call('give_insight_feedback', insight, type, ...more)
  await asDatabase((sql) =>
    sql.query('update public.hrm_feedback_log set created_at = $1 where id = $2', [at, id]),
  )
  return id
}

describe('the trends of insights', () => {
  it('count by the days of the person, whose weeks end today', async () => {
    // Half past five in the afternoon of Friday in London is a quarter past eleven at night in Kathmandu.
    await tell('2026-11-14T18:00:00Z')
    await tell('2026-11-14T18:30:00Z')
    await tell('2026-11-20T17:30:00Z')
    const { from_on, until_on, by_week } = await trendsOf()
    expect({ from_on, until_on }).toEqual({ from_on: '2026-10-25', until_on: '2026-11-21' })
    expect(by_week.map((week) => [week.from_on, week.until_on, week.told])).toEqual([
      ['2026-10-25', '2026-10-31', 0],
      ['2026-11-01', '2026-11-07', 0],
      ['2026-11-08', '2026-11-14', 1],
      ['2026-11-15', '2026-11-21', 2],
    ])
    await asUser(person, (sql) => sql.query(`update public.user_profiles set time_zone = 'UTC'`))
    expect((await trendsOf()).by_week.map(({ told }) => told)).toEqual([0, 0, 2, 1])
  })

  it('add up alike by week, by kind and by rule, and are what the lists hold', async () => {
    const first = await tell('2026-11-03T08:00:00Z')
    const second = await tell('2026-11-10T08:00:00Z', {
      insight_type: 'progress_prediction',
      rule_code: 'PROGRESS_MOMENTUM_001',
      confidence: 0.5,
    })
    const third = await tell('2026-11-19T08:00:00Z')
    await answer(first, '2026-11-18T08:00:00Z', 'insight_helpful')
    await answer(second, '2026-11-18T09:00:00Z', 'insight_not_helpful')
    await answer(third, '2026-11-19T09:00:00Z', 'priority_incorrect', 'It can wait.', 0.2)
    await answer(third, '2026-11-19T10:00:00Z', 'reasoning_unclear', 'Why?')
    await call('dismiss_insight', second)
    await asDatabase((sql) =>
      sql.query(`update public.insights set dismissed_at = '2026-11-20T08:00:00Z' where id = $1`, [second]),
    )
    const { total, by_week, by_type, by_rule, from_on, until_on } = await trendsOf()
    expect(total).toEqual({
      ...{ told: 3, confidence: 0.767, helpful: 1, not_helpful: 1, corrected: 1, dismissed: 1 },
    })
    for (const parts of [by_week, by_type, by_rule]) {
      for (const count of ['told', 'helpful', 'not_helpful', 'corrected', 'dismissed'] as const) {
        expect(parts.reduce((sum, part) => sum + part[count], 0)).toBe(total[count])
      }
    }
    expect(by_type.map((kind) => [kind.insight_type, kind.by_week])).toEqual([
      ['obstacle_identification', [0, 1, 0, 1]],
      ['progress_prediction', [0, 0, 1, 0]],
    ])
    expect(by_rule.map(({ rule_code, told, helpful }) => [rule_code, told, helpful])).toEqual([
      [CODE, 2, 1],
      ['PROGRESS_MOMENTUM_001', 1, 0],
    ])
    for (const week of by_week) {
      expect(await toldOf(week.from_on, week.until_on)).toHaveLength(week.told)
      for (const kind of ['helpful', 'not_helpful', 'corrected', 'dismissed'] as const) {
        const list = await decisionsOf({ from: week.from_on, until: week.until_on, kinds: [kind] })
        expect(list).toHaveLength(week[kind])
      }
    }
    expect(await decisionsOf({ from: from_on, until: until_on })).toHaveLength(5)
  })

  it('take other words for the same for no further insight', async () => {
    const entity = randomUUID()
    await saveInsights(person, [draftOf(entity)])
    await saveInsights(person, [draftOf(entity, { summary: 'It waits for 2 tasks.' })])
    const told = await asUser(person, (sql) =>
      sql.query(`select * from public.insights_told(current_date - 2, current_date + 2)`),
    )
    expect(told).toMatchObject([{ version: 1, end_reason: 'changed' }])
  })

  it('are of nothing for somebody new, of 12 weeks at most, and of nobody else', async () => {
    await tell('2026-11-20T08:00:00Z')
    const stranger = await trendsOf(400, await createUser())
    expect(stranger).toMatchObject({
      weeks: 12,
      total: { told: 0, confidence: null },
      by_type: [],
      by_rule: [],
    })
    expect(stranger.by_week).toHaveLength(12)
    expect(await decisionsOf({}, await createUser())).toEqual([])
    expect(await toldOf('2026-01-01', '2027-01-01', await createUser())).toEqual([])
    for (const call of [
      'public.insight_trends()',
      'public.insight_decisions()',
      `public.insights_told('2026-01-01', '2027-01-01')`,
    ]) {
      expect(await failureOf(asAnonymous((sql) => sql.query(`select ${call}`))), call).toBe('42501')
    }
  })
})

describe('the decisions of a person', () => {
  it('are each once, latest first, with what was judged then', async () => {
    const blocked = await tell('2026-11-19T08:00:00Z', { title: 'Blocked' })
    const pinned = await tell('2026-11-19T08:00:00Z', { title: 'Pinned' })
    await answer(blocked, '2026-11-19T09:00:00Z', 'insight_not_helpful', 'The crane is here.')
    await call('pin_insight', pinned)
    const [pin, correction, ...rest] = await decisionsOf()
    expect(rest).toEqual([])
    expect(pin).toMatchObject({ kind: 'pinned', title: 'Pinned', insight_id: pinned, moved: [] })
    expect(correction).toMatchObject({
      ...{ kind: 'corrected', title: 'Blocked', insight_id: blocked, rule_code: CODE, score: 0.1 },
      ...{ told_text: 'The crane is here.', feedback_type: 'insight_not_helpful', confidence: 0.9 },
      applied_rules: [{ code: CODE, weight: 0.7 }],
    })
    await call('pin_insight', pinned, false)
    expect(await decisionsOf({ kinds: ['pinned'] })).toEqual([])
  })

  it('hold a pin and a dismissal once, also when other words came since', async () => {
    const [one, other] = [randomUUID(), randomUUID()]
    await saveInsights(person, [draftOf(one), draftOf(other)])
    const [first, second] = (await insightsOf(person)).map(({ id }) => id)
    await call('pin_insight', first)
    await call('dismiss_insight', second)
    const before = (await decisionsOf()).map(({ kind, decided_at }) => [kind, decided_at])
    const anew = { summary: 'It waits for 2 tasks.' }
    await saveInsights(person, [draftOf(one, anew), draftOf(other, anew)])
    const after = await decisionsOf()
    expect(after.map(({ kind, decided_at }) => [kind, decided_at])).toEqual(before)
    expect(after.map(({ summary }) => summary)).toEqual([anew.summary, anew.summary])
  })

  it('are found by kind, rule, words and days, and page on', async () => {
    const insight = await tell('2026-11-01T08:00:00Z', { title: 'The harbour waits' })
    const other = await tell('2026-11-01T08:00:00Z', { rule_code: 'PROGRESS_MOMENTUM_001', title: 'Paint' })
    await answer(insight, '2026-11-05T23:00:00Z', 'insight_not_helpful', '100 % wrong_')
    await answer(other, '2026-11-07T08:00:00Z', 'insight_helpful')
    const titles = async (filters: Row) => (await decisionsOf(filters)).map(({ title }) => title)
    expect(await titles({ search: ' HARBOUR ' })).toEqual(['The harbour waits'])
    expect(await titles({ search: '% wrong_' })).toEqual(['The harbour waits'])
    expect(await titles({ search: '%' })).toEqual(['The harbour waits'])
    expect(await titles({ rule: 'PROGRESS_MOMENTUM_001' })).toEqual(['Paint'])
    expect(await titles({ kinds: ['helpful', 'dismissed'] })).toEqual(['Paint'])
    expect(await titles({ type: 'recommendation' })).toEqual([])
    // Eleven at night in London is the next day in Kathmandu.
    expect(await titles({ from: '2026-11-06', until: '2026-11-06' })).toEqual(['The harbour waits'])
    const [latest] = await decisionsOf({ limit: 1 })
    expect(await titles({ before: latest!.decided_at, limit: 1 })).toEqual(['The harbour waits'])
  })

  it('are each on one page, also those of one instant', async () => {
    const instant = '2026-11-19T09:00:00Z'
    const ids = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const insight = await tell('2026-11-19T08:00:00Z')
        await answer(insight, instant, 'insight_helpful')
        return insight
      }),
    )
    // One is held twice in that instant: its dismissal and its pin have one id.
    await asDatabase((sql) =>
      sql.query('update public.insights set dismissed_at = $1, is_pinned = true where id = $2', [
        instant,
        ids[0],
      ]),
    )
    await asDatabase((sql) =>
      sql.query('update public.insights set pinned_at = $1 where id = $2', [instant, ids[0]]),
    )
    const paged: Decision[] = []
    for (let last: Decision | undefined; paged.length < 20;) {
      const cursor = last && { before: last.decided_at, before_id: last.id, before_kind: last.kind }
      const page = await decisionsOf({ limit: 2, ...cursor })
      paged.push(...page)
      last = page.at(-1)
      if (page.length < 2) break
    }
    const keys = (list: Decision[]) => list.map(({ id, kind }) => `${kind} ${id}`)
    expect(keys(paged)).toEqual(keys(await decisionsOf()))
    expect(new Set(keys(paged)).size).toBe(7)
  })

  it('show the weights that a night moved because of them, and those alone', async () => {
    const insight = await tell('2026-11-01T08:00:00Z')
    const { id } = await call('give_insight_feedback', insight, 'insight_helpful')
    await asService((sql) =>
      sql.query('select public.save_learning($1, $2, $3, $4)', [
        person,
        [id],
        { [CODE]: 0.75, TEMPORAL_URGENCY_001: 0.5 },
        { [CODE]: { helpful: 1, not_helpful: 0, n: 1 } },
      ]),
    )
    const [decision] = await decisionsOf()
    expect(decision!.moved).toMatchObject([
      { rule_code: CODE, before: 0.7, after: 0.75, reason: { helpful: 1 }, reverted_at: null },
    ])
    const [moved] = decision!.moved as { id: string }[]
    await call('revert_weight_change', moved!.id)
    expect((await decisionsOf())[0]!.moved).toMatchObject([{ reverted_at: expect.any(String) as string }])
  })
})
