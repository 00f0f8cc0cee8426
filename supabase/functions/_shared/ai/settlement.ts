import type { Attempt } from './attempt.ts'

/** One attempt as `settle_ai_usage` takes it. Without `usage` the ledger marks the row as estimated. */
export interface SettledAttempt {
  model: string
  served_model: string | null
  dispatched: boolean
  started_at: string
  error_code: string | null
  duration_ms: number
  usage?: {
    input_tokens: number
    cached_input_tokens: number
    cache_write_tokens: number
    output_tokens: number
    reasoning_tokens: number
  }
  input_tokens?: number
  output_characters?: number
}

/** The attempts of a request, for settling their sum under its one hold. */
export const toSettlement = (attempts: readonly Attempt[]): SettledAttempt[] =>
  attempts.map(({ usage, ...attempt }) => ({
    model: attempt.modelId,
    served_model: attempt.servedModel,
    dispatched: attempt.wasDispatched,
    started_at: attempt.startedAt,
    error_code: attempt.errorCode,
    duration_ms: attempt.durationMs,
    ...(attempt.isEstimated
      ? { input_tokens: usage.inputTokens, output_characters: attempt.receivedCharacters }
      : {
          usage: {
            input_tokens: usage.inputTokens,
            cached_input_tokens: usage.cachedInputTokens,
            cache_write_tokens: usage.cacheWriteTokens,
            output_tokens: usage.outputTokens,
            reasoning_tokens: usage.reasoningTokens,
          },
        }),
  }))
