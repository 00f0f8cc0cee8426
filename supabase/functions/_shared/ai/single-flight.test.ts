import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Fake } from '../../../../tests/fakes/fake-server.ts'
import { startFakeOpenAi } from '../../../../tests/fakes/openai.ts'
import { openAiProvider } from './openai.ts'
import { singleFlight } from './single-flight.ts'

let fake: Fake
beforeEach(async () => {
  fake = await startFakeOpenAi()
})
afterEach(() => fake.stop())

const never = () => new AbortController().signal

/** One call of the provider, as a text. */
async function ask(signal: AbortSignal): Promise<string> {
  const model = {
    id: 'gpt-6-luna',
    provider: 'openai',
    api_name: 'gpt-6-luna',
    output_limit_field: 'max_completion_tokens',
    takes_temperature: false,
    efforts: [],
    prefix_hint: 'none',
  }
  const request = { model, system: '', messages: [{ role: 'user' as const, text: 'Hi' }], maxOutputTokens: 9 }
  const provider = openAiProvider({ apiKey: 'k', baseUrl: `${fake.url}/v1` })
  let text = ''
  for await (const event of provider.stream(request, { signal }))
    if (event.kind === 'delta') text += event.text
  return text
}

test('a hundred who ask the same at once cost one call', async () => {
  fake.script({ text: 'Once.' })
  const flights = singleFlight<string>()
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => flights.do('key', () => ask(never()), never())),
  )
  expect(answers.every(({ value }) => value === 'Once.')).toBe(true)
  expect(answers.filter(({ isShared }) => !isShared)).toHaveLength(1)
  expect(fake.requests).toHaveLength(1)
})

test('other questions are other calls, and so is the same one later', async () => {
  const flights = singleFlight<string>()
  const ask1 = (key: string) => flights.do(key, () => ask(never()), never())
  await Promise.all([ask1('a'), ask1('b')])
  await ask1('a')
  expect(fake.requests).toHaveLength(3)
})

test('when the one who asks fails, the next one asks', async () => {
  fake.script({ fault: 'server_error' }, { text: 'Second.' })
  const flights = singleFlight<string>()
  const results = await Promise.allSettled(
    Array.from({ length: 5 }, () => flights.do('key', () => ask(never()), never())),
  )
  expect(results.map(({ status }) => status)).toEqual(['rejected', ...Array<string>(4).fill('fulfilled')])
  expect(fake.requests).toHaveLength(2)
})

test('one who gives up does not take the others along', async () => {
  fake.script({ fault: 'stall' }, { text: 'For the rest.' })
  const flights = singleFlight<string>()
  const leaving = new AbortController()
  const leader = flights.do('key', () => ask(leaving.signal), leaving.signal)
  const follower = flights.do('key', () => ask(never()), never())
  await vi.waitUntil(() => fake.requests.length === 1, { interval: 1 })
  leaving.abort()
  await expect(leader).rejects.toMatchObject({ code: 'aborted' })
  expect(await follower).toEqual({ value: 'For the rest.', isShared: false })
})

test('a follower who gives up is let go at once', async () => {
  fake.script({ fault: 'stall' })
  const flights = singleFlight<string>()
  const leading = new AbortController()
  const leaving = new AbortController()
  const leader = flights.do('key', () => ask(leading.signal), leading.signal)
  const follower = flights.do('key', () => ask(never()), leaving.signal)
  leaving.abort()
  await expect(follower).rejects.toMatchObject({ code: 'aborted', wasDispatched: false })
  leading.abort()
  await expect(leader).rejects.toMatchObject({ code: 'aborted' })
})
