import { z } from 'zod'
import type { AssistantUsage } from '../../../../shared/assistant/answer.ts'
import { toJson } from '../json.ts'
import type { Attempt } from './attempt.ts'
import { type Caller, elapsedMs } from './caller.ts'
import { toSettlement } from './settlement.ts'

const settledSchema = z.object({
  cost_nano_usd: z.number(),
  input_tokens: z.number().default(0),
  output_tokens: z.number().default(0),
  estimated: z.boolean().default(false),
  served_model: z.string().nullable().default(null),
})

export interface Settled {
  usage: AssistantUsage
  /** By its name in the catalogue. */
  servedModel: string | null
}

const MOST_TRIES = 3
const PAUSE_MS = 200

/**
 * Books what was spent under a hold and gives the rest back; without attempts, all of it. Tries again when the database
 * does not answer, as the sweep can give a hold back but cannot know what was spent.
 */
export async function settle(
  caller: Pick<Caller, 'admin' | 'begunAt'>,
  holdId: string,
  attempts: readonly Attempt[],
  result: { is_success: boolean; source: string; route: object; error_code: string | null },
): Promise<Settled> {
  const p_result = toJson({ ...result, duration_ms: elapsedMs(caller) })
  const { data } = await persistently(() =>
    attempts.length > 0
      ? caller.admin
          .rpc('settle_ai_usage', {
            p_hold_id: holdId,
            p_attempts: toJson(toSettlement(attempts)),
            p_result,
          })
          .throwOnError()
      : caller.admin.rpc('release_ai_hold', { p_hold_id: holdId, p_outcome: p_result }).throwOnError(),
  )
  const { served_model: servedModel, ...usage } = settledSchema.parse(data)
  return { usage, servedModel }
}

async function persistently<T>(work: () => PromiseLike<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === MOST_TRIES) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt))
    }
  }
}
