import { startFakeElevenLabs } from './elevenlabs.ts'
import { startFakeGemini } from './gemini.ts'
import { startFakeOpenAi } from './openai.ts'
import type { ScriptedAnswer } from './script.ts'

/** Where the fakes are, for tests in other processes: what they do is said with `/control/…`. */
export interface FakeAddresses {
  openAi: string
  gemini: string
  elevenLabs: string
}

export interface RunningFakes {
  addresses: FakeAddresses
  /** The variables with which functions use them. */
  environment: Record<string, string>
  stop(): Promise<void>
}

/** Starts all providers on ports of their own. */
export async function startFakes(defaults: ScriptedAnswer = {}): Promise<RunningFakes> {
  const [openAi, gemini, elevenLabs] = await Promise.all([
    startFakeOpenAi({ defaults }),
    startFakeGemini({ defaults }),
    startFakeElevenLabs(),
  ])
  return {
    addresses: { openAi: openAi.url, gemini: gemini.url, elevenLabs: elevenLabs.url },
    environment: {
      OPENAI_BASE_URL: `${openAi.url}/v1`,
      OPENAI_API_KEY: 'fake',
      ANTHROPIC_BASE_URL: `${openAi.url}/v1`,
      ANTHROPIC_API_KEY: 'fake',
      GEMINI_BASE_URL: gemini.url,
      GEMINI_API_KEY: 'fake',
      ELEVENLABS_BASE_URL: elevenLabs.url,
      ELEVENLABS_API_KEY: 'fake',
    },
    async stop() {
      await Promise.all([openAi, gemini, elevenLabs].map((fake) => fake.stop()))
    },
  }
}
