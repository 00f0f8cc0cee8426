import { expect, test } from 'vitest'
import { assistantRequestSchema } from '../../../shared/assistant/answer.ts'
import { english, sceneOf } from '../../../shared/context/fixtures/scenes.ts'
import { keyOf } from './cached.ts'
import type { Heard } from './exchange.ts'
import { heardOf } from './test-heard.ts'

const MESSAGE = 'Write two lines for a card'
const services = { cacheSecret: 'a secret' }
const keyed = (changes: Partial<Heard> = {}, message = MESSAGE) =>
  keyOf(heardOf(message, changes), 'execution', services)
const asked = (more: object) => ({ request: assistantRequestSchema.parse({ message: MESSAGE, ...more }) })
const thread = (text: string): Partial<Heard> => ({
  thread: { ...heardOf(MESSAGE).thread, turns: [{ role: 'user', text }] },
})

test('the same question in the same hour over the same plan has the same key, whatever it is called', () => {
  expect(keyed({ receivedAt: new Date('2026-11-18T09:59:59Z'), interactionId: 'x', begunAt: 9 })).toBe(
    keyed(),
  )
  expect(keyed(asked({ idempotency_key: 'k2' }))).toBe(keyed())
})

test.each<[string, string]>([
  ['another person', keyed({ userId: '00000000-0000-4000-8000-00000000000b' })],
  ['another message', keyed({}, 'Write three lines for a card')],
  ['another hour', keyed({ receivedAt: new Date('2026-11-18T10:00:00Z') })],
  ['another state of the plan', keyed({ scene: sceneOf(english, { data_version: '2' }) })],
  ['another memory', keyed({ scene: sceneOf(english, { memories: [{ id: '1', text: 'I am vegan.' }] }) })],
  ['another feature', keyed(asked({ feature: 'letters' }))],
  ['a row that is open', keyed(asked({ focus: { entity: 'task', id: crypto.randomUUID() } }))],
  ['what was said before', keyed(thread('Hello'))],
  ['another tier', keyOf(heardOf(MESSAGE), 'strategic', services)],
  ['another secret', keyOf(heardOf(MESSAGE), 'execution', { cacheSecret: 'another' })],
])('%s is another key', (_, key) => expect(key).not.toBe(keyed()))

test.each(['Europe/London', 'Europe/Berlin'])('a zone, and a language, is part of it: %s', (time_zone) => {
  const profile = { ...heardOf(MESSAGE).scene.profile, time_zone, locale: 'de' as const }
  expect(keyed({ scene: sceneOf(english, { profile }) })).not.toBe(keyed())
})
