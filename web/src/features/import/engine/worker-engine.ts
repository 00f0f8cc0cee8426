import type { ImportEngine } from './engine.ts'
import type { EngineAnswer, EngineCall } from './worker-protocol.ts'

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** The engine in a worker of its own, so that the page stays responsive. `stop` ends it; open calls are rejected. */
export function startWorkerEngine(): ImportEngine & { stop(): void } {
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, Waiting>()
  let lastId = 0

  function rejectAll(error: Error) {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.addEventListener('message', ({ data }: MessageEvent<EngineAnswer>) => {
    const call = waiting.get(data.id)
    waiting.delete(data.id)
    if ('error' in data) call?.reject(new Error(data.error))
    else call?.resolve(data.value)
  })
  worker.addEventListener('error', () => rejectAll(new Error('the import worker broke down')))

  const send = <Value>(call: EngineCall) =>
    new Promise<Value>((resolve, reject) => {
      lastId++
      waiting.set(lastId, { resolve: (value) => resolve(value as Value), reject })
      worker.postMessage({ id: lastId, call })
    })

  return {
    read: (...args) => send({ method: 'read', args }),
    look: (...args) => send({ method: 'look', args }),
    plan: (...args) => send({ method: 'plan', args }),
    chunk: (...args) => send({ method: 'chunk', args }),
    ledger: (...args) => send({ method: 'ledger', args }),
    stop() {
      worker.terminate()
      rejectAll(new Error('the import was closed'))
    },
  }
}
