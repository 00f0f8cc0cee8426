import { adminClient } from '../_shared/clients.ts'
import type { Env } from '../_shared/env.ts'
import { serve } from '../_shared/serve.ts'

interface Check {
  status: 'ok' | 'down'
  latency_ms: number
}

const PATIENCE_MS = 3_000

/** GET /functions/v1/health: 200 when everything we need answers, else 503. Says which providers are set up, not how. */
export const handler = serve({ auth: 'none', methods: ['GET'] }, async (_, { env }) => {
  const checks = { database: await checkDatabase(env) }
  const isOk = Object.values(checks).every((check) => check.status === 'ok')
  const body = {
    status: isOk ? 'ok' : 'degraded',
    version: env.version,
    checks,
    providers: Object.fromEntries(
      Object.entries(env.providers).map(([name, provider]) => [name, provider !== null]),
    ),
  }
  return Response.json(body, { status: isOk ? 200 : 503, headers: { 'cache-control': 'no-store' } })
})

// Through the Data API, so that both it and the database behind it are seen.
async function checkDatabase(env: Env): Promise<Check> {
  const startedAt = performance.now()
  const { error } = await adminClient(env)
    .from('feature_flags')
    .select('key')
    .limit(1)
    .retry(false)
    .abortSignal(AbortSignal.timeout(PATIENCE_MS))
  return { status: error ? 'down' : 'ok', latency_ms: Math.round(performance.now() - startedAt) }
}
