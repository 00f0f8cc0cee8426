import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { asService, asUser, createUser, failureOf, type Row } from './as-user.ts'
import { draftOf, insightsOf, saveInsights } from './insight-drafts.ts'

const CODE = 'DEPENDENCY_CHECK_001'

let person: string
let insight: string

beforeEach(async () => {
  person = await createUser()
  await saveInsights(person, [draftOf(randomUUID())])
  insight = (await insightsOf(person))[0]!.id
})

const give = (type: string, ...more: unknown[]) =>
  asUser(person, (sql) =>
    sql.one<Row & { id: string }>(
      `select * from public.give_insight_feedback($1, $2${more.map((_, n) => `, $${n + 3}`).join('')})`,
      [insight, type, ...more],
    ),
  )
const run = (statement: string, values: unknown[] = []) =>
  asUser(person, (sql) => sql.query(statement, values))
const toLearn = () =>
  asService((sql) =>
    sql.query<{ user_id: string; weights: Record<string, number>; feedback: { id: string }[] }>(
      'select * from public.feedback_to_learn($1)',
      [[person]],
    ),
  )
const learn = (ids: string[], weights: Row, reasons: Row = {}) =>
  asService(
    async (sql) =>
      (
        await sql.one<{ moved: number }>('select public.save_learning($1, $2, $3, $4) as moved', [
          person,
          ids,
          weights,
          reasons,
        ])
      ).moved,
  )
/** A night that has one feedback to learn from, and moves one weight. */
async function night(weight: number) {
  const { id } = await give('insight_helpful')
  await learn([id], { [CODE]: weight }, { [CODE]: { helpful: 1, not_helpful: 0, n: 1 } })
}
const changes = () =>
  run('select * from public.hrm_weight_changes order by created_at') as Promise<(Row & { id: string })[]>
const overrides = async () =>
  (await run('select rule_weight_overrides from public.hrm_user_preferences'))[0]?.rule_weight_overrides
const revert = (id: unknown) => run('select public.revert_weight_change($1) as answer', [id])

describe('feedback', () => {
  it('keeps the rules and scores it judged, as they were', async () => {
    expect(await give('insight_helpful')).toMatchObject({
      feedback_type: 'insight_helpful',
      original_score: 0.1,
      applied_rules: [{ code: CODE, version: 1, weight: 0.7, score: 0.1, confidence: 0.95 }],
      reasoning_snapshot: { title: '"Run" is blocked', rule_code: CODE, is_stale: false },
      learned_at: null,
    })
  })

  it.each([
    ['insight_helpful', 'accepted', 1],
    ['priority_correct', 'accepted', 1],
    ['recommendation_followed', 'accepted', 1],
    ['insight_not_helpful', 'rejected', 0],
    ['priority_incorrect', 'rejected', 0],
    ['recommendation_ignored', 'ignored', 0],
    ['reasoning_unclear', null, 0],
  ])('%s makes an insight %s', async (type, user_feedback, application_count) => {
    await give(type)
    expect(await insightsOf(person)).toMatchObject([{ user_feedback, application_count }])
  })

  it('with words of their own makes it modified', async () => {
    await give('priority_incorrect', 'This is wrong because the garden can wait', 0.2)
    expect(await insightsOf(person)).toMatchObject([
      {
        user_feedback: 'modified',
        feedback_details: { text: 'This is wrong because the garden can wait', adjusted_score: 0.2 },
      },
    ])
  })

  it('of which one changes their mind is replaced, and an answer to another question stays', async () => {
    await give('reasoning_clear')
    await give('insight_helpful')
    await give('insight_not_helpful')
    const kept = await run('select feedback_type from public.hrm_feedback_log order by created_at')
    expect(kept.map(({ feedback_type }) => feedback_type)).toEqual(['reasoning_clear', 'insight_not_helpful'])
    expect(await insightsOf(person)).toMatchObject([{ user_feedback: 'rejected', application_count: 0 }])
  })

  it('can be taken back until it was learned from', async () => {
    const first = await give('insight_helpful')
    await run('select public.take_back_insight_feedback($1)', [first.id])
    expect(await insightsOf(person)).toMatchObject([
      { user_feedback: null, feedback_details: null, application_count: 0 },
    ])
    const second = await give('insight_helpful')
    await learn([second.id], {})
    expect(await failureOf(run('select public.take_back_insight_feedback($1)', [second.id]))).toBe('PT409')
  })

  it('is refused when it is of no kind, or a score no score', async () => {
    expect(await failureOf(give('insight_accepted'))).toBe('23514')
    expect(await failureOf(give('priority_incorrect', 'no', 2))).toBe('23514')
  })

  it('is given and taken back by its person alone', async () => {
    const { id } = await give('insight_helpful')
    const stranger = await createUser()
    const attack = (call: string, value: string) =>
      failureOf(asUser(stranger, (sql) => sql.query(`select public.${call}`, [value])))
    expect(await attack(`give_insight_feedback($1, 'insight_helpful')`, insight)).toBe('PT404')
    expect(await attack('take_back_insight_feedback($1)', id)).toBe('PT404')
  })
})

