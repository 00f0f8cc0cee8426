import type { Client } from '../_shared/clients.ts'
import { addressOf, takeRates } from '../_shared/rates.ts'

const personOf = (userId: string) => `user:${userId}`

/** For every request. @throws HttpError RATE_LIMITED */
export function takeRequestRates(admin: Client, userId: string, request: Request): Promise<void> {
  const address = addressOf(request)
  return takeRates(admin, [
    { rule: 'requests', subject: personOf(userId) },
    ...(address ? [{ rule: 'requests' as const, subject: `address:${address}` }] : []),
  ])
}

/** For a request that asks a model. @throws HttpError RATE_LIMITED */
export const takeModelRates = (admin: Client, userId: string): Promise<void> =>
  takeRates(
    admin,
    (['ai_burst', 'ai_hour', 'ai_day'] as const).map((rule) => ({ rule, subject: personOf(userId) })),
  )
