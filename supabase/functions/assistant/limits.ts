import type { Tier } from '../../../shared/routing/state.ts'
import type { Clocks } from '../_shared/ai/clocks.ts'

interface Limits {
  /** What a model is shown at most beside what every request begins with, in tokens by our upper bound. */
  inputTokens: number
  mostOutput: number
  /** A shorter answer than this is none. */
  leastOutput: number
  /** For all attempts together. */
  deadlineMs: number
  clocks: Clocks
}

/** Tight, because what may be used is held back beforehand, and what is shown is paid for each time. */
export const LIMITS: Record<Tier, Limits> = {
  execution: {
    inputTokens: 1_000,
    mostOutput: 700,
    leastOutput: 250,
    deadlineMs: 30_000,
    clocks: { connectMs: 5_000, firstTokenMs: 8_000, idleMs: 8_000, totalMs: 25_000 },
  },
  strategic: {
    inputTokens: 1_200,
    // With what it thinks before it speaks.
    mostOutput: 1_600,
    leastOutput: 600,
    deadlineMs: 75_000,
    clocks: { connectMs: 5_000, firstTokenMs: 25_000, idleMs: 15_000, totalMs: 60_000 },
  },
}

/** How long a request with a key of its own is waited for: longer than any chain may take, and what comes after it. */
export const LEASE_MS = 150_000