describe('a night of learning', () => {
  it('reads the weights that count for the person, and the feedback no night has had', async () => {
    await run(
      `insert into public.hrm_user_preferences (user_id, rule_weight_overrides) values ($1, '{"ENERGY_PATTERN_001": 0.2}')`,
      [person],
    )
    const { id } = await give('insight_helpful')
    const [read] = await toLearn()
    expect(read).toMatchObject({
      user_id: person,
      weights: { [CODE]: 0.7, ENERGY_PATTERN_001: 0.2 },
      feedback: [{ id }],
    })
    await learn([id], { [CODE]: 0.75 })
    expect(await toLearn()).toEqual([])
  })

  it('moves a weight for this person alone, and writes down why', async () => {
    await night(0.75)
    expect(await overrides()).toEqual({ [CODE]: 0.75 })
    expect(await changes()).toMatchObject([
      {
        rule_code: CODE,
        before: 0.7,
        after: 0.75,
        was_default: true,
        reason: { helpful: 1, n: 1 },
        reverted_at: null,
      },
    ])
  })

  it('learns once from each feedback, however often it is run', async () => {
    const { id } = await give('insight_helpful')
    expect(await learn([id], { [CODE]: 0.75 })).toBe(1)
    expect(await learn([id], { [CODE]: 0.8 })).toBe(0)
    expect(await overrides()).toEqual({ [CODE]: 0.75 })
  })

  it('learns nothing from what was taken back meanwhile', async () => {
    const first = await give('insight_helpful')
    const second = await give('reasoning_clear')
    await run('select public.take_back_insight_feedback($1)', [first.id])
    expect(await failureOf(learn([first.id, second.id], { [CODE]: 0.75 }))).toBe('PT409')
    expect(await overrides()).toBe(undefined)
  })

  it('does not happen to those who do not want it', async () => {
    const { id } = await give('insight_helpful')
    await run('insert into public.hrm_user_preferences (user_id, enable_ai_learning) values ($1, false)', [
      person,
    ])
    expect(await toLearn()).toEqual([])
    expect(await learn([id], { [CODE]: 0.75 })).toBe(0)
    expect(await overrides()).toEqual({})
  })

  it('is for the server', async () => {
    expect(await failureOf(run('select public.feedback_to_learn($1)', [[person]]))).toBe('42501')
    expect(await failureOf(run(`select public.save_learning($1, '{}', '{}')`, [person]))).toBe('42501')
  })
})

describe('a weight that was learned', () => {
  it('is put back with one call, to none of their own when there was none', async () => {
    await night(0.75)
    expect(await revert((await changes())[0]!.id)).toEqual([{ answer: { rule_code: CODE, weight: 0.7 } }])
    expect(await overrides()).toEqual({})
    expect((await changes())[0]!.reverted_at).not.toBe(null)
  })

  it('goes back with the moves after it', async () => {
    await night(0.75)
    await night(0.8)
    await night(0.82)
    const [, second] = await changes()
    await revert(second!.id)
    expect(await overrides()).toEqual({ [CODE]: 0.75 })
    expect((await changes()).map(({ reverted_at }) => reverted_at !== null)).toEqual([false, true, true])
  })

  it('stays when the person has set it since', async () => {
    await night(0.75)
    await run(`update public.hrm_user_preferences set rule_weight_overrides = '{"${CODE}": 0.3}'`)
    expect(await failureOf(revert((await changes())[0]!.id))).toBe('PT409')
    expect(await overrides()).toEqual({ [CODE]: 0.3 })
  })

  it('is put back once, and by its person alone', async () => {
    await night(0.75)
    const [{ id }] = (await changes()) as [Row & { id: string }]
    const stranger = await createUser()
    expect(
      await failureOf(asUser(stranger, (sql) => sql.query('select public.revert_weight_change($1)', [id]))),
    ).toBe('PT404')
    await revert(id)
    expect(await failureOf(revert(id))).toBe('PT409')
  })
})

describe('the statistics', () => {
  const statistics = async (who = person) =>
    (await asUser(who, (sql) => sql.one<{ told: Row }>('select public.insight_statistics() as told'))).told

  it('count subjects and answers of the last 30 days', async () => {
    await give('insight_helpful')
    const [first] = await insightsOf(person)
    await saveInsights(person, [
      draftOf(first!.entity_id as string, { summary: 'It waits for 2 tasks.' }),
      draftOf(randomUUID(), { confidence: 0.7, insight_type: 'recommendation' }),
    ])
    expect(await statistics()).toMatchObject({
      ...{ days: 30, total: 2, active: 2, average_confidence: 0.8, answered: 1, accepted: 1 },
      ...{ helpful: 1, not_helpful: 0, feedback_count: 1 },
      by_type: [
        { insight_type: 'obstacle_identification', total: 1, answered: 1, accepted: 1 },
        { insight_type: 'recommendation', total: 1, answered: 0, accepted: 0 },
      ],
      weeks: [{ total: 0, average_confidence: null }, { total: 0 }, { total: 0 }, { total: 2 }],
    })
  })

  it('are empty for somebody new', async () => {
    expect(await statistics(await createUser())).toMatchObject({
      total: 0,
      average_confidence: null,
      by_type: [],
    })
  })
})
