import { z } from 'zod'
import type { ChatRequest } from './chat.ts'

/** Tokens as they are billed. Cached and written ones are among the input, reasoning ones among the output. */
export interface TokenUsage {
  inputTokens: number
  /** Read from what the provider had kept. */
  cachedInputTokens: number
  /** Kept by the provider for the next request, which some charge for. */
  cacheWriteTokens: number
  outputTokens: number
  reasoningTokens: number
}

export const NO_USAGE: TokenUsage = {
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
}

// Above what any model reads or writes for one request: who tells more has counted wrongly.
const count = z.int().min(0).max(10_000_000)

const toldSchema = z.object({
  // A request always has an input.
  inputTokens: count.min(1),
  cachedInputTokens: count,
  cacheWriteTokens: count,
  outputTokens: count,
  reasoningTokens: count,
})

/** What a provider told, or null when it cannot be so: then it counts as not told, and is estimated. */
export const toldUsage = (told: Record<keyof TokenUsage, unknown>): TokenUsage | null =>
  toldSchema.safeParse(told).data ?? null

const BYTES_PER_INPUT_TOKEN = 3
const CHARACTERS_PER_OUTPUT_TOKEN = 4

const bytesOf = (text: string) => new TextEncoder().encode(text).length

/**
 * Upper bound of what a request's input will be billed at. Three bytes a token holds for English and German as for
 * scripts whose characters are tokens of their own.
 */
export function estimateInputTokens({
  system,
  messages,
  tools = [],
  output,
}: Pick<ChatRequest, 'system' | 'messages' | 'tools' | 'output'>): number {
  const schemas = [
    ...tools.map(
      ({ name, description, input }) => name + description + JSON.stringify(z.toJSONSchema(input)),
    ),
    ...(output ? [output.name + JSON.stringify(z.toJSONSchema(output.schema))] : []),
  ]
  const texts = [system, ...messages.map(({ text }) => text), ...schemas]
  const bytes = texts.reduce((sum, text) => sum + bytesOf(text), 0)
  return Math.ceil(bytes / BYTES_PER_INPUT_TOKEN)
}

/** What an answer that broke off has cost so far, when the provider does not say. */
export function estimateUsage(request: ChatRequest, receivedCharacters: number): TokenUsage {
  return {
    ...NO_USAGE,
    inputTokens: estimateInputTokens(request),
    outputTokens: Math.ceil(receivedCharacters / CHARACTERS_PER_OUTPUT_TOKEN),
  }
}
