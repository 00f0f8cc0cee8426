import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Fake } from '../../../../tests/fakes/fake-server.ts'
import { startFakeGemini } from '../../../../tests/fakes/gemini.ts'
import { startFakeOpenAi } from '../../../../tests/fakes/openai.ts'
import type { Fault } from '../../../../tests/fakes/script.ts'
import type { Candidate } from './attempt.ts'
import type { Breaker, Permission } from './breaker.ts'
import type { ChatModel } from './chat.ts'
import type { ChainEvent, ChainResult } from './chain-result.ts'
import { startChain, type Chain, type ChainOptions } from './chain.ts'
import type { Clocks } from './clocks.ts'
import { geminiProvider } from './gemini.ts'
import { openAiProvider } from './openai.ts'

const CLOCKS: Clocks = { connectMs: 2_000, firstTokenMs: 2_000, idleMs: 2_000, totalMs: 5_000 }
const REQUEST = {
  system: 'You help to plan a life.',
  messages: [{ role: 'user' as const, text: 'What is first today?' }],
  maxOutputTokens: 300,
}

let primary: Fake
let alternate: Fake
let candidates: [Candidate, Candidate]
let reports: Parameters<Breaker['report']>[0][]
let permissions: Record<string, Permission>

beforeEach(async () => {
  ;[primary, alternate] = await Promise.all([startFakeGemini(), startFakeOpenAi()])
  const model = (provider: string, id: string): ChatModel => ({
    id,
    provider,
    api_name: id,
    output_limit_field: 'max_completion_tokens',
    takes_temperature: false,
    efforts: [],
    prefix_hint: 'none',
  })
  candidates = [
    {
      model: model('gemini', 'gemini-2.5-flash-lite'),
      provider: geminiProvider({ apiKey: 'key', baseUrl: primary.url }),
      clocks: CLOCKS,
    },
    {
      model: model('openai', 'gpt-6-luna'),
      provider: openAiProvider({ apiKey: 'key', baseUrl: `${alternate.url}/v1` }),
      clocks: CLOCKS,
    },
  ]
  reports = []
  permissions = {}
})
afterEach(() => Promise.all([primary.stop(), alternate.stop()]))

const breaker: Breaker = {
  allows: (provider) => Promise.resolve(permissions[provider] ?? 'closed'),
  report: (report) => {
    reports.push(report)
    return Promise.resolve()
  },
}

const start = (options: Partial<ChainOptions> = {}, request = REQUEST): Chain =>
  startChain(request, {
    candidates,
    breaker,
    signal: new AbortController().signal,
    deadlineMs: 5_000,
    backoffMs: 1,
    ...options,
  })

async function collect(chain: Chain): Promise<{ events: ChainEvent[]; result: ChainResult }> {
  const events: ChainEvent[] = []
  for await (const event of chain) events.push(event)
  const last = events.at(-1)
  if (last?.kind !== 'end') throw new Error('The chain has no end.')
  return { events, result: last.result }
}

/** The candidates, of which the first has less time. */
const withClocks = (clocks: Partial<Clocks>): Candidate[] => {
  const [first, ...others] = candidates
  return [{ ...first, clocks: { ...CLOCKS, ...clocks } }, ...others]
}

const outcomesOf = (chain: Chain) =>
  chain.attempts.map(({ modelId, errorCode, outcome }) => [modelId, errorCode ?? outcome])

describe('when all is well', () => {
  test('the primary answers, and nobody else is asked', async () => {
    primary.script({ text: 'The dentist.' })
    const chain = start()
    const { events, result } = await collect(chain)
    expect(events[0]).toMatchObject({ kind: 'answering', source: 'model', isDegraded: false })
    expect(result).toMatchObject({
      status: 'complete',
      text: 'The dentist.',
      isDegraded: false,
      servedModel: 'gemini-2.5-flash-lite',
    })
    expect(alternate.requests).toHaveLength(0)
    expect(reports).toEqual([
      { provider: 'gemini', model: 'gemini-2.5-flash-lite', outcome: 'success', isProbe: false },
    ])
  })

  test('the attempt says what to settle', async () => {
    primary.script({ servedModel: 'gemini-3.5-flash-lite' })
    const chain = start()
    await collect(chain)
    const [billed] = primary.ledger
    expect(chain.attempts).toMatchObject([
      {
        modelId: 'gemini-2.5-flash-lite',
        servedModel: 'gemini-3.5-flash-lite',
        outcome: 'complete',
        isEstimated: false,
        usage: { inputTokens: billed!.inputTokens, outputTokens: billed!.outputTokens },
        connectedMs: expect.any(Number),
        firstTokenMs: expect.any(Number),
      },
    ])
  })

  test('a block ends it: no other model is asked for what one has refused', async () => {
    primary.script({ fault: 'safety_block' })
    const chain = start()
    const { result } = await collect(chain)
    expect(result).toMatchObject({ status: 'blocked', finish: 'blocked', text: '' })
    expect(alternate.requests).toHaveLength(0)
    expect(outcomesOf(chain)).toEqual([['gemini-2.5-flash-lite', 'blocked']])
  })
})

