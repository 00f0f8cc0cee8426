import { describe, expect, test } from 'vitest'
import { eventStream, wantsEvents, type EventSender } from './event-stream.ts'
import { HttpError, toHttpError } from './http-error.ts'

const reported: unknown[] = []
const context = {
  requestId: 'req-1',
  report(thrown: unknown) {
    reported.push(thrown)
    return toHttpError(thrown)
  },
}
const stream = (run: (sender: EventSender) => Promise<void>) => eventStream(context, run)

describe('who wants events', () => {
  test.each([
    ['text/event-stream', true],
    ['application/json, TEXT/EVENT-STREAM;q=0.9', true],
    ['application/json', false],
    ['text/event-streams', false],
    ['*/*', false],
  ])('"%s": %s', (accept, wants) => {
    expect(wantsEvents(new Request('http://localhost', { headers: { accept } }))).toBe(wants)
  })
})

describe('a stream of events', () => {
  test('is what was sent, in its order, each a block of its own', async () => {
    const response = await stream(({ send }) => {
      send({ event: 'delta', data: { text: 'one\n\ntwo' } })
      send({ event: 'done', data: null })
      return Promise.resolve()
    })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(
      ':\n\nevent: delta\ndata: {"text":"one\\n\\ntwo"}\n\nevent: done\ndata: null\n\n',
    )
  })

  test('has its status and first byte before there is anything to say', async () => {
    let finish = () => {}
    const response = await stream(({ open }) => {
      open()
      open()
      return new Promise((resolve) => (finish = resolve))
    })
    const reader = response.body!.getReader()
    expect(new TextDecoder().decode((await reader.read()).value)).toBe(':\n\n')
    finish()
    expect((await reader.read()).done).toBe(true)
  })

  test('is kept by nobody on the way', async () => {
    const { headers } = await stream(() => Promise.resolve())
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('x-accel-buffering')).toBe('no')
  })
})

describe('what goes wrong', () => {
  const refusal = new HttpError('NOT_FOUND', 'There is no such conversation.')

  test('before the first event is thrown, for an answer with its own status', async () => {
    await expect(stream(() => Promise.reject(refusal))).rejects.toBe(refusal)
  })

  test('behind it is the last event, in the one body of errors, and is reported', async () => {
    const response = await stream(({ open }) => {
      open()
      return Promise.reject(refusal)
    })
    expect(response.status).toBe(200)
    const body = { code: 'NOT_FOUND', message: 'There is no such conversation.', request_id: 'req-1' }
    expect(await response.text()).toBe(`:\n\nevent: error\ndata: ${JSON.stringify(body)}\n\n`)
    expect(reported).toContain(refusal)
  })

  test('unforeseen, says nothing of what it was', async () => {
    const response = await stream(({ open }) => {
      open()
      return Promise.reject(new Error('row (4711) is wrong'))
    })
    const text = await response.text()
    expect(text).toContain('"code":"INTERNAL"')
    expect(text).not.toContain('4711')
  })
})

test('one who hangs up is noticed, and nothing is written to nobody', async () => {
  let sender!: EventSender
  let finish = () => {}
  const response = await stream((given) => {
    sender = given
    sender.open()
    return new Promise((resolve) => (finish = resolve))
  })
  expect(sender.signal.aborted).toBe(false)
  await response.body!.cancel()
  expect(sender.signal.aborted).toBe(true)
  expect(() => sender.send({ event: 'delta', data: {} })).not.toThrow()
  finish()
})
