import { expect, test } from 'vitest'
import type { Attempt } from './attempt.ts'
import { toSettlement } from './settlement.ts'

const attempt: Attempt = {
  modelId: 'gpt-6-luna',
  servedModel: 'gpt-6-luna-2026-09-01',
  startedAt: '2026-11-21T14:00:00.000Z',
  outcome: 'complete',
  errorCode: null,
  usage: {
    inputTokens: 100,
    cachedInputTokens: 40,
    cacheWriteTokens: 10,
    outputTokens: 20,
    reasoningTokens: 5,
  },
  isEstimated: false,
  wasDispatched: true,
  receivedCharacters: 80,
  connectedMs: 10,
  firstTokenMs: 30,
  durationMs: 200,
}

test('what the provider told is settled as it was told', () => {
  expect(toSettlement([attempt])).toEqual([
    {
      model: 'gpt-6-luna',
      served_model: 'gpt-6-luna-2026-09-01',
      dispatched: true,
      started_at: '2026-11-21T14:00:00.000Z',
      error_code: null,
      duration_ms: 200,
      usage: {
        input_tokens: 100,
        cached_input_tokens: 40,
        cache_write_tokens: 10,
        output_tokens: 20,
        reasoning_tokens: 5,
      },
    },
  ])
})

test('a guess is handed on as one, so that the ledger can mark it', () => {
  const [settled] = toSettlement([{ ...attempt, isEstimated: true, errorCode: 'cut', outcome: 'failed' }])
  expect(settled).toMatchObject({ error_code: 'cut', input_tokens: 100, output_characters: 80 })
  expect(settled).not.toHaveProperty('usage')
})