describe('retries', () => {
  test('a burst of overload is outlived by the same model', async () => {
    primary.script({ fault: 'overloaded' }, { fault: 'overloaded' }, { text: 'Back.' })
    const chain = start({ maxAttempts: 3 })
    const { result } = await collect(chain)
    expect(result).toMatchObject({ status: 'complete', text: 'Back.', isDegraded: false })
    expect(primary.requests).toHaveLength(3)
    expect(chain.attempts.map(({ usage }) => usage.inputTokens > 0)).toEqual([false, false, true])
  })

  test('attempts are bounded for each candidate, and never multiplied', async () => {
    const failures = Array.from({ length: 9 }, () => ({ fault: 'server_error' as const }))
    primary.script(...failures)
    alternate.script(...failures)
    const { result } = await collect(start({ maxAttempts: 3 }))
    expect(primary.requests).toHaveLength(3)
    expect(alternate.requests).toHaveLength(3)
    expect(result).toMatchObject({ status: 'failed', error: { code: 'server_error' } })
  })

  test('a wait that the provider names is kept', async () => {
    primary.script({ fault: 'rate_limit_ms', retryAfterMs: 60 }, { text: 'Now.' })
    const startedAt = performance.now()
    expect((await collect(start())).result).toMatchObject({
      status: 'complete',
      text: 'Now.',
      isDegraded: false,
    })
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(59)
  })

  test('a wait of more than ten seconds is left to the next model', async () => {
    primary.script({ fault: 'rate_limit_ms', retryAfterMs: 34_000 })
    const { result } = await collect(start())
    expect(result).toMatchObject({ status: 'complete', isDegraded: true })
    expect(primary.requests).toHaveLength(1)
  })

  test('the jitter is full: between nothing and twice as much each time', async () => {
    const failures = Array.from({ length: 3 }, () => ({ fault: 'server_error' as const }))
    primary.script(...failures)
    const random = vi.fn(() => 0)
    await collect(start({ maxAttempts: 3, backoffMs: 1_000_000, deadlineMs: 60_000, random }))
    expect(random).toHaveBeenCalledTimes(3)
    expect(primary.requests).toHaveLength(3)
  })

  test.each<Fault>(['no_money', 'unauthorized', 'key_invalid', 'model_missing', 'daily_quota'])(
    '%s is not tried twice: the next model answers, and it shows',
    async (fault) => {
      primary.script({ fault })
      const { events, result } = await collect(start())
      expect(primary.requests).toHaveLength(1)
      expect(events[0]).toMatchObject({ kind: 'answering', isDegraded: true })
      expect(result).toMatchObject({ status: 'complete', isDegraded: true, servedModel: 'gpt-6-luna' })
      expect(reports.map(({ outcome }) => outcome)).toEqual(['fatal', 'success'])
    },
  )

  test('a request that no model would take goes to none but the first', async () => {
    primary.script({ fault: 'bad_request' })
    const { result } = await collect(
      start({ fallbacks: [{ source: 'template', answer: () => Promise.resolve('…') }] }),
    )
    expect(result).toMatchObject({ status: 'failed', error: { code: 'bad_request', errorClass: 'never' } })
    expect([primary.requests.length, alternate.requests.length]).toEqual([1, 0])
    expect(reports.map(({ outcome }) => outcome)).toEqual(['ignored'])
  })

  test.each<Fault>(['error_mid_stream', 'cut', 'silent_end', 'malformed_json'])(
    'after %s before the first word, somebody else may speak',
    async (fault) => {
      primary.script({ fault, text: '' }, { fault, text: '' })
      alternate.script({ text: 'I can.' })
      const chain = start()
      expect((await collect(chain)).result).toMatchObject({
        status: 'complete',
        text: 'I can.',
        isDegraded: true,
      })
      // What was dispatched has cost its prompt at least, and all of it is settled together.
      expect(chain.attempts).toHaveLength(3)
      for (const { usage } of chain.attempts) expect(usage.inputTokens).toBeGreaterThan(0)
    },
  )

  test.each<Fault>(['error_mid_stream', 'cut', 'silent_end', 'malformed_json'])(
    'after %s behind the first word, the answer stays with who began it',
    async (fault) => {
      primary.script({ fault, text: 'First the dentist, then the rest.' })
      const chain = start()
      const { events, result } = await collect(chain)
      const shown = events.map((event) => (event.kind === 'delta' ? event.text : '')).join('')
      expect(shown).not.toBe('')
      expect(result).toMatchObject({ status: 'partial', text: shown, error: { errorClass: 'retry' } })
      expect(primary.requests).toHaveLength(1)
      expect(alternate.requests).toHaveLength(0)
    },
  )

  test('when all fail, the error is the primary one', async () => {
    primary.script({ fault: 'no_money' })
    alternate.script({ fault: 'bad_request' })
    const { result } = await collect(start())
    expect(result).toMatchObject({ status: 'failed', error: { code: 'no_money' } })
  })
})

