import OpenAI from 'openai'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sayAsWav } from './audio.ts'
import { startFakeElevenLabs } from './elevenlabs.ts'
import type { Fake } from './fake-server.ts'
import { startFakeGemini } from './gemini.ts'
import { startFakeOpenAi } from './openai.ts'

let openAi: Fake
let gemini: Fake
let elevenLabs: Fake
let client: OpenAI
beforeEach(async () => {
  ;[openAi, gemini, elevenLabs] = await Promise.all([
    startFakeOpenAi(),
    startFakeGemini(),
    startFakeElevenLabs(),
  ])
  client = new OpenAI({ apiKey: 'k', baseURL: `${openAi.url}/v1`, maxRetries: 0 })
})
afterEach(() => Promise.all([openAi, gemini, elevenLabs].map((fake) => fake.stop())))

const recording = () => new File([new Uint8Array(sayAsWav('x'.repeat(60)))], 'note.wav')
const messages = [{ role: 'user' as const, content: 'Hello' }]

describe('OpenAI, as its own library sees it', () => {
  test('has models', async () => {
    const { data } = await client.models.list()
    expect(data.map(({ id }) => id)).toContain('gpt-6-luna')
  })

  test('answers in one piece, with its bill', async () => {
    const answer = await client.chat.completions.create({ model: 'gpt-6-luna', messages })
    expect(answer.choices[0]!.message.content).toBe('You asked: Hello')
    expect(answer.usage).toMatchObject({
      prompt_tokens: openAi.ledger[0]!.inputTokens,
      completion_tokens: openAi.ledger[0]!.outputTokens,
    })
  })

  test('refuses what its newest families refuse', async () => {
    const create = (more: object) =>
      client.chat.completions.create({ model: 'gpt-6-luna', messages, ...more })
    await expect(create({ max_tokens: 9 })).rejects.toMatchObject({ status: 400 })
    await expect(create({ temperature: 1 })).rejects.toMatchObject({ status: 400 })
    await expect(create({ temperature: 1, reasoning_effort: 'none' })).resolves.toBeDefined()
  })

  test('says in the middle of a stream that it broke, by an event of that name or without', async () => {
    for (const fault of ['error_mid_stream', 'error_event'] as const) {
      openAi.script({ fault, text: 'One two three four' })
      let said = ''
      const read = async () => {
        const stream = await client.chat.completions.create({ model: 'gpt-6-luna', messages, stream: true })
        for await (const { choices } of stream) said += choices[0]?.delta.content ?? ''
      }
      await expect(read()).rejects.toMatchObject({ status: undefined, type: 'server_error' })
      expect(said).toBe('One two')
    }
  })

  test('tells its usage only to who asks for it, in one last chunk without a choice', async () => {
    const chunksOf = async (stream_options?: object) => {
      const stream = await client.chat.completions.create({
        ...{ model: 'gpt-6-luna', messages, stream: true, stream_options },
      })
      const chunks = []
      for await (const chunk of stream) chunks.push(chunk)
      return chunks
    }
    expect((await chunksOf()).some((chunk) => 'usage' in chunk)).toBe(false)
    const told = await chunksOf({ include_usage: true })
    expect(told.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) as number } })
    expect(told.slice(0, -1).every(({ usage }) => usage === null)).toBe(true)
  })

  test.each([
    ['without a key', {}, 401],
    ['whose body is no JSON', { authorization: 'Bearer k' }, 400],
  ])('a request %s is refused in its words, with a request id', async (_, headers, status) => {
    const response = await fetch(`${openAi.url}/v1/chat/completions`, { method: 'POST', headers, body: '{' })
    expect(response.status).toBe(status)
    expect(response.headers.get('x-request-id')).toBeTruthy()
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error', param: null } })
  })

  test('hears three seconds as tokens, and whisper-1 as seconds', async () => {
    openAi.script({ text: 'Call Ada.' })
    const heard = await client.audio.transcriptions.create({
      file: recording(),
      model: 'gpt-4o-mini-transcribe',
    })
    expect(heard).toMatchObject({ text: 'Call Ada.', usage: { type: 'tokens', input_tokens: 30 } })
    const whispered = await client.audio.transcriptions.create({ file: recording(), model: 'whisper-1' })
    expect(whispered).toMatchObject({ usage: { type: 'duration', seconds: 3 } })
    expect(openAi.ledger.map(({ audioMs }) => audioMs)).toEqual([3_000, 3_000])
  })

  test('streams what it hears', async () => {
    openAi.script({ text: 'Call Ada today.' })
    const events = await client.audio.transcriptions.create({
      file: recording(),
      model: 'gpt-4o-mini-transcribe',
      stream: true,
    })
    const types: string[] = []
    for await (const event of events) types.push(event.type)
    expect(types).toEqual([...Array<string>(3).fill('transcript.text.delta'), 'transcript.text.done'])
  })

  test('speaks as long as the words are', async () => {
    const speech = { model: 'gpt-4o-mini-tts', voice: 'alloy', input: 'x'.repeat(20) } as const
    const audio = await client.audio.speech.create({ ...speech, response_format: 'pcm' })
    expect((await audio.arrayBuffer()).byteLength).toBe(48_000)
    expect(openAi.ledger).toMatchObject([{ endpoint: 'speech', characters: 20 }])
    await expect(client.audio.speech.create({ ...speech, input: 'x'.repeat(4_097) })).rejects.toMatchObject({
      status: 400,
    })
  })

  test('embeds the same text to the same vector', async () => {
    const embed = (input: string[]) => client.embeddings.create({ model: 'text-embedding-3-small', input })
    const { data } = await embed(['run a marathon', 'run a marathon', 'bake bread'])
    expect(data[0]!.embedding).toEqual(data[1]!.embedding)
    expect(data[0]!.embedding).not.toEqual(data[2]!.embedding)
    expect(data[0]!.embedding).toHaveLength(1_536)
  })
})

