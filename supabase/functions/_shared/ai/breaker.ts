/** Whether a model may be asked: freely, once to see whether it is back, or not now. */
export type Permission = 'closed' | 'probe' | 'open'

/** How an attempt bears on the breaker. `ignored` frees a probe without saying anything about the model. */
export type BreakerOutcome = 'success' | 'failure' | 'fatal' | 'ignored'

/**
 * One breaker per provider and model, kept in Postgres because isolates share nothing. It opens on 5 samples and half
 * of them failures within 60 s, on 5 failures in a row, and on one `fatal`; it gives one `probe` at a time.
 */
export interface Breaker {
  allows(provider: string, model: string): Promise<Permission>
  report(report: {
    provider: string
    model: string
    outcome: BreakerOutcome
    isProbe: boolean
  }): Promise<void>
}

const MEMO_MS = 1_000

/**
 * Asks the breaker behind it at most once a second for each model. A permission for a probe is never remembered, as
 * it is given to one caller; a failure of one's own is seen at once. When the breaker itself cannot be reached, the
 * model may be asked: a broken guard must not be an outage.
 */
export function withMemo(breaker: Breaker, now: () => number = () => performance.now()): Breaker {
  const known = new Map<string, { permission: Permission; until: number }>()
  const keyOf = (provider: string, model: string) => `${provider}\n${model}`
  return {
    async allows(provider, model) {
      const key = keyOf(provider, model)
      const memo = known.get(key)
      if (memo && now() < memo.until) return memo.permission
      const permission = await breaker.allows(provider, model).catch((): Permission => 'closed')
      if (permission === 'probe') known.delete(key)
      else known.set(key, { permission, until: now() + MEMO_MS })
      return permission
    },
    async report(report) {
      if (report.outcome !== 'success' || report.isProbe) known.delete(keyOf(report.provider, report.model))
      await breaker.report(report).catch(() => {})
    },
  }
}
