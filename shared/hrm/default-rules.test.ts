import { describe, expect, it } from 'vitest'
import { DEFAULT_RULES } from './default-rules.ts'
import { ruleSchema } from './rule.ts'

describe('the rules everybody starts with', () => {
  it('are ten, and the engine can run each of them', () => {
    expect(DEFAULT_RULES).toHaveLength(10)
    for (const rule of DEFAULT_RULES) expect(ruleSchema.parse(rule)).toEqual(rule)
  })

  it('have the weights and the ten codes of the specification', () => {
    const weights = Object.fromEntries(DEFAULT_RULES.map((rule) => [rule.rule_code, rule.base_weight]))
    expect(weights).toEqual({
      TEMPORAL_URGENCY_001: 0.8,
      TEMPORAL_MORNING_PEAK_001: 0.5,
      PILLAR_ALIGNMENT_001: 0.9,
      GOAL_COHERENCE_001: 0.6,
      DEPENDENCY_CHECK_001: 0.7,
      PROGRESS_MOMENTUM_001: 0.5,
      ENERGY_PATTERN_001: 0.6,
      CONTEXT_SWITCHING_001: 0.4,
      WORKLIFE_BALANCE_001: 0.5,
      SKILL_DEVELOPMENT_001: 0.4,
    })
  })

  it('leave the wanted shares of the spheres of life at a whole', () => {
    const balance = DEFAULT_RULES.find(({ rule_config }) => rule_config.method === 'balance')
    const spheres =
      balance?.rule_config.method === 'balance' ? Object.values(balance.rule_config.spheres) : []
    expect(spheres.reduce((sum, { target }) => sum + target, 0)).toBeCloseTo(1)
  })

  it.each([
    ['a method of another type', { rule_type: 'filtering' }],
    ['a field nobody knows', { rule_config: { ...DEFAULT_RULES[0]!.rule_config, speed: 1 } }],
    ['a weight above one', { base_weight: 1.2 }],
    [
      'a score that rises with the hours left',
      {
        rule_config: {
          ...DEFAULT_RULES[0]!.rule_config,
          steps: [
            { within_hours: 24, score: 0.5 },
            { within_hours: 72, score: 0.6 },
          ],
        },
      },
    ],
  ])('refuse %s', (_, change) => {
    expect(ruleSchema.safeParse({ ...DEFAULT_RULES[0], ...change }).success).toBe(false)
  })
})
