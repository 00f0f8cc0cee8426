import { z } from 'zod'
import type { Client } from '../clients.ts'
import { toJson } from '../json.ts'
import type { AnswerCache } from './answer-cache.ts'

const answerSchema = z.object({
  text: z.string(),
  output: z.unknown().optional(),
  servedModel: z.string().nullable(),
  usage: z.object({ inputTokens: z.number(), outputTokens: z.number() }).optional(),
})
const rowSchema = z.object({ answer: answerSchema }).nullable()

/** The answers that are kept for a person, who is the scope. One that another version wrote is none. */
export const postgresAnswerCache = (admin: Client): AnswerCache => ({
  async get(userId, key) {
    const { data } = await admin.rpc('read_ai_answer', { p_user_id: userId, p_key: key }).throwOnError()
    return rowSchema.safeParse(data).data?.answer ?? null
  },
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
