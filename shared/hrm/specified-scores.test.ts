import { describe, expect, it } from 'vitest'
import {
  byInfluence,
  combine,
  deadlineProximity,
  expiryHours,
  impactOf,
  insightConfidence,
  rankTasks,
} from './combine.ts'
import { DEFAULT_RULES } from './default-rules.ts'
import { evaluate } from './evaluate.ts'
import type { RuleResult } from './finding.ts'
import { area, idOf, life, pillar, project, task } from './fixtures/life.ts'
import { INSIGHT_TYPES } from './kinds.ts'

const said = (score: number, weight: number, confidence = 1, code = 'RULE'): RuleResult => ({
  ...{ code, version: 1, weight, score, confidence },
  ...{ boost: 0, reasoning: code, factors: {}, rows: [] },
})
const applied = (count: number, score = 0.5) => Array.from({ length: count }, () => said(score, 0.5))

describe('the score of several rules', () => {
  it('is the mean of their scores, each as heavy as its weight', () => {
    // (0.9·0.8 + 0.5·0.7 + 0.3·0.5) / (0.8 + 0.7 + 0.5) = (0.72 + 0.35 + 0.15) / 2 = 0.61
    expect(combine([said(0.9, 0.8), said(0.5, 0.7), said(0.3, 0.5)]).score).toBeCloseTo(0.61, 12)
  })

  it('is as sure as they are, weighed in the same way', () => {
    // (0.95·0.8 + 1·0.7 + 0.75·0.5) / 2 = (0.76 + 0.7 + 0.375) / 2 = 0.9175
    const results = [said(0.9, 0.8, 0.95), said(0.5, 0.7, 1), said(0.3, 0.5, 0.75)]
    expect(combine(results).confidence).toBeCloseTo(0.9175, 12)
  })

  it('is that of the only rule that has weight, and nothing where none has', () => {
    expect(combine([said(0.9, 0), said(0.4, 0.01)]).score).toBeCloseTo(0.4, 12)
    expect(combine([said(0.9, 0)])).toEqual({ score: 0, confidence: 0 })
    expect(combine([])).toEqual({ score: 0, confidence: 0 })
  })

  it('follows the weights a person gave, held within 0 and 1', () => {
    const results = [said(1, 0.5, 1, 'A'), said(0.2, 0.5, 1, 'B')]
    // (1·0.5 + 0.2·0.1) / 0.6 = 0.52 / 0.6
    expect(combine(results, { B: 0.1 }).score).toBeCloseTo(0.52 / 0.6, 12)
    // 7 counts as 1: (1·1 + 0.2·0.5) / 1.5 = 1.1 / 1.5
    expect(combine(results, { A: 7 }).score).toBeCloseTo(1.1 / 1.5, 12)
    // -3 counts as 0: only B speaks.
    expect(combine(results, { A: -3 }).score).toBeCloseTo(0.2, 12)
  })

  it('is told by what moved it most', () => {
    // 0.9·|0.55 - 0.5| = 0.045, 0.4·|0.1 - 0.5| = 0.16, 0.6·|0.9 - 0.5| = 0.24
    const results = [said(0.55, 0.9, 1, 'HEAVY'), said(0.1, 0.4, 1, 'AGAINST'), said(0.9, 0.6, 1, 'FOR')]
    expect(byInfluence(results).map(({ code }) => code)).toEqual(['FOR', 'AGAINST', 'HEAVY'])
  })
})

