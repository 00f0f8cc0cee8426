import { describe, expect, it } from 'vitest'
import { agreementOf, observe, START_OF_AUTONOMY, underThreshold } from './autonomy.ts'
import { simulateDrift } from './fixtures/drift.ts'
import { type Feedback, helpfulness, learn } from './learn.ts'
import { insightStatistics, wilson } from './statistics.ts'

const said = (feedback_type: Feedback['feedback_type'], count: number, ...codes: string[]): Feedback[] =>
  Array.from({ length: count }, () => ({ feedback_type, applied_rules: codes.map((code) => ({ code })) }))

describe('learning from feedback', () => {
  it('moves the weight of each rule that spoke by what was said of it', () => {
    const feedback = [...said('insight_helpful', 4, 'A', 'B'), ...said('priority_incorrect', 1, 'B')]
    expect(learn(feedback, { A: 0.5, B: 0.5 })).toEqual([
      { rule_code: 'A', before: 0.5, after: 0.5222, reason: { helpful: 4, not_helpful: 0, n: 4 } },
      { rule_code: 'B', before: 0.5, after: 0.515, reason: { helpful: 4, not_helpful: 1, n: 5 } },
    ])
  })

  it('stays within 0.1 and 1, however much is said', () => {
    expect(learn(said('insight_helpful', 1000, 'A'), { A: 0.99 })[0]?.after).toBe(1)
    expect(learn(said('insight_not_helpful', 1000, 'A'), { A: 0.11 })[0]?.after).toBe(0.1)
  })

  it('never lifts what was called unhelpful, also where a person has set it below 0.1', () => {
    expect(learn(said('insight_not_helpful', 3, 'A'), { A: 0.05 })).toEqual([])
    const both = [...said('insight_helpful', 2, 'A'), ...said('insight_not_helpful', 2, 'A')]
    expect(learn(both, { A: 0.05 })).toEqual([])
    // 0.05 + 0.05·3/(3 + 5) = 0.06875, which the lower bound lifts.
    expect(learn(said('insight_helpful', 3, 'A'), { A: 0.05 })[0]?.after).toBe(0.1)
  })

  it('leaves alone what nobody spoke of, what may not move, what was switched off, and what is about the wording', () => {
    expect(learn(said('reasoning_unclear', 9, 'A'), { A: 0.5 })).toEqual([])
    expect(learn(said('insight_helpful', 9, 'C'), { A: 0.5 })).toEqual([])
    expect(learn(said('insight_helpful', 9, 'A'), { A: 0 })).toEqual([])
    expect(
      learn([...said('insight_helpful', 2, 'A'), ...said('insight_not_helpful', 2, 'A')], { A: 0.5 }),
    ).toEqual([])
  })

  it('says how helpful a rule was, and how sure that is', () => {
    const { A } = helpfulness([...said('insight_helpful', 8, 'A'), ...said('insight_not_helpful', 2, 'A')])
    expect(A).toMatchObject({ rate: 0.8, n: 10 })
    expect([A!.low, A!.high].map((bound) => bound.toFixed(3))).toEqual(['0.490', '0.943'])
  })
})

describe('statistics', () => {
  it('know nothing of nothing', () => {
    expect(wilson(0, 0)).toEqual({ rate: null, low: 0, high: 1, n: 0 })
  })

  it('count what was accepted among what was judged', () => {
    const insight = { rule_code: 'A', insight_type: 'recommendation', confidence: 0.8 }
    const found = insightStatistics([
      { ...insight, verdict: 'accepted' },
      { ...insight, verdict: 'rejected' },
      { ...insight, verdict: 'ignored', rule_code: 'B' },
      { ...insight, verdict: null },
    ])
    expect(found).toMatchObject({ total: 4, average_confidence: 0.8 })
    expect([found.feedback.rate, found.acceptance.rate, found.by_rule.B!.n]).toEqual([0.75, 0.5, 0])
  })
})

describe('earned autonomy', () => {
  const after = (outcomes: readonly boolean[], threshold: number) =>
    outcomes.reduce((autonomy, agreed) => observe(autonomy, agreed, threshold), START_OF_AUTONOMY)
  const right = (count: number) => Array<boolean>(count).fill(true)

  it('begins in the shadow, and a few lucky guesses do not end that', () => {
    expect(after(right(19), 0.5).state).toBe('shadow')
    expect(after(right(30), 0.9).state).toBe('shadow')
  })

  it('is unlocked when even the lower bound of the agreement reaches what the person asks for', () => {
    const unlocked = after(right(35), 0.9)
    expect(unlocked.state).toBe('unlocked')
    expect(agreementOf(unlocked).low).toBeGreaterThanOrEqual(0.9)
  })

  it('falls back by itself, and then has to earn it anew, for longer', () => {
    const fallen = after([...right(35), false, false], 0.9)
    expect(fallen).toEqual({ state: 'shadow', recent: [], credit: 0, demotions: 1 })
    const again = right(39).reduce((autonomy) => observe(autonomy, true, 0.9), fallen)
    expect(again.state).toBe('shadow')
    expect(observe(again, true, 0.9).state).toBe('unlocked')
  })

  it('ends at once when the person asks for more than it has shown', () => {
    expect(underThreshold(after(right(35), 0.9), 0.99).state).toBe('shadow')
    expect(underThreshold(after(right(35), 0.9), 0.9).state).toBe('unlocked')
  })

  it.each([0.8, 0.9, 0.95])(
    'keeps wrong actions under what is allowed while habits drift, at %d',
    (threshold) => {
      const { actions, wrong, unlocked, untilDemotion } = simulateDrift(11, 120, threshold)
      expect(unlocked).toBeGreaterThan(20)
      expect(wrong / actions).toBeLessThan(1 - threshold)
      expect(untilDemotion.length).toBeGreaterThan(3)
      expect(untilDemotion.toSorted((a, b) => a - b)[Math.floor(untilDemotion.length / 2)]).toBeLessThan(15)
    },
    30_000,
  )
})
