import { z } from 'zod'
import type { Client } from './clients.ts'
import { HttpError } from './http-error.ts'

/** Names of the rules of the database. */
export type RateRule = 'requests' | 'ai_burst' | 'ai_hour' | 'ai_day'

const takenSchema = z.object({
  allowed: z.boolean(),
  rule: z.string().nullable(),
  retry_after_seconds: z.number(),
})

/** The address a request came from, as the platform says it; null on one that does not say. */
export function addressOf({ headers }: Request): string | null {
  const told = headers.get('cf-connecting-ip') ?? headers.get('x-forwarded-for')?.split(',')[0]
  return told?.trim() || null
}

/**
 * Takes one of each of these, or none.
 * @throws HttpError RATE_LIMITED with `retry-after`, and the same in its details
 */
export async function takeRates(
  admin: Client,
  takes: readonly { rule: RateRule; subject: string }[],
): Promise<void> {
  const { data } = await admin
    .rpc('take_rate', { p_takes: takes.map((take) => ({ ...take })) })
    .throwOnError()
  const { allowed, rule, retry_after_seconds } = takenSchema.parse(data)
  if (allowed) return
  throw new HttpError('RATE_LIMITED', `Too many requests. Try again in ${retry_after_seconds} s.`, {
    headers: { 'retry-after': String(retry_after_seconds) },
    details: { rule, retry_after_seconds },
  })
}
