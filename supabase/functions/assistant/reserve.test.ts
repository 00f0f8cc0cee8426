import { describe, expect, test } from 'vitest'
import { exhausted } from './reserve.ts'

const refusal = {
  status: 'refused' as const,
  resets_at: '2026-12-01T00:00:00Z',
  scope: 'user',
  limit: 5,
  spent: 4,
}

describe('what the person is told when nothing fits any more', () => {
  test.each([
    ['budget', /spent on models this month/],
    ['interactions', /this month/],
    ['daily_interactions', /today/],
  ])('%s: when it comes back, and that rules go on', (reason, message) => {
    const error = exhausted({ ...refusal, reason })
    expect(error).toMatchObject({ code: 'BUDGET_EXHAUSTED', status: 402 })
    expect(error.message).toMatch(message)
    expect(error.hint).toContain('at no cost')
    expect(error.details).toMatchObject({ reason, resets_at: '2026-12-01T00:00:00Z', limit: 5, spent: 4 })
  })

  test('without any model it is not money that is missing', () => {
    expect(exhausted({ status: 'refused', reason: 'no_model' })).toMatchObject({
      code: 'UNAVAILABLE',
      status: 503,
    })
  })
})
