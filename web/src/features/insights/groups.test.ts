import { describe, expect, it } from 'vitest'
import type { InsightType } from '../../../../shared/hrm/insight.ts'
import { grouped, groupOf } from './groups.ts'

const insight = (subject: string, insight_type: InsightType, impact = 0.5, is_pinned = false) => ({
  ...{ subject, insight_type, impact, is_pinned },
  confidence: 0.8,
})

describe('the parts of the insights page', () => {
  it.each([
    ['obstacle:task:1', 'obstacle_identification', 'blocked'],
    ['risk:project:1', 'progress_prediction', 'risk'],
    ['share:pillar:1', 'time_allocation', 'balance'],
    ['almost_done:project:1', 'pattern_recognition', 'well'],
    ['priority:task:1', 'priority_reasoning', 'next'],
  ] as const)('put %s where it belongs', (subject, type, group) => {
    expect(groupOf({ subject, insight_type: type })).toBe(group)
  })

  it('know what to do with a kind a newer server invents', () => {
    expect(groupOf({ subject: 'moonphase:global', insight_type: 'obstacle_identification' })).toBe('risk')
  })

  it('leave out what is empty, and put pinned ones first, then what weighs most', () => {
    const [light, heavy, pinned] = [
      insight('risk:project:1', 'progress_prediction', 0.4),
      insight('risk:project:2', 'progress_prediction', 0.9),
      insight('risk:project:3', 'progress_prediction', 0.1, true),
    ]
    expect(grouped([light, heavy, pinned])).toEqual([{ group: 'risk', insights: [pinned, heavy, light] }])
  })
})