describe('fallbacks', () => {
  const fallbacks = [
    { source: 'cache' as const, answer: () => Promise.resolve<string | null>(null) },
    { source: 'template' as const, answer: () => Promise.resolve('Your list is in the order that counts.') },
  ]

  test('when no model answers, the first that has something to say does', async () => {
    primary.script({ fault: 'no_money' })
    alternate.script({ fault: 'no_money' })
    const { events, result } = await collect(start({ fallbacks }))
    expect(events.map(({ kind }) => kind)).toEqual(['answering', 'delta', 'end'])
    expect(result).toMatchObject({ status: 'complete', source: 'template', isDegraded: true })
  })

  test('with every breaker open, nothing is asked and the template comes at once', async () => {
    permissions = { gemini: 'open', openai: 'open' }
    const chain = start({ fallbacks })
    expect((await collect(chain)).result).toMatchObject({ source: 'template' })
    expect([...primary.requests, ...alternate.requests, ...chain.attempts]).toEqual([])
  })

  test('without a fallback it says that the breaker is open', async () => {
    permissions = { gemini: 'open', openai: 'open' }
    expect((await collect(start())).result).toMatchObject({
      status: 'failed',
      error: { code: 'breaker_open' },
    })
  })

  test('a cache that fails is passed over', async () => {
    permissions = { gemini: 'open', openai: 'open' }
    const broken = { source: 'cache' as const, answer: () => Promise.reject(new Error('down')) }
    const { result } = await collect(start({ fallbacks: [broken, fallbacks[1]!] }))
    expect(result).toMatchObject({ source: 'template' })
  })

  test('an open breaker of the primary alone sends everything to the next', async () => {
    permissions = { gemini: 'open' }
    expect((await collect(start())).result).toMatchObject({ isDegraded: true, servedModel: 'gpt-6-luna' })
    expect(primary.requests).toHaveLength(0)
  })

  test('a probe is reported as one', async () => {
    permissions = { gemini: 'probe' }
    await collect(start())
    expect(reports).toMatchObject([{ provider: 'gemini', outcome: 'success', isProbe: true }])
  })
})

