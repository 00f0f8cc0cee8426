import { AiCallError, type AiErrorCode } from './call-error.ts'
import type { ChatEvent } from './chat.ts'

/** How long one attempt may take, in milliseconds. Four clocks, because each catches what the others cannot. */
export interface Clocks {
  /** Until status and headers are in. */
  connectMs: number
  /** From the start until the model begins to answer. */
  firstTokenMs: number
  /** Between two signs of life after that. */
  idleMs: number
  /** From the start to the end. */
  totalMs: number
}

interface Deadline {
  at: number
  code: AiErrorCode
}

/**
 * Runs one attempt under its clocks. It ends at once when a clock runs out or `signal` aborts, however long the
 * source takes to notice, and the source's own signal is aborted whenever reading ends.
 * @throws AiCallError `connect_timeout`, `first_token_timeout`, `idle_timeout`, `total_timeout` or `aborted`, beside
 * what the source throws
 */
export async function* underClocks(
  open: (signal: AbortSignal) => AsyncIterable<ChatEvent>,
  clocks: Clocks,
  signal: AbortSignal,
): AsyncGenerator<ChatEvent> {
  if (signal.aborted) throw new AiCallError('aborted', { wasDispatched: false })
  const own = new AbortController()
  const startedAt = performance.now()
  const total: Deadline = { at: startedAt + clocks.totalMs, code: 'total_timeout' }
  let current: Deadline = { at: startedAt + clocks.connectMs, code: 'connect_timeout' }
  const source = open(own.signal)[Symbol.asyncIterator]()
  try {
    while (true) {
      const result = await nextBefore(source, current.at < total.at ? current : total, signal)
      if (result.done) return
      current = result.value.kind === 'open' ? firstToken() : idle()
      yield result.value
      // The time the reader took is not the provider's.
      if (current.code === 'idle_timeout') current = idle()
    }
  } finally {
    own.abort()
    // Not waited for: it may hang on a provider that hangs.
    source.return?.().catch(() => {})
  }

  function firstToken(): Deadline {
    return { at: startedAt + clocks.firstTokenMs, code: 'first_token_timeout' }
  }

  function idle(): Deadline {
    return { at: performance.now() + clocks.idleMs, code: 'idle_timeout' }
  }
}

function nextBefore(
  source: AsyncIterator<ChatEvent>,
  { at, code }: Deadline,
  signal: AbortSignal,
): Promise<IteratorResult<ChatEvent>> {
  return new Promise((resolve, reject) => {
    const giveUp = (error: AiCallError) => {
      settle()
      reject(error)
    }
    const abort = () => giveUp(new AiCallError('aborted'))
    const timer = setTimeout(() => giveUp(new AiCallError(code)), Math.max(0, at - performance.now()))
    const settle = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) return abort()
    source.next().then(resolve, reject).finally(settle)
  })
}
