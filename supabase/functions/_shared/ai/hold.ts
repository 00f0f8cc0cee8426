import { z } from 'zod'
import type { Tier } from '../../../../shared/routing/state.ts'
import { HttpError } from '../http-error.ts'
import { toJson } from '../json.ts'
import { limitedSchema, tooMany, type RateTake } from '../rates.ts'
import type { Caller } from './caller.ts'
import type { ChatEntry } from './catalogue.ts'
import { hashBody } from './idempotency.ts'

/** Of each model. */
export const MOST_ATTEMPTS = 2
export const MOST_CANDIDATES = 3

const refusalSchema = z.object({
  status: z.literal('refused'),
  reason: z.string(),
  model: z.string().nullish(),
  scope: z.string().nullish(),
  limit: z.number().nullish(),
  spent: z.number().nullish(),
  reserved: z.number().nullish(),
  needed: z.number().nullish(),
  resets_at: z.string().nullish(),
})
const reservedSchema = z.object({
  status: z.literal('reserved'),
  hold_id: z.string(),
  amount_nano_usd: z.number(),
})
const limited = limitedSchema.extend({ status: z.literal('limited') })
const answerSchema = z.discriminatedUnion('status', [reservedSchema, refusalSchema, limited])
export type Refusal = z.infer<typeof refusalSchema>

/** A call that is to be made. */
export interface CallToHold {
  feature: string
  /** What tells this request from another one with the same id. */
  body: string
  tier: Tier
  /** Who may answer, in order; each attempt of each of them may be billed. */
  entries: readonly ChatEntry[]
  inputTokens: number
  maxOutputTokens: number
  deadlineMs: number
  /** Taken together with the hold, or neither is. */
  rates: readonly RateTake[] | null
}

/**
 * Sets aside what a call can cost at most.
 * @throws HttpError RATE_LIMITED when models are asked too often, UNAVAILABLE without an answer of the database
 */
export async function hold(
  { admin, userId, interactionId }: Caller,
  { feature, body, tier, entries, inputTokens, maxOutputTokens, deadlineMs, rates }: CallToHold,
): Promise<z.infer<typeof reservedSchema> | Refusal> {
  const calls = entries.flatMap(({ row }) =>
    Array.from({ length: MOST_ATTEMPTS }, () => ({
      model: row.id,
      input_tokens: Math.ceil((inputTokens * (100 + row.input_margin_percent)) / 100),
      max_output_tokens: maxOutputTokens,
    })),
  )
  const { data, error } = await admin.rpc('reserve_ai_budget', {
    p_user_id: userId,
    // A key of the person's own is claimed before; this one only names the hold.
    p_idempotency_key: interactionId,
    p_body_hash: hashBody(body),
    p_feature: feature,
    p_calls: toJson(calls),
    p_tier: tier,
    p_deadline_seconds: Math.ceil(deadlineMs / 1_000),
    p_interaction_id: interactionId,
    ...(rates && { p_takes: toJson(rates) }),
  })
  // Without a hold nobody is called, whatever the reason that there is none.
  if (error) throw new HttpError('UNAVAILABLE', 'The budget cannot be asked at the moment.', { cause: error })
  const answer = answerSchema.parse(data)
  if (answer.status === 'limited') throw tooMany(answer)
  return answer
}
