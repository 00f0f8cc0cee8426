import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { Fake } from '../../../../tests/fakes/fake-server.ts'
import { startFakeOpenAi } from '../../../../tests/fakes/openai.ts'
import type { ScriptedAnswer } from '../../../../tests/fakes/script.ts'
import type { ChatEvent, ChatProvider, ChatRequest } from './chat.ts'
import { chatProviders, type ModelAddress } from './provider-address.ts'

const row: ModelAddress = {
  protocol: 'anthropic',
  base_url_env: 'ANTHROPIC_BASE_URL',
  key_env: 'ANTHROPIC_API_KEY',
}
const claude = {
  ...{ id: 'claude-sonnet-5', provider: 'anthropic', api_name: 'claude-sonnet-5' },
  ...{ output_limit_field: 'max_tokens', takes_temperature: false, efforts: [], prefix_hint: 'none' },
}
const plan = z.strictObject({ first: z.string() })
const request = (changes: Partial<ChatRequest> = {}): ChatRequest => ({
  model: claude,
  system: 'You help to plan a life.',
  messages: [{ role: 'user', text: 'Should I move to Lisbon?' }],
  maxOutputTokens: 300,
  temperature: 0.3,
  effort: 'low',
  ...changes,
})

let fake: Fake
let provider: ChatProvider
beforeEach(async () => {
  fake = await startFakeOpenAi()
  provider = chatProviders({ ANTHROPIC_API_KEY: 'sk-ant', ANTHROPIC_BASE_URL: `${fake.url}/v1` })(row)!
})
afterEach(() => fake.stop())

async function ask(answer: ScriptedAnswer, changes: Partial<ChatRequest> = {}): Promise<ChatEvent[]> {
  fake.script(answer)
  const events: ChatEvent[] = []
  const { signal } = new AbortController()
  for await (const event of provider.stream(request(changes), { signal })) events.push(event)
  return events
}
const bodyOf = (sent: Fake['requests'][number]) =>
  JSON.parse(sent.body.toString()) as { messages: { content: string }[] }

test('Claude is at Anthropic unless told otherwise: its key goes nowhere else', () => {
  const atHome = chatProviders({ ANTHROPIC_API_KEY: 'sk-ant' })(row)!
  expect(atHome.sent(request()).host).toBe('api.anthropic.com')
  expect(chatProviders({ OPENAI_API_KEY: 'sk' })(row)).toBeNull()
})

test('it answers through chat completions, without what they do not know there', async () => {
  // Anthropic tells no details of its tokens, and names the model with its date.
  const toldUsage = { prompt_tokens: 40, completion_tokens: 9, total_tokens: 49 }
  const events = await ask({
    text: 'Go for a month first.',
    toldUsage,
    servedModel: 'claude-sonnet-5-20260630',
  })
  expect(events.map((event) => (event.kind === 'delta' ? event.text : '')).join('')).toBe(
    'Go for a month first.',
  )
  expect(events).toContainEqual({
    kind: 'usage',
    usage: {
      inputTokens: 40,
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: 9,
      reasoningTokens: 0,
    },
  })
  expect(events.at(-1)).toMatchObject({ finish: 'stop', servedModel: 'claude-sonnet-5-20260630' })
  const [sent] = fake.requests
  expect(sent!.path).toBe('/v1/chat/completions')
  expect(sent!.headers.authorization).toBe('Bearer sk-ant')
  expect(bodyOf(sent!)).toEqual({
    model: 'claude-sonnet-5',
    messages: [
      { role: 'system', content: 'You help to plan a life.' },
      { role: 'user', content: 'Should I move to Lisbon?' },
    ],
    max_tokens: 300,
    stream: true,
    stream_options: { include_usage: true },
  })
})

test.each([
  ['bare', '{"first":"Rest"}'],
  ['shown as code', '```json\n{"first":"Rest"}\n```\n'],
])('JSON is asked for in words, and taken %s', async (_, text) => {
  const events = await ask({ text }, { output: { name: 'plan', schema: plan } })
  expect(events.at(-1)).toMatchObject({ kind: 'done', output: { first: 'Rest' } })
  const body = bodyOf(fake.requests[0]!)
  expect(body).not.toHaveProperty('response_format')
  expect(body.messages[0]!.content).toContain('"required":["first"]')
})

test.each(['{"last":"Rest"}', 'Rest first.'])(
  'what does not fit the schema is rejected: %s',
  async (text) => {
    const events = await ask({ text }, { output: { name: 'plan', schema: plan } })
    expect(events).toContainEqual({ kind: 'rejected', what: 'output', name: 'plan' })
    expect(events.at(-1)).not.toHaveProperty('output')
  },
)

test('a tool is offered, and its arguments are checked here, as nobody checks them there', async () => {
  const tools = [{ name: 'plan', description: 'Proposes a plan.', input: plan }]
  const calls = [
    { name: 'plan', input: { first: 'Rest' } },
    { name: 'plan', input: { first: 1 } },
  ]
  const events = await ask({ text: '', toolCalls: calls }, { tools })
  expect(events).toContainEqual({ kind: 'toolCall', id: 'call_0', name: 'plan', input: { first: 'Rest' } })
  expect(events).toContainEqual({ kind: 'rejected', what: 'toolCall', name: 'plan' })
})

test('an overload there is told like any other', async () => {
  await expect(ask({ fault: 'overloaded' })).rejects.toMatchObject({ code: 'overloaded' })
})
