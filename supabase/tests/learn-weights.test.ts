import { beforeEach, expect, it } from 'vitest'
import { learnWeights } from '../functions/_shared/hrm/learn-weights.ts'
import { asService, asUser, createUser } from './as-user.ts'
import { draftOf, saveInsights } from './insight-drafts.ts'

const database = {
  query: <Answer extends object>(sql: string, values?: unknown[]) =>
    asService((session) => session.query<Answer>(sql, values)),
}

let person: string
let reported: unknown[]
const night = (people = [person]) => learnWeights(database, people, (thrown) => reported.push(thrown))
const changesOf = (who: string) =>
  asUser(who, (sql) =>
    sql.query<{ rule_code: string; before: number; after: number; reason: object }>(
      'select rule_code, before::float, after::float, reason from public.hrm_weight_changes',
    ),
  )

/** Somebody finds an insight about their whole life of no use. */
async function disagree(who: string): Promise<void> {
  const rules = [{ code: 'DEPENDENCY_CHECK_001', version: 1, weight: 0.7, score: 0.9, confidence: 0.9 }]
  const evidence = { ...draftOf(null).evidence, rules }
  await saveInsights(who, [draftOf(null, { evidence })])
  await asUser(who, (sql) =>
    sql.query(`select public.give_insight_feedback(id, 'insight_not_helpful') from public.insights`),
  )
}

beforeEach(async () => {
  person = await createUser()
  reported = []
})

it('a night moves the weight of a rule by what was said of it, and says why', async () => {
  await disagree(person)
  expect(await night()).toBe(1)
  // 0.7 - 0.05 / (1 + 5), in thousandths.
  expect(await changesOf(person)).toEqual([
    {
      ...{ rule_code: 'DEPENDENCY_CHECK_001', before: 0.7, after: 0.692 },
      reason: { helpful: 0, not_helpful: 1, n: 1 },
    },
  ])
})

it('the same night twice learns once', async () => {
  await disagree(person)
  await Promise.all([night(), night()])
  expect(await night()).toBe(0)
  expect(await changesOf(person)).toHaveLength(1)
})

it('nothing moves for somebody who does not let it', async () => {
  await disagree(person)
  await asUser(person, (sql) =>
    sql.query(
      `insert into public.hrm_user_preferences (user_id, enable_ai_learning) values ($1, false)
       on conflict (user_id) do update set enable_ai_learning = false`,
      [person],
    ),
  )
  expect(await night()).toBe(0)
  expect(await changesOf(person)).toEqual([])
})
