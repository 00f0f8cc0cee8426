import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import type { Fake } from '../../../../tests/fakes/fake-server.ts'
import { startFakeGemini } from '../../../../tests/fakes/gemini.ts'
import { startFakeOpenAi } from '../../../../tests/fakes/openai.ts'
import type { Fault, ScriptedAnswer } from '../../../../tests/fakes/script.ts'
import { AiCallError, type AiErrorCode } from './call-error.ts'
import type { ChatEvent, ChatModel, ChatProvider, ChatRequest } from './chat.ts'
import { geminiProvider } from './gemini.ts'
import { openAiProvider } from './openai.ts'
import { estimateInputTokens } from './usage.ts'

const SECRET = 'my salary is 4711 and nobody may know'

interface Setup {
  start(): Promise<Fake>
  connect(fake: Fake): ChatProvider
  model: ChatModel
}

const model = (provider: string, id: string): ChatModel => ({
  id,
  provider,
  api_name: id,
  output_limit_field: 'max_completion_tokens',
  takes_temperature: false,
  efforts: ['low'],
  prefix_hint: 'none',
})

const PROVIDERS: [string, Setup][] = [
  [
    'OpenAI',
    {
      start: startFakeOpenAi,
      connect: ({ url }) => openAiProvider({ apiKey: 'sk-1', baseUrl: `${url}/v1` }),
      model: model('openai', 'gpt-6-luna'),
    },
  ],
  [
    'Gemini',
    {
      start: startFakeGemini,
      connect: ({ url }) => geminiProvider({ apiKey: 'key', baseUrl: url }),
      model: { ...model('gemini', 'gemini-2.5-flash-lite'), takes_temperature: true },
    },
  ],
]

// A bar of time: on a machine that is busy with something else it gets two more tries.
const BAR = { retry: 2 }

