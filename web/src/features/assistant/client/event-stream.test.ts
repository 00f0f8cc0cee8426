import { describe, expect, it } from 'vitest'
import { readEvents } from './event-stream.ts'

const TEXT = [
  ': a comment, to keep the line open',
  '',
  'event: route',
  'data: {"tier":"execution"}',
  '',
  'event: delta',
  'data: {"text":"Grüße, 世界 🎯"}',
  '',
  'event: delta',
  'data: first',
  'data: second',
  '',
  'data:no name',
  '',
  'event: done',
  'data: {}',
  '',
  '',
].join('\n')

const EVENTS = [
  { event: 'route', data: '{"tier":"execution"}' },
  { event: 'delta', data: '{"text":"Grüße, 世界 🎯"}' },
  { event: 'delta', data: 'first\nsecond' },
  { event: 'message', data: 'no name' },
  { event: 'done', data: '{}' },
]

function streamOf(chunks: readonly Uint8Array[], onCancel?: () => void): ReadableStream<Uint8Array> {
  const waiting = [...chunks]
  return new ReadableStream({
    pull(controller) {
      const next = waiting.shift()
      if (next) controller.enqueue(next)
      else controller.close()
    },
    cancel: onCancel,
  })
}

const cut = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.slice(index * size, (index + 1) * size),
  )

async function read(chunks: readonly Uint8Array[]) {
  const events = []
  for await (const event of readEvents(streamOf(chunks))) events.push(event)
  return events
}

const bytesOf = (text: string) => new TextEncoder().encode(text)

describe('a stream of events', () => {
  it('is the same however its bytes are cut', async () => {
    for (const ending of ['\n', '\r\n', '\r']) {
      const bytes = bytesOf(TEXT.replaceAll('\n', ending))
      for (const size of [1, 2, 3, 5, 7, 64, bytes.length]) {
        expect(await read(cut(bytes, size)), `${JSON.stringify(ending)} by ${size}`).toEqual(EVENTS)
      }
    }
  })

  it('leaves out what it breaks off in', async () => {
    expect(await read([bytesOf('event: delta\ndata: whole\n\nevent: done\ndata: {"half')])).toEqual([
      { event: 'delta', data: 'whole' },
    ])
  })

  it('is ended by whoever stops listening', async () => {
    let isCancelled = false
    const body = streamOf(cut(bytesOf(TEXT), 8), () => (isCancelled = true))
    for await (const { event } of readEvents(body)) if (event === 'delta') break
    expect(isCancelled).toBe(true)
  })
})
