import { AiCallError } from './call-error.ts'

export interface SingleFlight<T> {
  /**
   * Does `work` once for all who ask with the same key at the same time. When the one who does it fails, the next
   * one in line does it instead: nobody fails for another's reason.
   * @throws what one's own `work` throws, or AiCallError `aborted` when one's own signal aborts
   */
  do(key: string, work: () => Promise<T>, signal: AbortSignal): Promise<{ value: T; isShared: boolean }>
}

/** For one isolate: others do not see it, and have the idempotency key and the cache. */
export function singleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Promise<T>>()
  return {
    async do(key, work, signal) {
      for (let leader = flights.get(key); leader; leader = flights.get(key)) {
        const outcome = await orAborted(leader, signal)
        if (outcome) return { value: outcome.value, isShared: true }
      }
      const flight = work()
      flights.set(key, flight)
      try {
        return { value: await flight, isShared: false }
      } finally {
        flights.delete(key)
      }
    },
  }
}

/** The leader's value, or null when it failed. */
function orAborted<T>(leader: Promise<T>, signal: AbortSignal): Promise<{ value: T } | null> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new AiCallError('aborted', { wasDispatched: false }))
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    leader
      .then(
        (value) => resolve({ value }),
        () => resolve(null),
      )
      .finally(() => signal.removeEventListener('abort', abort))
  })
}
