import type { AnswerCache, CachedAnswer } from '../_shared/ai/answer-cache.ts'
import { withMemo, type Breaker } from '../_shared/ai/breaker.ts'
import { deriveSecret } from '../_shared/ai/cache-key.ts'
import { readCatalogue, type Catalogue } from '../_shared/ai/catalogue.ts'
import { Loads } from '../_shared/ai/loads.ts'
import { postgresAnswerCache } from '../_shared/ai/postgres-answer-cache.ts'
import { postgresBreaker } from '../_shared/ai/postgres-breaker.ts'
import { chatProviders } from '../_shared/ai/provider-address.ts'
import { singleFlight, type SingleFlight } from '../_shared/ai/single-flight.ts'
import { adminClient, type Client } from '../_shared/clients.ts'
import type { Env } from '../_shared/env.ts'
import { kept } from '../_shared/kept.ts'

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

const known = new WeakMap<Env, Services>()

export function servicesOf(env: Env): Services {
  const services = known.get(env) ?? makeServices(env)
  known.set(env, services)
  return services
}

function makeServices(env: Env): Services {
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
}
