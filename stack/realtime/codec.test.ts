import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { decodeFrame, encodeBroadcast, encodeMessage, parseVsn, type UserBroadcast } from './codec.ts'

const text = (value: unknown) => Buffer.from(JSON.stringify(value))

/** What realtime-js sends for `channel.send({ type: 'broadcast', … })`. */
function pushFrame(parts: string[], encoding: number, body: Buffer): Buffer {
  const header = Buffer.from([3, ...parts.map((part) => Buffer.byteLength(part)), encoding])
  return Buffer.concat([header, Buffer.from(parts.join('')), body])
}

describe('reading', () => {
  test('version 2 is an array, version 1 an object', () => {
    const message = { joinRef: '1', ref: '2', topic: 'realtime:a', event: 'broadcast', payload: { x: 1 } }
    const expected = { ...message, userBroadcast: null }
    expect(decodeFrame(text(['1', '2', 'realtime:a', 'broadcast', { x: 1 }]), false, '2.0.0')).toEqual(
      expected,
    )
    expect(decodeFrame(text({ ...message, join_ref: '1' }), false, '1.0.0')).toEqual(expected)
  })

  test('a version that is not given is 1, an unknown one is refused', () => {
    expect([null, '', '1.0.0', '2.0.0', '3.0.0'].map(parseVsn)).toEqual([
      '1.0.0',
      '1.0.0',
      '1.0.0',
      '2.0.0',
      null,
    ])
  })

  test('a binary frame carries a broadcast with its own event and payload', () => {
    const frame = Buffer.concat([
      Buffer.from('0301010f060001', 'hex'),
      Buffer.from('67realtime:room:1cursor{"x":1}'),
    ])
    expect(decodeFrame(frame, true, '2.0.0')).toEqual({
      joinRef: '6',
      ref: '7',
      topic: 'realtime:room:1',
      event: 'broadcast',
      payload: null,
      userBroadcast: { kind: 'user', event: 'cursor', encoding: 'json', body: Buffer.from('{"x":1}') },
    })
  })

  test('a binary payload may be anything, a JSON payload must be JSON', () => {
    const parts = ['1', '2', 'realtime:a', 'e', '']
    const body = Buffer.from([0, 255, 1])
    expect(decodeFrame(pushFrame(parts, 0, body), true, '2.0.0')?.userBroadcast).toMatchObject({
      encoding: 'binary',
      body,
    })
    expect(decodeFrame(pushFrame(parts, 1, body), true, '2.0.0')).toBeNull()
  })

  test.each([
    ['not JSON', Buffer.from('{'), false, '2.0.0'],
    ['too few elements', text(['1', '2', 'realtime:a', 'e']), false, '2.0.0'],
    ['a topic that is no text', text([null, null, 7, 'e', {}]), false, '2.0.0'],
    ['an object in version 2', text({ topic: 'realtime:a', event: 'e' }), false, '2.0.0'],
    ['an array in version 1', text([null, null, 'realtime:a', 'e', {}]), false, '1.0.0'],
    ['an unknown kind', Buffer.from([9, 0, 0, 0, 0, 0, 0, 0]), true, '2.0.0'],
    ['lengths that exceed the frame', Buffer.from([3, 200, 200, 0, 0, 0, 1]), true, '2.0.0'],
    ['an empty binary frame', Buffer.alloc(0), true, '2.0.0'],
    [
      'a binary frame in version 1',
      pushFrame(['1', '2', 'realtime:a', 'e', ''], 0, Buffer.from('a')),
      true,
      '1.0.0',
    ],
  ] as const)('%s is no message', (_, data, isBinary, vsn) => {
    expect(decodeFrame(data, isBinary, vsn)).toBeNull()
  })

  test('no bytes whatever make it throw', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.boolean(),
        fc.constantFrom('1.0.0' as const, '2.0.0' as const),
        (bytes, ...rest) => {
          decodeFrame(Buffer.from(bytes), ...rest)
        },
      ),
    )
  })
})

describe('writing', () => {
  const broadcast: UserBroadcast = {
    kind: 'user',
    event: 'cursor',
    encoding: 'json',
    body: Buffer.from('{"x":1}'),
  }
  const wrapped = { type: 'broadcast', event: 'cursor', payload: { x: 1 } }

  test('a reply has the references in version 2 and only its own in version 1', () => {
    const reply = {
      joinRef: '1',
      ref: '2',
      topic: 'realtime:a',
      event: 'phx_reply',
      payload: { status: 'ok' },
    }
    expect(JSON.parse(encodeMessage('2.0.0', reply).data.toString())).toEqual([
      '1',
      '2',
      'realtime:a',
      'phx_reply',
      { status: 'ok' },
    ])
    expect(JSON.parse(encodeMessage('1.0.0', reply).data.toString())).toEqual({
      topic: 'realtime:a',
      event: 'phx_reply',
      payload: { status: 'ok' },
      ref: '2',
    })
  })

  test('a broadcast is a binary frame in version 2 and a wrapped text in version 1', () => {
    const meta = { id: '5' }
    expect(encodeBroadcast('2.0.0', 'realtime:a', { ...broadcast, meta })).toEqual({
      data: Buffer.concat([Buffer.from([4, 10, 6, 10, 1]), Buffer.from('realtime:acursor{"id":"5"}{"x":1}')]),
      isBinary: true,
    })
    const frame = encodeBroadcast('1.0.0', 'realtime:a', { ...broadcast, meta })
    expect(frame?.isBinary).toBe(false)
    expect(JSON.parse(frame!.data.toString())).toEqual({
      topic: 'realtime:a',
      event: 'broadcast',
      payload: { ...wrapped, meta },
      ref: null,
    })
  })

  test('a topic too long for a binary frame goes as text', () => {
    const topic = `realtime:${'ä'.repeat(200)}`
    const frame = encodeBroadcast('2.0.0', topic, broadcast)
    expect(frame?.isBinary).toBe(false)
    expect(JSON.parse(frame!.data.toString())).toEqual([null, null, topic, 'broadcast', wrapped])
  })

  test('what a version cannot carry is not written', () => {
    const binary: UserBroadcast = { ...broadcast, encoding: 'binary' }
    expect(encodeBroadcast('1.0.0', 'realtime:a', binary)).toBeNull()
    expect(encodeBroadcast('2.0.0', `realtime:${'a'.repeat(250)}`, binary)).toBeNull()
  })
})
