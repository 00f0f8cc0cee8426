import { z } from 'zod'
import type { FinishReason } from './chat.ts'
import { toldUsage, type TokenUsage } from './usage.ts'

const text = z.string().nullish()

const toolCallSchema = z.looseObject({
  // Compatible servers that call one tool leave it out.
  index: z.int().min(0).default(0),
  id: text,
  function: z.looseObject({ name: text, arguments: text }).nullish(),
})

const choiceSchema = z.looseObject({
  delta: z
    .looseObject({ content: text, refusal: text, tool_calls: z.array(toolCallSchema).nullish() })
    .nullish(),
  finish_reason: text,
})

/** A chunk of the stream, as far as we read it: the library's types promise more than compatible servers keep. */
export const openAiChunkSchema = z.looseObject({
  model: text,
  // Missing altogether from some, and empty in the chunk of the usage.
  choices: z.array(choiceSchema).nullish(),
  usage: z
    .looseObject({
      prompt_tokens: z.unknown().optional(),
      completion_tokens: z.unknown().optional(),
      prompt_tokens_details: z
        .looseObject({ cached_tokens: z.unknown().optional(), cache_write_tokens: z.unknown().optional() })
        .nullish(),
      completion_tokens_details: z.looseObject({ reasoning_tokens: z.unknown().optional() }).nullish(),
    })
    .nullish()
    .catch(null),
})

type OpenAiChunk = z.output<typeof openAiChunkSchema>
export type ToolCallDelta = z.output<typeof toolCallSchema>

const FINISH: Record<string, FinishReason> = { length: 'length', content_filter: 'blocked' }

export const finishOf = (reason: string): FinishReason => FINISH[reason] ?? 'stop'

/** Cached tokens are among the prompt's, and reasoning ones among the completion's. */
export const usageOf = (usage: NonNullable<OpenAiChunk['usage']>): TokenUsage | null =>
  toldUsage({
    inputTokens: usage.prompt_tokens,
    cachedInputTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
    cacheWriteTokens: usage.prompt_tokens_details?.cache_write_tokens ?? 0,
    outputTokens: usage.completion_tokens,
    reasoningTokens: usage.completion_tokens_details?.reasoning_tokens ?? 0,
  })
