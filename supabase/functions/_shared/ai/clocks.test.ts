import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ChatEvent } from './chat.ts'
import { underClocks, type Clocks } from './clocks.ts'

const CLOCKS: Clocks = { connectMs: 100, firstTokenMs: 500, idleMs: 200, totalMs: 1_500 }
const open: ChatEvent = { kind: 'open' }
const delta: ChatEvent = { kind: 'delta', text: 'Hi' }
const done: ChatEvent = { kind: 'done', finish: 'stop', servedModel: null }

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A provider that says these things, each so long after the one before. */
function provider(...said: [number, ChatEvent][]) {
  const seen = { signal: new AbortController().signal }
  async function* stream(signal: AbortSignal): AsyncGenerator<ChatEvent> {
    seen.signal = signal
    for (const [ms, event] of said) {
      await after(ms)
      yield event
    }
  }
  return { stream, seen }
}

async function collect(source: AsyncIterable<ChatEvent>): Promise<string[]> {
  const kinds: string[] = []
  try {
    for await (const event of source) kinds.push(event.kind)
  } catch (error) {
    kinds.push((error as { code: string }).code)
  }
  return kinds
}

async function run(said: [number, ChatEvent][], signal = new AbortController().signal) {
  const { stream, seen } = provider(...said)
  const kinds = collect(underClocks(stream, CLOCKS, signal))
  await vi.advanceTimersByTimeAsync(5_000)
  return { kinds: await kinds, seen }
}

describe('each clock catches what the others cannot', () => {
  test.each<[string, [number, ChatEvent][], string[]]>([
    [
      'an answer in time',
      [
        [90, open],
        [400, delta],
        [190, delta],
        [190, done],
      ],
      ['open', 'delta', 'delta', 'done'],
    ],
    ['no status', [[110, open]], ['connect_timeout']],
    [
      'a status, and no first token',
      [
        [90, open],
        [420, delta],
      ],
      ['open', 'first_token_timeout'],
    ],
    [
      'a pause in the middle',
      [
        [90, open],
        [400, delta],
        [210, delta],
      ],
      ['open', 'delta', 'idle_timeout'],
    ],
    [
      'words without end',
      [[90, open], ...Array.from({ length: 9 }, (): [number, ChatEvent] => [190, delta])],
      ['open', ...Array<string>(7).fill('delta'), 'total_timeout'],
    ],
  ])('%s', async (_, said, kinds) => {
    expect((await run(said)).kinds).toEqual(kinds)
  })
})

test('the first token’s time runs from the start, not from the status', async () => {
  expect(
    (
      await run([
        [99, open],
        [402, delta],
      ])
    ).kinds,
  ).toEqual(['open', 'first_token_timeout'])
})

test('the time a reader takes is not the provider’s', async () => {
  const { stream } = provider([10, open], [10, delta], [10, done])
  const read = (async () => {
    const kinds: string[] = []
    for await (const event of underClocks(stream, CLOCKS, new AbortController().signal)) {
      kinds.push(event.kind)
      if (event.kind === 'delta') await after(900)
    }
    return kinds
  })()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await read).toEqual(['open', 'delta', 'done'])
})

test('whoever is timed out is told to stop, and no timer is left', async () => {
  const { seen } = await run([[110, open]])
  expect(seen.signal.aborted).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('aborting ends it at once, however long the provider takes to notice', async () => {
  const leaving = new AbortController()
  setTimeout(() => leaving.abort(), 50)
  const { stream } = provider([10, open], [400, delta])
  const kinds = collect(underClocks(stream, CLOCKS, leaving.signal))
  await vi.advanceTimersByTimeAsync(50)
  expect(await kinds).toEqual(['open', 'aborted'])
})

test('for one who has gone before, nothing is opened', async () => {
  const { seen, kinds } = await run([[0, done]], AbortSignal.abort())
  expect(kinds).toEqual(['aborted'])
  expect(seen.signal.aborted).toBe(false)
})
