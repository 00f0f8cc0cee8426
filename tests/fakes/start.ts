import { startFakeElevenLabs } from './elevenlabs.ts'
import { startFakeGemini } from './gemini.ts'
import { startFakeOpenAi } from './openai.ts'
import { startFakePush } from './push.ts'
import type { ScriptedAnswer } from './script.ts'

/** Where the fakes are, for tests in other processes: what they do is said with `/control/…`. */
export interface FakeAddresses {
  openAi: string
  gemini: string
  elevenLabs: string
  push: string
}

export interface RunningFakes {
  addresses: FakeAddresses
  /** The variables with which functions use them. */
  environment: Record<string, string>
  stop(): Promise<void>
}

/** Starts all providers on ports of their own. */
export async function startFakes(defaults: ScriptedAnswer = {}): Promise<RunningFakes> {
  const [openAi, gemini, elevenLabs, push] = await Promise.all([
    startFakeOpenAi({ defaults }),
    startFakeGemini({ defaults }),
    startFakeElevenLabs(),
    startFakePush(),
  ])
  return {
    addresses: { openAi: openAi.url, gemini: gemini.url, elevenLabs: elevenLabs.url, push: push.url },
    environment: {
      OPENAI_BASE_URL: `${openAi.url}/v1`,
      OPENAI_API_KEY: 'fake',
      ANTHROPIC_BASE_URL: `${openAi.url}/v1`,
      ANTHROPIC_API_KEY: 'fake',
      GEMINI_BASE_URL: gemini.url,
      GEMINI_API_KEY: 'fake',
      ELEVENLABS_BASE_URL: elevenLabs.url,
      ELEVENLABS_API_KEY: 'fake',
      PUSH_TEST_ORIGIN: push.url,
    },
    async stop() {
      await Promise.all([openAi, gemini, elevenLabs, push].map((fake) => fake.stop()))
    },
  }
}
