import { z } from 'zod'
import type { Client } from '../clients.ts'
import { toJson } from '../json.ts'
import type { AnswerCache } from './answer-cache.ts'

/** An answer as it was kept. */
export const cachedAnswerSchema = z.object({
  text: z.string(),
  output: z.unknown().optional(),
  servedModel: z.string().nullable(),
  usage: z.object({ inputTokens: z.number(), outputTokens: z.number() }).optional(),
})

/** Keeps answers for a person, who is the scope. `assistant_moment` reads them. */
export const postgresAnswerCache = (admin: Client): AnswerCache => ({
  async put(userId, key, answer, { ttlSeconds, dataVersion }) {
    await admin
      .rpc('keep_ai_answer', {
        p_user_id: userId,
        p_key: key,
        p_answer: toJson(answer),
        p_ttl_seconds: ttlSeconds,
        p_data_version: dataVersion,
      })
      .throwOnError()
  },
})