const askGemini = (task: string) =>
  fetch(`${gemini.url}/v1beta/models/gemini-2.5-flash-lite:${task}`, {
    method: 'POST',
    headers: { 'x-goog-api-key': 'k', 'content-type': 'application/json' },
    body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] }),
  })

describe('Gemini', () => {
  test('answers in one piece, thoughts beside the answer', async () => {
    gemini.script({ text: 'Hi.', usage: { inputTokens: 10, outputTokens: 9, reasoningTokens: 6 } })
    const body: unknown = await (await askGemini('generateContent')).json()
    expect(body).toMatchObject({
      candidates: [{ content: { parts: [{ text: 'Hi.' }] }, finishReason: 'STOP' }],
      usageMetadata: { candidatesTokenCount: 3, thoughtsTokenCount: 6, totalTokenCount: 19 },
    })
  })

  test('without alt=sse its stream is a list', async () => {
    const body: unknown = await (await askGemini('streamGenerateContent')).json()
    expect(body).toMatchObject([
      { candidates: [{ finishReason: 'STOP' }], modelVersion: 'gemini-2.5-flash-lite' },
    ])
  })

  test('a body that is no JSON is refused in its words', async () => {
    const url = `${gemini.url}/v1beta/models/gemini-2.5-flash-lite:generateContent`
    const response = await fetch(url, { method: 'POST', headers: { 'x-goog-api-key': 'k' }, body: '{' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { code: 400, status: 'INVALID_ARGUMENT' } })
  })

  test('ends its stream without a word', async () => {
    const text = await (await askGemini('streamGenerateContent?alt=sse')).text()
    expect(text).not.toContain('[DONE]')
    expect(
      text
        .trim()
        .split('\n\n')
        .every((event) => event.startsWith('data: {')),
    ).toBe(true)
  })
})

const speak = (text = 'Good morning.') =>
  fetch(`${elevenLabs.url}/v1/text-to-speech/voice1/stream?output_format=pcm_24000`, {
    method: 'POST',
    headers: { 'xi-api-key': 'k', 'content-type': 'application/json' },
    body: JSON.stringify({ text, model_id: 'eleven_v3' }),
  })

describe('ElevenLabs', () => {
  test('streams sound and bills characters', async () => {
    const response = await speak()
    expect(response.headers.get('current-concurrent-requests')).toBe('1')
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1_000)
    expect(elevenLabs.ledger).toMatchObject([{ characters: 13 }])
  })

  test.each([
    ['unauthorized', 401, 'invalid_api_key'],
    ['no_money', 401, 'quota_exceeded'],
    ['rate_limit', 429, 'too_many_concurrent_requests'],
    ['system_busy', 429, 'system_busy'],
  ] as const)('%s is %i %s, and nothing is billed', async (fault, status, word) => {
    elevenLabs.script({ fault })
    const response = await speak()
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ detail: { status: word } })
    expect(elevenLabs.ledger).toEqual([])
  })

  test('refuses more than the model reads at once', async () => {
    expect((await speak('x'.repeat(5_001))).status).toBe(400)
  })

  test('breaks off in the middle when told so', async () => {
    elevenLabs.script({ fault: 'cut' })
    const response = await speak('A sentence that is long enough to be cut in two.')
    await expect(response.arrayBuffer()).rejects.toThrow()
  })
})

test('a script may come over the line, and so may the ledger', async () => {
  const send = (path: string, body: unknown) =>
    fetch(`${openAi.url}/control/${path}`, { method: 'POST', body: JSON.stringify(body) })
  expect((await send('script', [{ fault: 'nonsense' }])).status).toBe(422)
  await send('script', [{ text: 'Scripted.' }])
  const answer = await client.chat.completions.create({ model: 'gpt-6-luna', messages })
  expect(answer.choices[0]!.message.content).toBe('Scripted.')
  const ledger = () => fetch(`${openAi.url}/control/ledger`).then((response) => response.json())
  expect(await ledger()).toMatchObject([{ endpoint: 'chat', servedModel: 'gpt-6-luna' }])
  await send('reset', {})
  expect(await ledger()).toEqual([])
})
