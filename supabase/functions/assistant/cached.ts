import type { Tier } from '../../../shared/routing/state.ts'
import type { CachedAnswer } from '../_shared/ai/answer-cache.ts'
import { cacheKey } from '../_shared/ai/cache-key.ts'
import type { Services } from '../_shared/ai/services.ts'
import { NO_COST, plainReply, type Draft, type Heard } from './exchange.ts'
import { recordFree } from './record.ts'

/** Raised whenever prompt or context change: what was answered before is forgotten. */
const SCHEMA_VERSION = 2

/** The key of what a person asks, in this state of their plan, on this day, of this tier. */
export function keyOf(heard: Heard, tier: Tier, { cacheSecret }: Pick<Services, 'cacheSecret'>): string {
  const { userId, request, scene, thread, receivedAt } = heard
  return cacheKey(cacheSecret, {
    scope: userId,
    schemaVersion: SCHEMA_VERSION,
    route: request.feature,
    modelFamily: tier,
    // Both are made from the rest, by code of this version.
    ...{ system: '', tools: null },
    params: {
      focus: request.focus ?? null,
      memories: scene.memories,
      // An answer may name today, or how much of it is left.
      hour: receivedAt.toISOString().slice(0, 13),
      zone: scene.profile.time_zone,
    },
    locale: scene.profile.locale,
    dataVersion: scene.data_version,
    messages: [...thread.turns, { role: 'user', text: request.message }],
  })
}

/** Gives an answer once more, at no cost. */
export async function answerAgain(heard: Heard, answer: CachedAnswer, route: Draft['route']): Promise<Draft> {
  const draft: Draft = {
    ...plainReply(answer.text),
    source: 'cache',
    route: { ...route, served_model: answer.servedModel },
    usage: NO_COST,
    provider: null,
  }
  const saved = answer.servedModel &&
    answer.usage && {
      model: answer.servedModel,
      usage: { input_tokens: answer.usage.inputTokens, output_tokens: answer.usage.outputTokens },
    }
  await recordFree(heard, draft, saved || {})
  return draft
}
