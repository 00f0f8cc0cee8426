import { once } from 'node:events'
import { startFakeElevenLabs } from './elevenlabs.ts'
import { startFakeGemini } from './gemini.ts'
import { startFakeOpenAi } from './openai.ts'

/**
 * `npm run fakes`: OpenAI, Gemini and ElevenLabs on this machine until Ctrl-C, for a demo without keys and cost.
 * Prints the environment with which `npm start` uses them.
 * @returns the exit code
 */
export async function main(): Promise<number> {
  const defaults = { pieceDelayMs: 30 }
  const [openAi, gemini, elevenLabs] = await Promise.all([
    startFakeOpenAi({ defaults }),
    startFakeGemini({ defaults }),
    startFakeElevenLabs(),
  ])
  console.log(`OPENAI_BASE_URL=${openAi.url}/v1
OPENAI_API_KEY=fake
GEMINI_BASE_URL=${gemini.url}
GEMINI_API_KEY=fake
ELEVENLABS_BASE_URL=${elevenLabs.url}
ELEVENLABS_API_KEY=fake

Put these before npm start. Each takes POST /control/script (a list like [{"fault":"overloaded"}]) and POST
/control/reset, and tells GET /control/ledger and GET /control/requests. Ctrl-C ends them.`)
  const interrupted = new AbortController()
  const stop = () => interrupted.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  await once(interrupted.signal, 'abort')
  await Promise.all([openAi, gemini, elevenLabs].map((fake) => fake.stop()))
  return 0
}
