import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Fake } from '../../../../tests/fakes/fake-server.ts'
import { startFakeOpenAi } from '../../../../tests/fakes/openai.ts'
import { addressOf, chatProviders, type ModelAddress } from './provider-address.ts'

let fake: Fake
beforeEach(async () => {
  fake = await startFakeOpenAi()
})
afterEach(() => fake.stop())

const openAi: ModelAddress = {
  protocol: 'openai',
  base_url_env: 'OPENAI_BASE_URL',
  key_env: 'OPENAI_API_KEY',
}
const local: ModelAddress = { protocol: 'openai', base_url_env: 'LOCAL_BASE_URL', key_env: null }

test('a provider without its key is none', () => {
  expect(addressOf(openAi, {})).toBeNull()
  expect(addressOf(openAi, { OPENAI_API_KEY: '' })).toBeNull()
  expect(addressOf(openAi, { OPENAI_API_KEY: 'sk' })).toEqual({ apiKey: 'sk' })
})

test('a server of one’s own needs no key, but an address', () => {
  expect(addressOf(local, {})).toBeNull()
  expect(addressOf(local, { LOCAL_BASE_URL: 'http://127.0.0.1:1/v1' })).toMatchObject({
    baseUrl: 'http://127.0.0.1:1/v1',
  })
})

const secrets = {
  SUPABASE_SECRET_KEYS: 'hush',
  SUPABASE_API_KEY: 'hush',
  JOBS_TOKEN: 'hush',
  OPENAI_API_KEY: 'sk',
  GROQ_API_KEY: 'hush',
  EVIL_BASE_URL: 'http://evil.example',
  FILE_BASE_URL: 'file:///etc/passwd',
}

test.each<[string, ModelAddress]>([
  ['another secret of ours', { ...openAi, key_env: 'SUPABASE_SECRET_KEYS' }],
  ['one that looks like a key', { ...openAi, key_env: 'SUPABASE_API_KEY' }],
  ['the token of the jobs', { ...openAi, key_env: 'JOBS_TOKEN' }],
  ['a key to another address', { ...openAi, base_url_env: 'EVIL_BASE_URL' }],
  [
    'a key to whom the protocol is named after',
    { ...openAi, base_url_env: 'GROQ_BASE_URL', key_env: 'GROQ_API_KEY' },
  ],
  ['a file', { ...local, base_url_env: 'FILE_BASE_URL' }],
])('a row cannot send %s', (_, row) => expect(addressOf(row, secrets)).toBeNull())

test('any server that speaks the protocol answers as a row of the catalogue', async () => {
  const find = chatProviders({ LOCAL_BASE_URL: `${fake.url}/v1` })
  const provider = find(local)!
  expect(find({ ...local })).toBe(provider)
  fake.script({ text: 'From my own machine.' })
  const model = {
    id: 'llama',
    provider: 'local',
    api_name: 'llama-4',
    output_limit_field: 'max_tokens',
    takes_temperature: true,
    efforts: [],
    prefix_hint: 'none',
  }
  const request = { model, system: '', messages: [{ role: 'user' as const, text: 'Hi' }], maxOutputTokens: 9 }
  let text = ''
  for await (const event of provider.stream(request, { signal: new AbortController().signal })) {
    if (event.kind === 'delta') text += event.text
  }
  expect(text).toBe('From my own machine.')
})

test('a protocol that is no chat has no provider', () => {
  const row = { protocol: 'elevenlabs', base_url_env: 'ELEVENLABS_BASE_URL', key_env: 'ELEVENLABS_API_KEY' }
  expect(chatProviders({ ELEVENLABS_API_KEY: 'k' })(row)).toBeNull()
})
