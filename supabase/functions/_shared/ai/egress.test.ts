import { afterEach, beforeEach, expect, test } from 'vitest'
import { proposalTool } from '../../../../shared/context/proposals.ts'
import type { Fake } from '../../../../tests/fakes/fake-server.ts'
import { startFakeGemini } from '../../../../tests/fakes/gemini.ts'
import { startFakeOpenAi } from '../../../../tests/fakes/openai.ts'
import type { ChatEntry } from './catalogue.ts'
import type { ChatRequest } from './chat.ts'
import { watched, type Egress } from './egress.ts'
import { geminiProvider } from './gemini.ts'
import { openAiProvider } from './openai.ts'

let gemini: Fake
let openAi: Fake
beforeEach(async () => {
  ;[gemini, openAi] = await Promise.all([startFakeGemini(), startFakeOpenAi()])
})
afterEach(() => Promise.all([gemini.stop(), openAi.stop()]))

const request: ChatRequest = {
  model: {
    ...{ id: 'luna', provider: 'any', api_name: 'gpt-6-luna', output_limit_field: 'max_completion_tokens' },
    ...{ takes_temperature: false, prefix_hint: 'none', efforts: ['low'] },
  },
  system: 'You help to plan a life.',
  messages: [{ role: 'user', text: 'Ärger mit 🦷\n"quoted"' }],
  maxOutputTokens: 300,
  effort: 'low',
  tools: [proposalTool],
}

test.each(['gemini', 'openai'] as const)(
  '%s: what is written down is what goes out, byte for byte',
  async (name) => {
    const [fake, provider] =
      name === 'gemini'
        ? [gemini, geminiProvider({ apiKey: 'key', baseUrl: gemini.url })]
        : [openAi, openAiProvider({ apiKey: 'key', baseUrl: `${openAi.url}/v1` })]
    const entry = { provider } as Partial<ChatEntry> as ChatEntry
    const noted: { host: string; body: string; requestsBefore: number }[] = []
    const egress: Egress = {
      sending: (_, sent) => noted.push({ ...sent, requestsBefore: fake.requests.length }),
      written: () => Promise.resolve(),
    }
    const { signal } = new AbortController()
    for await (const event of watched(entry, egress).stream(request, { signal })) void event
    const [seen] = fake.requests
    expect(noted).toEqual([{ host: new URL(fake.url).host, body: seen!.body.toString(), requestsBefore: 0 }])
    expect(seen!.headers.host).toBe(noted[0]!.host)
  },
)
