import { z } from 'zod'
import type { FinishReason } from './chat.ts'
import { toldUsage, type TokenUsage } from './usage.ts'

// The library's types know no thoughts, and promise more than arrives. A count that is nought is left out.
const count = z.number().catch(Number.NaN).default(0)

/** A chunk of the stream, as far as we read it. */
export const geminiChunkSchema = z.looseObject({
  error: z.unknown().optional(),
  candidates: z
    .array(
      z.looseObject({
        content: z
          .looseObject({
            parts: z
              .array(
                z.looseObject({
                  text: z.string().optional(),
                  thought: z.boolean().optional(),
                  functionCall: z.looseObject({ name: z.string(), args: z.unknown().optional() }).optional(),
                }),
              )
              .default([]),
          })
          .optional(),
        finishReason: z.string().optional(),
      }),
    )
    .default([]),
  promptFeedback: z.looseObject({ blockReason: z.string().optional() }).optional(),
  usageMetadata: z
    .looseObject({
      promptTokenCount: count,
      toolUsePromptTokenCount: count,
      cachedContentTokenCount: count,
      candidatesTokenCount: count,
      thoughtsTokenCount: count,
    })
    .optional()
    .catch(undefined),
  modelVersion: z.string().optional(),
})

const FINISH: Record<string, FinishReason> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  // The model called a tool wrongly; nothing of it arrives.
  MALFORMED_FUNCTION_CALL: 'stop',
  FINISH_REASON_UNSPECIFIED: 'stop',
}

// Every other reason is a kind of block: SAFETY, RECITATION, LANGUAGE, BLOCKLIST, PROHIBITED_CONTENT, SPII, OTHER.
export const finishOf = (reason: string): FinishReason => FINISH[reason] ?? 'blocked'

type UsageMetadata = NonNullable<z.output<typeof geminiChunkSchema>['usageMetadata']>

/** Cached tokens are among the prompt's; thoughts are billed as output and stand beside the candidates' tokens. */
export const usageOf = (usage: UsageMetadata): TokenUsage | null =>
  toldUsage({
    inputTokens: usage.promptTokenCount + usage.toolUsePromptTokenCount,
    cachedInputTokens: usage.cachedContentTokenCount,
    // What it keeps of itself it keeps for nothing.
    cacheWriteTokens: 0,
    outputTokens: usage.candidatesTokenCount + usage.thoughtsTokenCount,
    reasoningTokens: usage.thoughtsTokenCount,
  })
