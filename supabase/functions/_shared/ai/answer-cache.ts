import type { ChainResult } from './chain-result.ts'

export interface CachedAnswer {
  text: string
  output?: unknown
  /** The model that once made it. */
  servedModel: string | null
  /** What it took then, and saves now. */
  usage?: { inputTokens: number; outputTokens: number }
}

/** Keeps answers by key, each in its owner's scope, which is a column with a policy and not only a part of the key. */
export interface AnswerCache {
  put(
    scope: string,
    key: string,
    answer: CachedAnswer,
    kept: { ttlSeconds: number; dataVersion: string },
  ): Promise<void>
}

/** How fast what a route answers from goes out of date. */
export type Volatility = 'live' | 'hour' | 'day' | 'lasting'

const TTL_SECONDS: Record<Volatility, number> = { live: 0, hour: 3_600, day: 86_400, lasting: 30 * 86_400 }
const MAX_CHARACTERS = 32_000

/**
 * How long an answer may be kept; 0 for not at all. Only one that is complete, came from a model, was not blocked, cut
 * or refused, and proposes nothing: a proposal is made for one moment of the plan.
 */
export function ttlSecondsOf(result: ChainResult, volatility: Volatility, hasProposals: boolean): number {
  const isWhole = result.status === 'complete' && result.source === 'model' && result.finish === 'stop'
  if (!isWhole || hasProposals || result.text === '' || result.text.length > MAX_CHARACTERS) return 0
  return TTL_SECONDS[volatility]
}