describe('clocks', () => {
  test.each<[Fault, Partial<Clocks>, string]>([
    ['slow_first_byte', { connectMs: 40 }, 'connect_timeout'],
    ['slow_first_byte', { firstTokenMs: 3_000, totalMs: 60 }, 'total_timeout'],
  ])('%s with %j is a %s, and the next model is asked', async (fault, clocks, code) => {
    primary.script({ fault })
    const gone = primary.abandoned()
    const chain = start({ candidates: withClocks(clocks), maxAttempts: 1 })
    expect((await collect(chain)).result).toMatchObject({ status: 'complete', isDegraded: true })
    expect(outcomesOf(chain)[0]).toEqual(['gemini-2.5-flash-lite', code])
    await gone
  })

  test('a model that takes the request and never begins runs into the clock of the first token', async () => {
    alternate.script({ fault: 'slow_first_token' })
    const slow = { ...candidates[1], clocks: { ...CLOCKS, firstTokenMs: 80 } }
    const chain = start({ candidates: [slow], maxAttempts: 1 })
    expect((await collect(chain)).result).toMatchObject({ error: { code: 'first_token_timeout' } })
    expect(chain.attempts[0]).toMatchObject({ isEstimated: true, firstTokenMs: null })
    expect(chain.attempts[0]!.connectedMs).not.toBeNull()
  })

  test('a stream that stalls ends as a part, settled as what the provider bills', async () => {
    primary.script({ fault: 'stall', text: 'First the dentist, then all of the rest.' })
    const chain = start({ candidates: withClocks({ idleMs: 250 }) })
    const { result } = await collect(chain)
    expect(result).toMatchObject({ status: 'partial', error: { code: 'idle_timeout' } })
    await vi.waitUntil(() => primary.ledger.length === 1, { interval: 1 })
    const [{ usage, isEstimated }] = chain.attempts as [Chain['attempts'][number]]
    expect(isEstimated).toBe(true)
    expect([usage.inputTokens, usage.outputTokens]).toEqual([
      primary.ledger[0]!.inputTokens,
      primary.ledger[0]!.outputTokens,
    ])
  })

  test('the deadline of the request bounds attempts and waits together', async () => {
    primary.script({ fault: 'slow_first_byte' })
    alternate.script({ fault: 'slow_first_byte' })
    const startedAt = performance.now()
    const chain = start({ deadlineMs: 120, maxAttempts: 5 })
    const { result } = await collect(chain)
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    expect(result).toMatchObject({ status: 'failed', error: { code: 'total_timeout' } })
    expect(primary.requests.length + alternate.requests.length).toBe(1)
    // The person had no more time; that is nothing against the model.
    expect(reports.map(({ outcome }) => outcome)).toEqual(['ignored'])
  })

  test('a wait that would outlast the deadline is not begun', async () => {
    primary.script({ fault: 'rate_limit_ms', retryAfterMs: 5_000 })
    const { result } = await collect(start({ deadlineMs: 2_000 }))
    expect(result).toMatchObject({ status: 'complete', isDegraded: true })
  })
})

// A bar of time: on a machine that is busy with something else it gets two more tries.
const BAR = { retry: 2 }

describe('aborting', () => {
  test.each<Fault>(['slow_first_byte', 'stall'])(
    '%s: it is over within 50 ms, and settled',
    BAR,
    async (fault) => {
      primary.script({ fault, text: 'One two three four five.' })
      const abort = new AbortController()
      const chain = start({ signal: abort.signal })
      const gone = primary.abandoned()
      const reading = collect(chain)
      await vi.waitUntil(() => primary.requests.length === 1, { interval: 1 })
      const abortedAt = performance.now()
      abort.abort()
      expect((await reading).result).toMatchObject({ status: 'aborted' })
      expect(performance.now() - abortedAt).toBeLessThan(50)
      await gone
      expect(chain.attempts).toMatchObject([{ outcome: 'aborted' }])
      expect(chain.attempts[0]!.usage.inputTokens).toBeGreaterThan(0)
      expect(reports.map(({ outcome }) => outcome)).toEqual(['ignored'])
      expect(alternate.requests).toHaveLength(0)
    },
  )

  test('it also ends a wait', BAR, async () => {
    primary.script({ fault: 'rate_limit_ms', retryAfterMs: 9_000 })
    const abort = new AbortController()
    const chain = start({ signal: abort.signal, deadlineMs: 60_000 })
    const reading = collect(chain)
    await vi.waitUntil(() => chain.attempts.length === 1, { interval: 1 })
    const abortedAt = performance.now()
    abort.abort()
    expect((await reading).result).toMatchObject({ status: 'aborted' })
    expect(performance.now() - abortedAt).toBeLessThan(50)
    expect(primary.requests).toHaveLength(1)
  })

  test('one who leaves half-way finds the attempt settled', async () => {
    primary.script({ fault: 'stall', text: 'One two three four five.' })
    const gone = primary.abandoned()
    const chain = start()
    for await (const event of chain) if (event.kind === 'delta') break
    expect(chain.attempts).toMatchObject([{ outcome: 'aborted', isEstimated: true }])
    await gone
  })

  test('nothing is sent for one who has gone already', async () => {
    const chain = start({ signal: AbortSignal.abort() })
    expect((await collect(chain)).result).toMatchObject({ status: 'aborted' })
    expect(chain.attempts).toEqual([])
  })
})
