import { z } from 'zod'
import type { Client } from '../clients.ts'
import type { Breaker, BreakerOutcome } from './breaker.ts'

const permissionSchema = z.object({ allowed: z.boolean(), is_probe: z.boolean() })

const OUTCOMES: Record<BreakerOutcome, string> = {
  success: 'success',
  failure: 'failure',
  // That there is no money, or no valid key, opens it at once; which of them makes no difference to it.
  fatal: 'auth',
  // Frees a probe, and counts for nothing.
  ignored: 'bad_request',
}

/** The breakers of the database, which all isolates share. */
export const postgresBreaker = (admin: Client): Breaker => ({
  async allows(provider, model) {
    const { data } = await admin
      .rpc('ai_breaker_allows', { p_provider: provider, p_model: model })
      .throwOnError()
    const { allowed, is_probe: isProbe } = permissionSchema.parse(data)
    return isProbe ? 'probe' : allowed ? 'closed' : 'open'
  },
  async report({ provider, model, outcome, isProbe }) {
    if (outcome === 'ignored' && !isProbe) return
    const report = { p_provider: provider, p_model: model, p_outcome: OUTCOMES[outcome] }
    await admin.rpc('report_ai_attempt', report).throwOnError()
  },
})
