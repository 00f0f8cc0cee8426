import { z } from 'zod'
import type { Client } from './clients.ts'
import { HttpError } from './http-error.ts'
import { toJson } from './json.ts'

/** Names of the rules of the database. */
export type RateRule = 'requests' | 'ai_burst' | 'ai_hour' | 'ai_day' | 'insights'

export interface RateTake {
  rule: RateRule
  subject: string
}

const takenSchema = z.object({
  allowed: z.boolean(),
  rule: z.string().nullable(),
  retry_after_seconds: z.number(),
})

/** A refusal as `take_rate` says it, also where another function of the database takes for it. */
export const limitedSchema = takenSchema.omit({ allowed: true })

/** The address a request came from, as the platform says it; null on one that does not say. */
export function addressOf({ headers }: Request): string | null {
  const told = headers.get('cf-connecting-ip') ?? headers.get('x-forwarded-for')?.split(',')[0]
  return told?.trim() || null
}

/**
 * Takes one of each of these, or none.
 * @throws HttpError RATE_LIMITED with `retry-after`, and the same in its details
 */
export async function takeRates(admin: Client, takes: readonly RateTake[]): Promise<void> {
  const { data } = await admin.rpc('take_rate', { p_takes: toJson(takes) }).throwOnError()
  const { allowed, ...limited } = takenSchema.parse(data)
  if (!allowed) throw tooMany(limited)
}

export function tooMany({ rule, retry_after_seconds }: z.infer<typeof limitedSchema>): HttpError {
  return new HttpError('RATE_LIMITED', `Too many requests. Try again in ${retry_after_seconds} s.`, {
    headers: { 'retry-after': String(retry_after_seconds) },
    details: { rule, retry_after_seconds },
  })
}
