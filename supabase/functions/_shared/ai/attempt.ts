import { AiCallError, type AiErrorCode } from './call-error.ts'
import type { BreakerOutcome } from './breaker.ts'
import type { ChatEvent, ChatModel, ChatProvider, ChatRequest } from './chat.ts'
import { underClocks, type Clocks } from './clocks.ts'
import { estimateUsage, NO_USAGE, type TokenUsage } from './usage.ts'

/** A model that may answer, and the way to it. */
export interface Candidate {
  model: ChatModel
  provider: ChatProvider
  clocks: Clocks
}

/** What one attempt was and what it cost: all of them are settled, in sum, under the one hold of their request. */
export interface Attempt {
  /** Of the catalogue. */
  modelId: string
  /** The one the provider names, by which the bill is priced; null when it named none. */
  servedModel: string | null
  startedAt: string
  outcome: 'complete' | 'blocked' | 'failed' | 'aborted'
  errorCode: AiErrorCode | null
  usage: TokenUsage
  /** The provider did not say what it used: this is our guess. */
  isEstimated: boolean
  /** False when the provider never worked on it: then it cost nothing. */
  wasDispatched: boolean
  /** Text and proposals together. */
  receivedCharacters: number
  /** From the start, in milliseconds; null when it did not come so far. */
  connectedMs: number | null
  firstTokenMs: number | null
  durationMs: number
}

/**
 * Asks one model once. `record` is called exactly once, whether the answer ends, breaks off or nobody reads on.
 * @throws AiCallError
 */
export async function* runAttempt(
  candidate: Candidate,
  request: Omit<ChatRequest, 'model'>,
  signal: AbortSignal,
  record: (attempt: Attempt, error: AiCallError | null) => void,
): AsyncGenerator<ChatEvent> {
  const { model, provider, clocks } = candidate
  const full: ChatRequest = { ...request, model }
  const startedAt = new Date().toISOString()
  const begun = performance.now()
  const elapsed = () => Math.round(performance.now() - begun)
  let connectedMs: number | null = null
  let firstTokenMs: number | null = null
  let usage: TokenUsage | null = null
  let end: Extract<ChatEvent, { kind: 'done' }> | null = null
  let error: AiCallError | null = null
  let received = 0
  try {
    for await (const event of underClocks((own) => provider.stream(full, { signal: own }), clocks, signal)) {
      if (event.kind === 'open') connectedMs = elapsed()
      if (event.kind === 'delta' || event.kind === 'toolCall') firstTokenMs ??= elapsed()
      if (event.kind === 'delta') received += event.text.length
      if (event.kind === 'toolCall') received += JSON.stringify(event.input).length
      if (event.kind === 'usage') usage = event.usage
      if (event.kind === 'done') end = event
      yield event
    }
    if (!end) throw new AiCallError('cut')
  } catch (thrown) {
    error = thrown instanceof AiCallError ? thrown : new AiCallError('server_error')
    throw error
  } finally {
    // Neither done nor failed: whoever read has left.
    error ??= end ? null : new AiCallError('aborted')
    const told = usage ?? error?.usage ?? null
    const isFree = error !== null && !error.wasDispatched
    record(
      {
        modelId: model.id,
        servedModel: end?.servedModel ?? null,
        startedAt,
        outcome: outcomeOf(end, error),
        errorCode: error?.code ?? null,
        usage: told ?? (isFree ? NO_USAGE : estimateUsage(full, received)),
        isEstimated: told === null && !isFree,
        wasDispatched: !isFree,
        receivedCharacters: received,
        connectedMs,
        firstTokenMs,
        durationMs: elapsed(),
      },
      error,
    )
  }
}

function outcomeOf(
  end: Extract<ChatEvent, { kind: 'done' }> | null,
  error: AiCallError | null,
): Attempt['outcome'] {
  if (error) return error.errorClass === 'aborted' ? 'aborted' : 'failed'
  return end?.finish === 'blocked' ? 'blocked' : 'complete'
}

/** A request that no model would take, or that nobody waits for, says nothing about this one. */
export function breakerOutcomeOf(error: AiCallError | null): BreakerOutcome {
  if (!error) return 'success'
  if (error.errorClass === 'never' || error.errorClass === 'aborted') return 'ignored'
  return error.code === 'no_money' || error.code === 'unauthorized' || error.code === 'model_missing'
    ? 'fatal'
    : 'failure'
}
