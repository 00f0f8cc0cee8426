import { addressOf, type RateTake } from '../rates.ts'

const personOf = (userId: string) => `user:${userId}`

/** What every request takes. */
export function requestRates(userId: string, request: Request): RateTake[] {
  const address = addressOf(request)
  return [
    { rule: 'requests', subject: personOf(userId) },
    ...(address ? [{ rule: 'requests' as const, subject: `address:${address}` }] : []),
  ]
}

/** What a request takes that asks a model. */
export const modelRates = (userId: string): RateTake[] =>
  (['ai_burst', 'ai_hour', 'ai_day'] as const).map((rule) => ({ rule, subject: personOf(userId) }))
