import { adminClient, type Client } from '../clients.ts'
import { kept } from '../kept.ts'
import { perEnv } from '../per-env.ts'
import type { AnswerCache, CachedAnswer } from './answer-cache.ts'
import { withMemo, type Breaker } from './breaker.ts'
import { deriveSecret } from './cache-key.ts'
import { readCatalogue, type Catalogue } from './catalogue.ts'
import { Loads } from './loads.ts'
import { postgresAnswerCache } from './postgres-answer-cache.ts'
import { postgresBreaker } from './postgres-breaker.ts'
import { chatProviders } from './provider-address.ts'
import { singleFlight, type SingleFlight } from './single-flight.ts'

/** What all requests of an isolate share. None of it is anybody's. */
export interface Services {
  admin: Client
  catalogue(): Promise<Catalogue>
  breaker: Breaker
  cache: AnswerCache
  cacheSecret: string
  /** Equal questions of one person at the same time. */
  flights: SingleFlight<CachedAnswer>
  loads: Loads
}

const CATALOGUE_MS = 30_000

export const servicesOf = perEnv((env): Services => {
  const admin = adminClient(env)
  const connect = chatProviders()
  return {
    admin,
    catalogue: kept(() => readCatalogue(admin, connect), CATALOGUE_MS),
    breaker: withMemo(postgresBreaker(admin)),
    cache: postgresAnswerCache(admin),
    cacheSecret: deriveSecret(env.secretKey, 'answer-cache'),
    flights: singleFlight(),
    loads: new Loads(),
  }
})