describe.each(PROVIDERS)('%s', (name, { start, connect, model }) => {
  let fake: Fake
  let provider: ChatProvider
  beforeEach(async () => {
    fake = await start()
    provider = connect(fake)
  })
  afterEach(() => fake.stop())

  const request = (changes: Partial<ChatRequest> = {}): ChatRequest => ({
    model,
    system: 'You help to plan a life.',
    messages: [{ role: 'user', text: SECRET }],
    maxOutputTokens: 300,
    ...changes,
  })

  async function collect(changes: Partial<ChatRequest> = {}, signal = new AbortController().signal) {
    const events: ChatEvent[] = []
    for await (const event of provider.stream(request(changes), { signal })) events.push(event)
    return events
  }

  async function ask(answer: ScriptedAnswer, changes: Partial<ChatRequest> = {}) {
    fake.script(answer)
    return collect(changes)
  }

  async function failureOf(answer: ScriptedAnswer): Promise<AiCallError> {
    const error: unknown = await ask(answer).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(AiCallError)
    return error as AiCallError
  }

  const textOf = (events: ChatEvent[]) =>
    events.map((event) => (event.kind === 'delta' ? event.text : '')).join('')
  const lastOf = (events: ChatEvent[]) => events.at(-1)
  const usageOf = (events: ChatEvent[]) => events.find((event) => event.kind === 'usage')?.usage

  test('an answer streams in the order it was written, then tells its usage and its end', async () => {
    const events = await ask({ text: 'Start with the dentist, then rest.' })
    expect(events[0]).toEqual({ kind: 'open' })
    expect(events.filter((event) => event.kind === 'delta').length).toBeGreaterThan(3)
    expect(textOf(events)).toBe('Start with the dentist, then rest.')
    expect(events.slice(-2).map(({ kind }) => kind)).toEqual(['usage', 'done'])
    expect(lastOf(events)).toMatchObject({ finish: 'stop', servedModel: model.api_name })
  })

  test('the usage is to the token what the provider bills', async () => {
    const events = await ask({
      usage: { inputTokens: 1000, cachedInputTokens: 700, outputTokens: 90, reasoningTokens: 60 },
    })
    expect(usageOf(events)).toEqual({
      inputTokens: 1000,
      cachedInputTokens: 700,
      cacheWriteTokens: 0,
      outputTokens: 90,
      reasoningTokens: 60,
    })
    expect(fake.ledger).toMatchObject([usageOf(events)!])
  })

  test('the model that answered is the one the provider names, not the one that was asked', async () => {
    const events = await ask({ servedModel: 'the-successor' })
    expect(lastOf(events)).toMatchObject({ servedModel: 'the-successor' })
  })

  test.each<Fault>(['one_byte_at_a_time', 'crlf_split', 'one_chunk', 'empty_choices', 'junk_after_end'])(
    'a stream with %s is read like any other',
    async (fault) => {
      const text = 'Zähne putzen 🦷 – für 7 €, dann 早く寝る.'
      const events = await ask({ fault, text })
      expect(textOf(events)).toBe(text)
      expect(usageOf(events)).toBeDefined()
      expect(lastOf(events)).toMatchObject({ kind: 'done', finish: 'stop' })
    },
  )

  test.each([
    ['nothing', null],
    ['no numbers', {}],
    ['less than nothing', { prompt_tokens: -5, completion_tokens: 3, promptTokenCount: -5 }],
    ['a trillion', { prompt_tokens: 1e12, completion_tokens: 3, promptTokenCount: 1e12 }],
    ['half a token', { prompt_tokens: 9.5, completion_tokens: 3, promptTokenCount: 9.5 }],
    ['words', { prompt_tokens: 'many', completion_tokens: 'few', promptTokenCount: 'many' }],
  ])('a usage of %s counts as not told, and spoils no answer', async (_, toldUsage) => {
    const events = await ask({ text: 'Two words.', toldUsage })
    expect(textOf(events)).toBe('Two words.')
    expect(usageOf(events)).toBeUndefined()
    expect(lastOf(events)).toMatchObject({ kind: 'done', finish: 'stop' })
  })

  test('an end that is delivered twice is one end, billed once', async () => {
    const events = await ask({ fault: 'duplicate_end', text: 'Two words.' })
    expect(textOf(events)).toBe('Two words.')
    expect(events.filter(({ kind }) => kind === 'done' || kind === 'usage')).toHaveLength(2)
    expect(fake.ledger).toMatchObject([usageOf(events)!])
  })

  test('an answer that reached its cap says so', async () => {
    expect(lastOf(await ask({ fault: 'length' }))).toMatchObject({ kind: 'done', finish: 'length' })
  })

  test.each<Fault>(['safety_block', 'blocked_midway'])(
    'a block (%s) is an end with its bill',
    async (fault) => {
      const events = await ask({ fault })
      expect(lastOf(events)).toMatchObject({ kind: 'done', finish: 'blocked' })
      expect(usageOf(events)).toBeDefined()
    },
  )

  test.each<[Fault, AiErrorCode, AiCallError['errorClass']]>([
    ['no_money', 'no_money', 'failOver'],
    ['unauthorized', 'unauthorized', 'failOver'],
    ['key_invalid', 'unauthorized', 'failOver'],
    ['model_missing', 'model_missing', 'failOver'],
    ['bad_request', 'bad_request', 'never'],
    ['rate_limit', 'rate_limited', 'wait'],
    ['overloaded', 'overloaded', 'retry'],
    ['server_error', 'server_error', 'retry'],
  ])('%s is %s, to be answered with %s, and cost nothing', async (fault, code, errorClass) => {
    const error = await failureOf({ fault })
    expect(error).toMatchObject({ code, errorClass, wasDispatched: false })
    expect(fake.requests).toHaveLength(1)
    expect(fake.ledger).toEqual([])
  })

  test.each<[Fault, AiErrorCode]>([
    ['cut', 'cut'],
    ['silent_end', 'cut'],
    ['cut_mid_character', 'cut'],
    ['malformed_json', 'malformed'],
    ['wrong_shape', 'malformed'],
    ['empty_as_200', 'cut'],
    ['no_content', name === 'OpenAI' ? 'malformed' : 'network'],
    ['html_as_200', 'malformed'],
    ['error_as_200', 'malformed'],
    ['refused', 'network'],
  ])('a stream with %s fails as %s and may have cost something', async (fault, code) => {
    expect(await failureOf({ fault })).toMatchObject({ code, errorClass: 'retry', wasDispatched: true })
  })

  test.each<Fault>(['error_mid_stream', 'error_event'])(
    '%s is an error, though all had begun with 200',
    async (fault) => {
      const error = await failureOf({ fault })
      expect(error).toMatchObject({ errorClass: 'retry', wasDispatched: true })
      expect(['server_error', 'overloaded']).toContain(error.code)
    },
  )

  test('a provider that nobody answers for is a failure of the network', async () => {
    await fake.stop()
    const error: unknown = await collect().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'network', errorClass: 'retry' })
    // On Node, Google's library keeps to itself that nothing was sent, and we count the prompt as paid.
    if (name === 'OpenAI') expect(error).toMatchObject({ wasDispatched: false })
  })

  test('nothing of the prompt or of a key is in an error, or on the console', async () => {
    const spies = (['log', 'warn', 'error', 'info', 'debug'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => {}),
    )
    for (const fault of ['bad_request', 'unauthorized', 'malformed_json', 'html_as_200'] as const) {
      const error = await failureOf({ fault })
      const everything = JSON.stringify([error, error.message, error.detail, error.stack, error.cause])
      expect(everything).not.toMatch(/4711|salary|secret-of-ours|sk-1|127\.0\.0\.1/)
      expect(error.detail.length).toBeLessThanOrEqual(120)
    }
    for (const spy of spies) {
      expect(spy).not.toHaveBeenCalled()
      spy.mockRestore()
    }
  })

  test.each<Fault>(['slow_first_byte', 'stall'])(
    '%s: an abort ends it at once, and the provider too',
    BAR,
    async (fault) => {
      fake.script({ fault, text: 'One two three four.' })
      const abort = new AbortController()
      const gone = fake.abandoned()
      const reading = collect({}, abort.signal).catch((thrown: unknown) => thrown)
      await vi.waitUntil(() => fake.requests.length === 1, { interval: 1 })
      const abortedAt = performance.now()
      abort.abort()
      expect(await reading).toMatchObject({ code: 'aborted', errorClass: 'aborted' })
      expect(performance.now() - abortedAt).toBeLessThan(50)
      await gone
    },
  )

  test('a signal that has aborted before sends nothing', async () => {
    await expect(collect({}, AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' })
    expect(fake.requests).toHaveLength(0)
  })

  test('a reader who leaves half-way ends the call', async () => {
    fake.script({ fault: 'stall', text: 'One two three four.' })
    const gone = fake.abandoned()
    for await (const event of provider.stream(request(), { signal: new AbortController().signal })) {
      if (event.kind === 'delta') break
    }
    await gone
  })

  test('failures leave no rejection that nobody handles', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    for (const fault of ['cut', 'malformed_json', 'error_mid_stream', 'server_error'] as const) {
      await failureOf({ fault })
    }
    await delay(0)
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })

  const tools = [
    {
      name: 'move_task',
      description: 'Moves a task to a day.',
      input: z.object({ task: z.string(), to: z.iso.date(), hours: z.int().min(0).nullable().optional() }),
    },
  ]

  test('a proposal that fits its schema arrives as a value', async () => {
    const input = { task: 'Dentist 🦷', to: '2026-11-27' }
    const events = await ask({ toolCalls: [{ name: 'move_task', input }] }, { tools })
    expect(events).toContainEqual({ kind: 'toolCall', id: 'call_0', name: 'move_task', input })
    expect(lastOf(events)).toMatchObject({ finish: 'stop' })
  })

  test.each([
    ['of the wrong shape', 'move_task', { task: 'Dentist', to: 'friday' }],
    ['for a tool that was not offered', 'delete_everything', {}],
    ['that is no JSON', 'move_task', '{"task":"Dentist","to":"friday'],
    ['that is a list', 'move_task', ['friday']],
  ])('a proposal %s is dropped, and its words with it', async (_, tool, input) => {
    const events = await ask({ toolCalls: [{ name: tool, input }] }, { tools })
    expect(events.some(({ kind }) => kind === 'toolCall')).toBe(false)
    expect(events).toContainEqual(expect.objectContaining({ kind: 'rejected', what: 'toolCall' }))
    expect(JSON.stringify(events)).not.toContain('friday')
  })

  test('a proposal holds no character that could not be kept', async () => {
    const input = { task: 'Den\0tist \ud83e', to: '2026-11-27' }
    const events = await ask({ toolCalls: [{ name: 'move_task', input }] }, { tools })
    expect(events.find(({ kind }) => kind === 'toolCall')).toMatchObject({ input: { task: 'Den�tist �' } })
  })

  const output = { name: 'mood', schema: z.object({ mood: z.enum(['good', 'bad']) }) }

  test('an output that was asked for is checked and comes with the end', async () => {
    const events = await ask({ text: '{"mood": "good"}' }, { output })
    expect(lastOf(events)).toMatchObject({ kind: 'done', output: { mood: 'good' } })
  })

  test.each(['{"mood":"so so"}', 'I feel good.', ''])('the output %j is refused', async (text) => {
    const events = await ask({ text }, { output })
    expect(events).toContainEqual({ kind: 'rejected', what: 'output', name: 'mood' })
    expect(lastOf(events)).not.toHaveProperty('output')
  })

  test('our estimate of the input is never below what is billed', async () => {
    const messages = [{ role: 'user' as const, text: 'Was ist heute wichtig? 今日は何が大切？' }]
    const events = await ask({}, { messages })
    expect(estimateInputTokens(request({ messages }))).toBeGreaterThanOrEqual(usageOf(events)!.inputTokens)
  })

  if (name === 'Gemini') {
    test('the wait that Google names in its body is found', async () => {
      expect(await failureOf({ fault: 'rate_limit_seconds', retryAfterMs: 1_500 })).toMatchObject({
        retryAfterMs: 1_500,
      })
    })

    test('a quota of the day is not waited for', async () => {
      expect(await failureOf({ fault: 'daily_quota' })).toMatchObject({ code: 'no_money' })
    })
  } else {
    test.each<Fault>(['rate_limit_ms', 'rate_limit_seconds'])('the wait of %s is found', async (fault) => {
      expect(await failureOf({ fault, retryAfterMs: 1_500 })).toMatchObject({ retryAfterMs: 1_500 })
    })

    test('a wait that is given as a date is found', async () => {
      const { retryAfterMs } = await failureOf({ fault: 'rate_limit_date', retryAfterMs: 5_000 })
      expect(retryAfterMs).toBeGreaterThan(3_000)
      expect(retryAfterMs).toBeLessThanOrEqual(5_000)
    })

    test('the beginning that is always the same is marked, paid for once, and nothing after it is kept', async () => {
      const system = 'Whoever plans a life wants to know what matters this week. '.repeat(100)
      const begins = { system, prefixKey: 'all-alike', model: { ...model, prefix_hint: 'mark' } }
      const [first, second] = [usageOf(await ask({}, begins))!, usageOf(await ask({}, begins))!]
      expect(first).toMatchObject({ cachedInputTokens: 0 })
      expect(first.cacheWriteTokens).toBeGreaterThan(1_024)
      expect(second).toMatchObject({ cachedInputTokens: first.cacheWriteTokens, cacheWriteTokens: 0 })
      expect(second.inputTokens).toBeGreaterThan(second.cachedInputTokens)
      expect(JSON.parse(fake.requests[0]!.body.toString())).toMatchObject({
        prompt_cache_key: 'all-alike',
        prompt_cache_options: { mode: 'explicit' },
        messages: [
          { content: [{ text: system, prompt_cache_breakpoint: { mode: 'explicit' } }] },
          { content: SECRET },
        ],
      })
    })

    test('a server that may not know of it is told nothing of keeping, an older family the key alone', async () => {
      await ask({}, { prefixKey: 'all-alike' })
      await ask({}, { prefixKey: 'all-alike', model: { ...model, prefix_hint: 'key' } })
      const [none, key] = fake.requests.map(({ body }) => body.toString())
      expect(none).not.toContain('prompt_cache')
      expect(key).toContain('"prompt_cache_key":"all-alike"')
      expect(key).not.toContain('breakpoint')
    })

    test('older families get max_tokens and a temperature, newer ones neither', async () => {
      const old: ChatModel = {
        ...model,
        api_name: 'local-llama',
        output_limit_field: 'max_tokens',
        takes_temperature: true,
        efforts: [],
        prefix_hint: 'none',
      }
      await ask({}, { model: old, temperature: 0.2, effort: 'low' })
      await ask({}, { temperature: 0.2, effort: 'low' })
      const [first, second] = fake.requests.map(({ body }) => JSON.parse(body.toString()) as object)
      expect(first).toMatchObject({ max_tokens: 300, temperature: 0.2 })
      expect(first).not.toHaveProperty('reasoning_effort')
      expect(second).toMatchObject({ max_completion_tokens: 300, reasoning_effort: 'low' })
      expect(second).not.toHaveProperty('temperature')
    })
  }
})
