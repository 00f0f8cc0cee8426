import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cacheKey, canonicalJson, deriveSecret, type CacheKeyParts } from './cache-key.ts'

const SECRET = 'a secret of these tests'
const parts: CacheKeyParts = {
  scope: 'user-1',
  schemaVersion: 1,
  route: 'why_behind',
  modelFamily: 'gpt-6',
  system: 'You help.',
  tools: [{ name: 'move_task' }],
  params: { temperature: 0.2, cap: 300 },
  locale: 'en',
  dataVersion: '17',
  messages: [{ role: 'user', text: 'Why am I behind?' }],
}

test('the same question of the same person over the same records has the same key', () => {
  const again = { ...parts, params: { cap: 300, temperature: 0.2 }, system: ' You help. ' }
  expect(cacheKey(SECRET, again)).toBe(cacheKey(SECRET, parts))
  expect(cacheKey(SECRET, parts)).toMatch(/^[0-9a-f]{64}$/)
})

test.each<[string, Partial<CacheKeyParts>]>([
  ['another person', { scope: 'user-2' }],
  ['another format', { schemaVersion: 2 }],
  ['another route', { route: 'today' }],
  ['another family', { modelFamily: 'gemini-2.5' }],
  ['another system prompt', { system: 'You judge.' }],
  ['another tool', { tools: [] }],
  ['another cap', { params: { temperature: 0.2, cap: 301 } }],
  ['another language', { locale: 'de' }],
  ['a change in the records', { dataVersion: '18' }],
  ['another question', { messages: [{ role: 'user', text: 'Why am I ahead?' }] }],
  ['a turn more', { messages: [...parts.messages, { role: 'assistant', text: 'Because.' }] }],
  ['another speaker', { messages: [{ role: 'assistant', text: 'Why am I behind?' }] }],
])('%s has another key', (_, change) => {
  expect(cacheKey(SECRET, { ...parts, ...change })).not.toBe(cacheKey(SECRET, parts))
})

test('without the secret nobody can tell what was asked', () => {
  expect(cacheKey('another', parts)).not.toBe(cacheKey(SECRET, parts))
  expect(deriveSecret(SECRET, 'cache')).not.toBe(deriveSecret(SECRET, 'other'))
})

test('no text can be moved from one part to the next', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1 }), (route, moved) => {
      const left = { ...parts, route: route + moved, modelFamily: '' }
      const right = { ...parts, route, modelFamily: moved }
      fc.pre(canonicalJson(left.route) !== canonicalJson(right.route))
      return cacheKey(SECRET, left) !== cacheKey(SECRET, right)
    }),
  )
})

test('canonical JSON is JSON, and does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse())
      JSON.parse(canonicalJson(value))
      return canonicalJson(turned) === canonicalJson(value)
    }),
  )
})
