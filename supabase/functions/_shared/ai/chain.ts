import { breakerOutcomeOf, runAttempt, type Attempt, type Candidate } from './attempt.ts'
import type { Breaker } from './breaker.ts'
import { AiCallError } from './call-error.ts'
import { Speaker, type ChainEvent, type ChainResult, type Fallback } from './chain-result.ts'
import type { ChatRequest } from './chat.ts'
import { MAX_WAIT_MS } from './retry-after.ts'

export interface ChainOptions {
  /** In the order of the policy; the first is the primary. */
  candidates: readonly Candidate[]
  fallbacks?: readonly Fallback[]
  breaker: Breaker
  /** Of the person's request; aborting it ends everything. */
  signal: AbortSignal
  /** For all attempts and waits together, in milliseconds. */
  deadlineMs: number
  /** Of each candidate; 2 unless told. */
  maxAttempts?: number
  /** The first wait is up to this long, and each further one up to twice that; 250 ms unless told. */
  backoffMs?: number
  /** For jitter, in [0, 1). */
  random?: () => number
}

/**
 * One request on its way. It is read once, by `for await`; one who wants to stop from elsewhere aborts the signal.
 * `attempts` is complete when reading has ended, also when it was left half-way.
 */
export interface Chain extends AsyncIterable<ChainEvent> {
  readonly attempts: readonly Attempt[]
  /** Resolves when the breakers know how it went; to be waited for in the background. */
  reported(): Promise<unknown>
}

/**
 * The one owner of retries. Asks the candidates one after the other until one has answered; before the first word
 * only. Never throws: how it went is the result of its last event.
 */
export function startChain(request: Omit<ChatRequest, 'model'>, options: ChainOptions): Chain {
  const attempts: Attempt[] = []
  const reports: Promise<void>[] = []
  return {
    attempts,
    reported: () => Promise.allSettled(reports),
    [Symbol.asyncIterator]: () => run(request, options, attempts, reports),
  }
}

// Less is not enough for any answer, and would be paid for.
const MIN_ATTEMPT_MS = 20

async function* run(
  request: Omit<ChatRequest, 'model'>,
  options: ChainOptions,
  attempts: Attempt[],
  reports: Promise<void>[],
): AsyncGenerator<ChainEvent> {
  const { candidates, fallbacks = [], breaker, signal, maxAttempts = 2 } = options
  const endsAt = performance.now() + options.deadlineMs
  const isTimeUp = (afterMs = 0) => performance.now() + afterMs + MIN_ATTEMPT_MS > endsAt
  let primaryError: AiCallError | null = null
  for (const [index, candidate] of candidates.entries()) {
    const { provider, id: model } = candidate.model
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      if (signal.aborted) return yield end({ status: 'aborted', text: '' })
      if (isTimeUp()) break
      const permission = await breaker.allows(provider, model)
      if (permission === 'open') {
        if (index === 0) primaryError ??= new AiCallError('breaker_open', { wasDispatched: false })
        break
      }
      const speaker = new Speaker(candidate, index > 0)
      const isProbe = permission === 'probe'
      const timed = { ...candidate, clocks: within(candidate.clocks, endsAt) }
      const events = runAttempt(timed, request, signal, (record, error) => {
        attempts.push(record)
        // That the person's time was up is not this model's fault.
        const isOurs = error?.code === 'total_timeout' && timed.clocks.totalMs < candidate.clocks.totalMs
        const outcome = isOurs ? 'ignored' : breakerOutcomeOf(error)
        reports.push(breaker.report({ provider, model, outcome, isProbe }))
      })
      try {
        for await (const event of events) yield* speaker.say(event)
        return yield end(speaker.result())
      } catch (thrown) {
        const error = thrown as AiCallError
        if (error.errorClass === 'aborted') return yield end({ status: 'aborted', text: speaker.text })
        if (speaker.hasSpoken) return yield end(speaker.brokenOff(error))
        if (index === 0) {
          if (error.errorClass === 'never') return yield end({ status: 'failed', error })
          primaryError ??= error
        }
        const waitMs = waitBefore(error, attempt, options)
        if (waitMs === null || attempt + 1 >= maxAttempts || isTimeUp(waitMs)) break
        await wait(waitMs, signal)
      }
    }
  }
  const code = isTimeUp() ? 'total_timeout' : 'breaker_open'
  yield* fallBack(fallbacks, primaryError ?? new AiCallError(code, { wasDispatched: false }), signal)
}

const end = (result: ChainResult): ChainEvent => ({ kind: 'end', result })

// No attempt may outlast the whole.
function within({ totalMs, ...clocks }: Candidate['clocks'], endsAt: number): Candidate['clocks'] {
  return { ...clocks, totalMs: Math.min(totalMs, Math.max(1, endsAt - performance.now())) }
}

/** How long to wait before asking the same model again; null to ask the next one now. */
function waitBefore(
  { errorClass, retryAfterMs }: AiCallError,
  attempt: number,
  { backoffMs = 250, random = Math.random }: ChainOptions,
): number | null {
  if (errorClass === 'failOver' || errorClass === 'never') return null
  if (retryAfterMs !== null) return retryAfterMs <= MAX_WAIT_MS ? retryAfterMs : null
  // Full jitter: those who failed together do not come back together.
  return random() * backoffMs * 2 ** attempt
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, ms)
    signal.addEventListener('abort', finish, { once: true })
    if (signal.aborted) finish()
  })
}

async function* fallBack(
  fallbacks: readonly Fallback[],
  error: AiCallError,
  signal: AbortSignal,
): AsyncGenerator<ChainEvent> {
  for (const { source, answer } of fallbacks) {
    if (signal.aborted) return yield end({ status: 'aborted', text: '' })
    const text = await answer().catch(() => null)
    if (text === null) continue
    yield { kind: 'answering', source, candidate: null, isDegraded: true }
    yield { kind: 'delta', text }
    return yield end({
      status: 'complete',
      source,
      text,
      finish: 'stop',
      isDegraded: true,
      candidate: null,
      servedModel: null,
    })
  }
  yield end({ status: 'failed', error })
}
