import { once } from 'node:events'
import { startFakes } from './start.ts'

/**
 * `npm run fakes`: OpenAI, Gemini and ElevenLabs on this machine until Ctrl-C, for a demo without keys and cost.
 * Prints the environment with which `npm start` uses them.
 * @returns the exit code
 */
export async function main(): Promise<number> {
  const fakes = await startFakes({ pieceDelayMs: 30 })
  console.log(
    Object.entries(fakes.environment)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  )
  console.log(`
Put these before npm start. Each takes POST /control/script (a list like [{"fault":"overloaded"}]) and POST
/control/reset, and tells GET /control/ledger and GET /control/requests. Ctrl-C ends them.`)
  const interrupted = new AbortController()
  const stop = () => interrupted.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  await once(interrupted.signal, 'abort')
  await fakes.stop()
  return 0
}
