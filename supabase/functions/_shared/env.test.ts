import { expect, test } from 'vitest'
import { readEnv } from './env.ts'
import { testEnvironment } from './test-runtime.ts'

test('the default keys are taken from the sets the platform gives', () => {
  expect(readEnv(testEnvironment)).toMatchObject({
    publishableKey: 'sb_publishable_test',
    secretKey: 'sb_secret_test',
    jwks: { keys: [] },
    version: 'development',
  })
})

test('a provider without a key is none, also when the key is empty', () => {
  const env = readEnv({
    ...testEnvironment,
    OPENAI_API_KEY: 'sk-1',
    OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
    GEMINI_API_KEY: '',
    ELEVENLABS_BASE_URL: 'http://127.0.0.1:1',
  })
  expect(env.providers).toEqual({
    openai: { apiKey: 'sk-1', baseUrl: 'http://127.0.0.1:1/v1' },
    gemini: null,
    anthropic: null,
    elevenlabs: null,
  })
})

test('everything that is missing or wrong is named at once, and no value is', () => {
  const broken = () =>
    readEnv({
      SUPABASE_URL: 'nowhere',
      SUPABASE_PUBLISHABLE_KEYS: '{"other":"sb_publishable_hush"}',
      SUPABASE_SECRET_KEYS: 'sb_secret_hush',
      OPENAI_BASE_URL: 'hush',
    })
  expect(broken).toThrow(/SUPABASE_URL: /)
  expect(broken).toThrow('SUPABASE_PUBLISHABLE_KEYS: has no key named "default"')
  expect(broken).toThrow('SUPABASE_SECRET_KEYS: is not JSON')
  expect(broken).toThrow('JOBS_TOKEN is missing')
  expect(broken).toThrow(/OPENAI_BASE_URL: /)
  expect(broken).not.toThrow(/hush/)
})