describe('the score of a task by the ten rules', () => {
  // Saturday, 08:00, somebody of the morning. Nothing is finished, lived or linked, and no name builds a skill.
  const snapshot = life({
    pillars: [pillar(2, { time_allocation_percentage: 30, alignment_strength: 0.8 })],
    areas: [area(3, { pillar_id: idOf(2), importance: 4 })],
    projects: [project(4, { area_id: idOf(3), importance: 5, created_on: '2026-11-20', task_count: 1 })],
    tasks: [task(10, { project_id: idOf(4), category: 'deep_work', due_on: '2026-11-21' })],
  })
  const scoreUnder = (weights: Record<string, number>, rules = DEFAULT_RULES) => {
    const preferences = { ...snapshot.preferences, rule_weight_overrides: weights }
    return evaluate({ ...snapshot, preferences }, rules).scores.find(
      ({ entity_id }) => entity_id === idOf(10),
    )!
  }

  it('can be worked out by hand', () => {
    const { score, confidence, results } = scoreUnder({})
    const expected = {
      DEPENDENCY_CHECK_001: [0.5, 1, 0.7], // waits for nothing
      ENERGY_PATTERN_001: [0.9, 0.75, 0.6], // deep work at its peak
      PILLAR_ALIGNMENT_001: [0.62, 0.9, 0.9], // 0.4·0.3 + 0.3·0.8 + 0.2·4/5 + 0.1·5/5
      PROGRESS_MOMENTUM_001: [0, 0.8, 0.5], // nothing finished, too young to have stalled
      TEMPORAL_MORNING_PEAK_001: [0.8, 0.75, 0.5], // 0.5 + 0.3
      TEMPORAL_URGENCY_001: [0.9, 0.95, 0.8], // 16 hours left
    }
    for (const { code, ...spoke } of results) {
      const [own, sure, weight] = expected[code as keyof typeof expected]
      expect([spoke.score, spoke.confidence, spoke.weight], code).toEqual([
        expect.closeTo(own!, 12),
        sure,
        weight,
      ])
    }
    expect(results).toHaveLength(6)
    // (0.35 + 0.54 + 0.558 + 0 + 0.4 + 0.72) / (0.7 + 0.6 + 0.9 + 0.5 + 0.5 + 0.8) = 2.568 / 4
    expect(score).toBeCloseTo(0.642, 12)
    // (0.7 + 0.45 + 0.81 + 0.4 + 0.375 + 0.76) / 4 = 3.495 / 4
    expect(confidence).toBeCloseTo(0.87375, 12)
  })

  it('moves with the weight a person gives a rule', () => {
    // Without urgency: (2.568 - 0.72) / (4 - 0.8) = 1.848 / 3.2
    expect(scoreUnder({ TEMPORAL_URGENCY_001: 0 }).score).toBeCloseTo(0.5775, 12)
    // With all of it: (2.568 + 0.18) / 4.2
    expect(scoreUnder({ TEMPORAL_URGENCY_001: 1 }).score).toBeCloseTo(2.748 / 4.2, 12)
  })

  it('does not move where the rule is not theirs to adjust', () => {
    const fixed = DEFAULT_RULES.map((rule) => ({ ...rule, user_adjustable: false }))
    expect(scoreUnder({ TEMPORAL_URGENCY_001: 0 }, fixed).score).toBeCloseTo(0.642, 12)
  })

  it('puts overdue before today before tomorrow, also where the other rules say the same', () => {
    const days = ['2026-11-22', '2026-11-20', '2026-11-21']
    const { scores } = evaluate(
      life({ tasks: days.map((due_on, i) => task(10 + i, { due_on })) }),
      DEFAULT_RULES,
    )
    expect(rankTasks(scores).map(({ entity_id }) => entity_id)).toEqual([11, 12, 10].map(idOf))
  })
})

describe('the confidence of an insight', () => {
  it.each([
    [0, 0.7],
    [1, 0.75],
    [3, 0.85],
    [4, 0.9],
    [9, 0.9],
  ])('that %d rules speak for is %d: 0.7, and 0.05 for each of at most four', (count, confidence) => {
    expect(insightConfidence(applied(count))).toBe(confidence)
  })

  it('is 0.1 higher with the words of a model', () => {
    expect(insightConfidence(applied(2), true)).toBe(0.9) // 0.7 + 2·0.05 + 0.1
    expect(insightConfidence(applied(9), true)).toBe(1) // 0.7 + 0.2 + 0.1
  })

  it('is 0.1 lower where the rules are more than half of the scale apart', () => {
    expect(insightConfidence([said(0.1, 1), said(0.6, 1)])).toBe(0.8)
    expect(insightConfidence([said(0.1, 1), said(0.61, 1)])).toBe(0.7)
  })

  it('leaves out what a person gave no weight', () => {
    expect(insightConfidence([said(0.1, 0), said(0.9, 1)])).toBe(0.75)
  })
})

describe('the impact of an insight', () => {
  it.each([
    ['global', 1, 1],
    ['pillar', 0.9, 1],
    ['area', 0.7, 0.9],
    ['project', 0.6, 0.8],
    ['task', 0.4, 0.6],
  ] as const)('about a %s is %d, and %d where the score is above 0.8', (type, low, high) => {
    expect([impactOf(type, 0.8), impactOf(type, 0.81)]).toEqual([low, high])
  })
})

describe('the time an insight holds', () => {
  it('is six hours for a priority, a day, three or seven for others, and until something changes for the rest', () => {
    expect(Object.fromEntries(INSIGHT_TYPES.map((type) => [type, expiryHours(type)]))).toEqual({
      priority_reasoning: 6,
      obstacle_identification: 24,
      recommendation: 24,
      alignment_analysis: 72,
      pattern_recognition: 168,
      goal_coherence: null,
      time_allocation: null,
      progress_prediction: null,
    })
  })
})

describe('the closeness of a deadline', () => {
  it.each([
    [-3, 1],
    [0, 1],
    [1, 0.8],
    [7, 0.8],
    [8, 0.5],
    [30, 0.5],
    [31, 0.2],
  ])('%d days away is %d', (days, closeness) => {
    expect(deadlineProximity(days)).toBe(closeness)
  })

  it('is nothing without one', () => {
    expect(deadlineProximity(null)).toBe(0)
  })
})
