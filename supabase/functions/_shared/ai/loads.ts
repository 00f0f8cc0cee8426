import type { Load } from '../../../../shared/routing/state.ts'
import type { Attempt } from './attempt.ts'

type Seen = Omit<Load, 'breaker'>

/** How much the latest call counts. */
const WEIGHT = 0.2

/** So long a provider is taken to keep what it had kept. */
const KEPT_MS = 5 * 60_000

/** How models have been doing for this isolate: a hint for the router, and gone with the isolate. */
export class Loads {
  private readonly seen = new Map<string, Seen>()
  private readonly kept = new Map<string, { tokens: number; at: number }>()

  of(model: string): Seen {
    return this.seen.get(model) ?? { firstTokenMs: null, inFlight: 0, rateLimitedShare: 0 }
  }

  /** Input tokens the provider had read from what it keeps, or written to it, when this model was last asked. */
  keptTokens(model: string): number {
    const kept = this.kept.get(model)
    return kept && performance.now() - kept.at < KEPT_MS ? kept.tokens : 0
  }

  begin(model: string): void {
    const seen = this.of(model)
    this.seen.set(model, { ...seen, inFlight: seen.inFlight + 1 })
  }

  end(model: string, attempts: readonly Attempt[]): void {
    let seen = this.of(model)
    seen = { ...seen, inFlight: Math.max(0, seen.inFlight - 1) }
    for (const { modelId, usage, isEstimated } of attempts) {
      const tokens = usage.cachedInputTokens + usage.cacheWriteTokens
      if (!isEstimated) this.kept.set(modelId, { tokens, at: performance.now() })
    }
    for (const { firstTokenMs, errorCode } of attempts.filter(({ modelId }) => modelId === model)) {
      const limited = errorCode === 'rate_limited' ? 1 : 0
      seen.rateLimitedShare += WEIGHT * (limited - seen.rateLimitedShare)
      if (firstTokenMs === null) continue
      seen.firstTokenMs = seen.firstTokenMs === null ? firstTokenMs : mixed(seen.firstTokenMs, firstTokenMs)
    }
    this.seen.set(model, seen)
  }
}

const mixed = (before: number, latest: number) => before + WEIGHT * (latest - before)
