import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_RULES } from './default-rules.ts'
import { evaluate } from './evaluate.ts'
import { drawnRules } from './fixtures/drawn-rules.ts'
import { drawLife } from './fixtures/lives.ts'
import { insightDraftSchema } from './insight.ts'

const isShare = (value: number) => value >= 0 && value <= 1

describe('a rule that an admin adds', () => {
  it('runs on every life, alone and beside the others, within the common scale', () => {
    fc.assert(
      fc.property(drawnRules, fc.integer({ min: 1, max: 60 }), fc.boolean(), (rule, seed, isAlone) => {
        const rules = isAlone ? [rule] : [...DEFAULT_RULES, rule]
        const { scores, insights } = evaluate(drawLife(seed), rules, { depth: 'detailed' })
        for (const { score, confidence, results } of scores) {
          expect(isShare(score) && isShare(confidence)).toBe(true)
          for (const each of results) {
            expect(isShare(each.score) && isShare(each.confidence)).toBe(true)
            expect(Math.abs(each.boost)).toBeLessThanOrEqual(10)
          }
        }
        for (const insight of insights) {
          insightDraftSchema.parse(insight)
          expect(insight.title + insight.summary).not.toMatch(/NaN|undefined|function|Infinity/)
        }
      }),
      { numRuns: 400, seed: 7 },
    )
  })

  it('may call its spheres and skills what it likes', () => {
    const renamed = DEFAULT_RULES.map((rule) => {
      const config = rule.rule_config
      if (config.method === 'balance') {
        const { work, ...rest } = config.spheres
        return { ...rule, rule_config: { ...config, spheres: { constructor: work!, ...rest } } }
      }
      return config.method === 'words'
        ? { ...rule, rule_config: { ...config, groups: { constructor: ['call', 'learn', 'read'] } } }
        : rule
    }) as typeof DEFAULT_RULES
    for (const locale of ['en', 'de']) {
      const { insights } = evaluate({ ...drawLife(3), locale }, renamed, { depth: 'detailed' })
      expect(JSON.stringify(insights)).not.toContain('function')
    }
  })
})
