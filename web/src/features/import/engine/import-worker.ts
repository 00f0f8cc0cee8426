import { createImportEngine } from './engine.ts'
import type { EngineAnswer, EngineCall } from './worker-protocol.ts'

const engine = createImportEngine()

async function run(call: EngineCall): Promise<unknown> {
  switch (call.method) {
    case 'read':
      return engine.read(...call.args)
    case 'look':
      return engine.look(...call.args)
    case 'plan':
      return engine.plan(...call.args)
    case 'chunk':
      return engine.chunk(...call.args)
    case 'ledger':
      return engine.ledger(...call.args)
  }
}

addEventListener('message', ({ data: { id, call } }: MessageEvent<{ id: number; call: EngineCall }>) => {
  const answer = (message: EngineAnswer) => postMessage(message)
  run(call).then(
    (value) => answer({ id, value }),
    (error: unknown) => answer({ id, error: error instanceof Error ? error.message : String(error) }),
  )
})
