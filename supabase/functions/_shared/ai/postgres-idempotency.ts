import { z } from 'zod'
import { invalidSession } from '../authenticate.ts'
import type { Client } from '../clients.ts'
import { toJson } from '../json.ts'
import { limitedSchema, tooMany, type RateTake } from '../rates.ts'
import type { Claim, IdempotencyStore } from './idempotency.ts'

const claimSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('claimed') }),
  z.object({ state: z.literal('in_progress'), retry_after_seconds: z.number() }),
  z.object({ state: z.literal('done'), outcome: z.unknown() }),
  z.object({ state: z.literal('mismatch') }),
  z.object({ state: z.literal('lost') }),
  limitedSchema.extend({ state: z.literal('limited') }),
])

// A claim refers to its person and to nothing else.
const NO_SUCH_PERSON = '23503'

/**
 * The keys of the last day, in the database. Whoever claims one takes these rates in the same round trip: `claim`
 * throws HttpError RATE_LIMITED, too.
 */
export const postgresIdempotency = (admin: Client, rates: readonly RateTake[]): IdempotencyStore => ({
  async claim({ userId, key, bodyHash }, leaseMs): Promise<Claim> {
    const { data, error } = await admin.rpc('claim_ai_request', {
      p_user_id: userId,
      p_key: key,
      p_body_hash: bodyHash,
      p_lease_seconds: Math.ceil(leaseMs / 1_000),
      p_takes: toJson(rates),
    })
    if (error?.code === NO_SUCH_PERSON) throw invalidSession()
    if (error) throw error
    const claim = claimSchema.parse(data)
    if (claim.state === 'limited') throw tooMany(claim)
    return claim.state === 'in_progress'
      ? { state: 'in_progress', retryAfterSeconds: claim.retry_after_seconds }
      : claim
  },
  async finish({ userId, key }, outcome) {
    const told = { p_user_id: userId, p_key: key, p_outcome: toJson(outcome) }
    await admin.rpc('finish_ai_request', told).throwOnError()
  },
  async release({ userId, key }) {
    await admin.rpc('release_ai_request', { p_user_id: userId, p_key: key }).throwOnError()
  },
})
