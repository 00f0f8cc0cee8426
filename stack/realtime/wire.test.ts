import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import type { RealtimeLimits } from './limits.ts'
import { startRealtime, type RealtimeOptions, type RunningRealtime } from './server.ts'
import { makeRoomsDatabase, RawSocket, signToken, TEST_KEYS, type RoomsDatabase } from './test-fixtures.ts'

let database: RoomsDatabase
let realtime: RunningRealtime
const servers: RunningRealtime[] = []
const sockets: RawSocket[] = []

beforeAll(async () => {
  database = await makeRoomsDatabase(inject('stack').adminDbUrl)
  realtime = await start({ privateOnly: false })
})
// One server is for all tests; what others were started for is over, and slots are few.
afterEach(async () => {
  sockets.splice(0).forEach((socket) => socket.close())
  await Promise.all(servers.splice(1).map((server) => server.stop()))
})
afterAll(async () => {
  await realtime.stop()
  await database.drop()
})

async function start(options: Partial<RealtimeOptions>): Promise<RunningRealtime> {
  const limits = { refusalDelayMs: 10, ...options.limits }
  const server = await startRealtime({
    ...TEST_KEYS,
    databaseUrl: database.url,
    log: () => {},
    ...options,
    limits,
  })
  servers.push(server)
  return server
}

const startWith = (limits: Partial<RealtimeLimits>) => start({ privateOnly: false, limits })

async function open(options?: Parameters<typeof RawSocket.open>[1], server = realtime): Promise<RawSocket> {
  const socket = await RawSocket.open(server.url, options)
  sockets.push(socket)
  return socket
}

const topicOf = () => `realtime:${randomUUID()}`
const ok = (joinRef: string | null, ref: string, topic: string, response: object = {}) => [
  ...[joinRef, ref, topic, 'phx_reply'],
  { status: 'ok', response },
]
const joined = (ref: string, topic: string) => ok(ref, ref, topic, { postgres_changes: [] })
const refused = (ref: string, topic: string, reason: string) => [
  ...[ref, ref, topic, 'phx_reply'],
  { status: 'error', response: { reason } },
]
const until = (socket: RawSocket, received: unknown[]) =>
  vi.waitFor(() => expect(socket.received).toEqual(received))

/** A public channel, joined, with nothing received yet. */
async function joinPublic(topic: string, server = realtime, config: object = {}): Promise<RawSocket> {
  const socket = await open({}, server)
  socket.joinTopic(topic, '1', config)
  await until(socket, [joined('1', topic)])
  socket.received.length = 0
  return socket
}

describe('the handshake', () => {
  test('is answered at both addresses, in both versions, and without a version', async () => {
    for (const path of ['/realtime/v1/websocket', '/socket/websocket']) {
      const socket = await open({ path })
      socket.send([null, '11', 'phoenix', 'heartbeat', {}])
      await until(socket, [ok(null, '11', 'phoenix')])
    }
    for (const vsn of ['1.0.0', '']) {
      const socket = await open({ vsn })
      socket.send({ topic: 'phoenix', event: 'heartbeat', payload: {}, ref: '11' })
      await until(socket, [
        { topic: 'phoenix', event: 'phx_reply', payload: { status: 'ok', response: {} }, ref: '11' },
      ])
    }
  })

  test('takes keys and tokens, in the query or from the gateway', async () => {
    await open({ apikey: TEST_KEYS.secretKey })
    await open({ apikey: await signToken(randomUUID()) })
    await open({ apikey: null, headers: { 'x-api-key': TEST_KEYS.publishableKey } })
  })

  test('names what is wrong with a key or token', async () => {
    const forged = await signToken(randomUUID(), { secret: 'a secret that is not the one of the server' })
    const reasons = {
      [await signToken(randomUUID(), { secondsLeft: -1 })]: 'Token has expired',
      [forged]: 'Failed to validate JWT signature',
      sb_publishable_other: 'The token provided is not a valid JWT',
      'e30.e30.e30': 'The token provided is not a valid JWT',
    }
    for (const [apikey, error] of Object.entries(reasons)) {
      await expect(open({ apikey })).rejects.toThrow(`401 ${JSON.stringify({ error })}`)
    }
    await expect(open({ apikey: null })).rejects.toThrow('401 {"error":"API key is missing"}')
  })

  test('of a page elsewhere is refused, of a page on this machine or a named one is not', async () => {
    const named = await start({ allowedOrigins: ['https://app.example.org'] })
    for (const origin of ['https://evil.example.org', 'http://localhost.evil.org', 'null']) {
      await expect(open({ headers: { origin } })).rejects.toThrow('403 {"error":"Origin not allowed"}')
    }
    for (const origin of ['http://localhost:5173', 'http://127.0.0.1:5173', 'http://[::1]:5173']) {
      await open({ headers: { origin } })
    }
    await open({ headers: { origin: 'https://app.example.org' } }, named)
  })

  test('and requests of strange addresses are refused', async () => {
    expect((await fetch(`${realtime.url}//`)).status).toBe(404)
    expect((await fetch(`${realtime.url}/api/broadcast/%ff/events/e`, { method: 'POST' })).status).toBe(400)
  })

  test('elsewhere or in an unknown version is refused', async () => {
    await expect(open({ path: '/realtime/v1/other' })).rejects.toThrow('404')
    await expect(open({ vsn: '3.0.0' })).rejects.toThrow('403 {"error":"Unsupported vsn"}')
  })
})

describe('messages', () => {
  test('a channel is joined, left and closed', async () => {
    const [topic, socket] = [topicOf(), await open()]
    socket.joinTopic(topic, '1', { private: 'False' })
    socket.send(['1', '2', topic, 'phx_leave', {}])
    await until(socket, [joined('1', topic), ok('1', '2', topic), ['1', '1', topic, 'phx_close', {}]])
    socket.send([null, '3', topic, 'phx_leave', {}])
    await vi.waitFor(() => expect(socket.received[3]).toEqual(ok(null, '3', topic)))
    expect(realtime.stats().rooms).toBe(0)
  })

  test('a topic joined twice closes the older channel, and a late leave of that one is no leave of the other', async () => {
    const [topic, socket] = [topicOf(), await open()]
    socket.joinTopic(topic, '1', {})
    await until(socket, [joined('1', topic)])
    socket.joinTopic(topic, '2', { broadcast: { self: true } })
    socket.send(['1', '3', topic, 'phx_leave', {}])
    socket.send(['2', '4', topic, 'broadcast', { type: 'broadcast', event: 'e', payload: {} }])
    await until(socket, [
      joined('1', topic),
      ['1', '1', topic, 'phx_close', {}],
      joined('2', topic),
      [null, null, topic, 'broadcast', { type: 'broadcast', event: 'e', payload: {} }],
    ])
  })

  test('a topic needs a name, and a message a channel', async () => {
    const socket = await open()
    socket.joinTopic('realtime:', '1', {})
    socket.joinTopic('other:topic', '2', {})
    socket.send([null, '3', 'realtime:unknown', 'broadcast', {}])
    const unmatched = { status: 'error', response: { reason: 'unmatched topic' } }
    await until(socket, [
      [null, '2', 'other:topic', 'phx_reply', unmatched],
      [null, '3', 'realtime:unknown', 'phx_reply', unmatched],
      refused('1', 'realtime:', 'TopicNameRequired: You must provide a topic name'),
    ])
  })

  test('what is sent before the join is answered is not lost', async () => {
    const topic = topicOf()
    const listening = await joinPublic(topic)
    const socket = await open()
    socket.joinTopic(topic, '1', { broadcast: { ack: true } })
    socket.send(['1', '2', topic, 'broadcast', { type: 'broadcast', event: 'e', payload: { x: 1 } }])
    await until(socket, [joined('1', topic), ok('1', '2', topic)])
    await until(listening, [
      [null, null, topic, 'broadcast', { type: 'broadcast', event: 'e', payload: { x: 1 } }],
    ])
  })

  test('clients of both versions talk to each other', async () => {
    const topic = topicOf()
    const second = await joinPublic(topic)
    const first = await open({ vsn: '1.0.0' })
    first.send({ topic, event: 'phx_join', payload: {}, ref: '1' })
    await vi.waitFor(() => expect(first.received).toHaveLength(1))

    const header = Buffer.from([3, 1, 1, topic.length, 1, 0, 1])
    second.send(Buffer.concat([header, Buffer.from(`12${topic}e{"x":1}`)]))
    const payload = { type: 'broadcast', event: 'e', payload: { x: 1 } }
    await vi.waitFor(() =>
      expect(first.received[1]).toEqual({ topic, event: 'broadcast', payload, ref: null }),
    )
    first.send({ topic, event: 'broadcast', payload, ref: '2' })
    await until(second, [[null, null, topic, 'broadcast', payload]])
  })

  test('a broadcast of the database is a binary frame with its id', async () => {
    const topic = topicOf()
    const socket = await joinPublic(topic)
    await database.asPostgres('select realtime.send($1, $2, $3, false)', [
      { id: 5 },
      'e',
      topic.slice('realtime:'.length),
    ])
    await vi.waitFor(() => expect(socket.received).toHaveLength(1))
    const frame = socket.received[0] as Buffer
    expect([frame[0], frame[1], frame[2], frame[4]]).toEqual([4, topic.length, 1, 1])
    expect(frame.toString('utf8', 5)).toMatch(new RegExp(`^${topic}e{"id":"[0-9a-f-]{36}"}{"id": 5}$`))
  })

  test('a public and a private channel of one topic are two rooms', async () => {
    const [topic, userId] = [topicOf(), randomUUID()]
    await database.addMember(userId, topic.slice('realtime:'.length))
    const listening = await joinPublic(topic)
    const socket = await open()
    socket.joinTopic(topic, '1', { private: true, broadcast: { self: true } }, await signToken(userId))
    const payload = { type: 'broadcast', event: 'e', payload: {} }
    socket.send(['1', '2', topic, 'broadcast', payload])
    await until(socket, [joined('1', topic), [null, null, topic, 'broadcast', payload]])
    listening.send(['1', '2', topic, 'phx_leave', {}])
    await until(listening, [ok('1', '2', topic), ['1', '1', topic, 'phx_close', {}]])
  })

  test('presence is spoken as Phoenix speaks it', async () => {
    const topic = topicOf()
    const socket = await open()
    socket.joinTopic(topic, '1', { presence: { key: 'ana', enabled: 'true' } })
    socket.send(['1', '2', topic, 'presence', { type: 'presence', event: 'TRACK', payload: { at: 1 } }])
    socket.send(['1', '3', topic, 'presence', { type: 'presence', event: 'track', payload: { at: 2 } }])
    socket.send(['1', '4', topic, 'presence', { type: 'presence', event: 'track', payload: 7 }])
    socket.send(['1', '5', topic, 'presence', { type: 'presence', event: 'hide' }])
    const meta = (at: number) => ({ at, phx_ref: expect.any(String) as string })
    const changed = { ...meta(2), phx_ref_prev: expect.any(String) as string }
    await until(socket, [
      joined('1', topic),
      ['1', null, topic, 'presence_state', {}],
      [null, null, topic, 'presence_diff', { joins: { ana: { metas: [meta(1)] } }, leaves: {} }],
      ok('1', '2', topic),
      [
        null,
        null,
        topic,
        'presence_diff',
        { joins: { ana: { metas: [changed] } }, leaves: { ana: { metas: [meta(1)] } } },
      ],
      ok('1', '3', topic),
      [
        '1',
        '4',
        topic,
        'phx_reply',
        { status: 'error', response: { reason: 'Presence track payload must be a map' } },
      ],
      ['1', '5', topic, 'phx_reply', { status: 'error', response: {} }],
    ])
  })

  test('postgres_changes are taken, and said not to come', async () => {
    const [topic, socket] = [topicOf(), await open()]
    const change = { event: '*', schema: 'public', table: 'notes', filter: 'id=eq.1' }
    socket.joinTopic(topic, '1', { postgres_changes: [null, change] })
    await vi.waitFor(() => expect(socket.received).toHaveLength(2))
    expect(socket.received[0]).toEqual(ok('1', '1', topic, { postgres_changes: [{ ...change, id: 1 }] }))
    expect(socket.received[1]).toMatchObject({
      3: 'system',
      4: { extension: 'postgres_changes', status: 'error' },
    })
  })

  test('frames that are no messages are ignored', async () => {
    const topic = topicOf()
    const socket = await joinPublic(topic)
    for (const frame of ['{', '[]', '5', '["1","2"]', Buffer.from([3, 255, 255]), Buffer.alloc(0)])
      socket.send(frame)
    socket.send(['1', '2', topic, 'unheard of', {}])
    socket.send(['1', '3', topic, 'broadcast', 'not an object'])
    socket.send(['1', '4', topic, 'access_token', { access_token: null }])
    socket.send([null, '5', 'phoenix', 'heartbeat', {}])
    await until(socket, [ok(null, '5', 'phoenix')])
  })
})

describe('limits', () => {
  test('a frame that is too large closes the socket', async () => {
    const socket = await open({}, await startWith({ maxFrameBytes: 1_000 }))
    socket.send('x'.repeat(1_001))
    expect(await socket.closed).toBe(1009)
  })

  test('a silent socket and one without a channel are closed', async () => {
    const silent = await open({}, await startWith({ idleSeconds: 0.1 }))
    expect(await silent.closed).toBe(1000)
    const server = await startWith({ channellessSeconds: 0.1 })
    const [unused, used] = [await open({}, server), await joinPublic(topicOf(), server)]
    expect(await unused.closed).toBe(1000)
    used.send([null, '5', 'phoenix', 'heartbeat', {}])
    await until(used, [ok(null, '5', 'phoenix')])
  })

  test('a socket has so many channels and no more', async () => {
    const socket = await open({}, await startWith({ maxChannelsPerSocket: 2 }))
    const topics = [topicOf(), topicOf(), topicOf()]
    topics.forEach((topic, index) => socket.joinTopic(topic, String(index), {}))
    await until(socket, [
      joined('0', topics[0]!),
      joined('1', topics[1]!),
      refused('2', topics[2]!, 'ChannelRateLimitReached: Too many channels'),
    ])
  })

  test('with too many users a join is refused, and then the handshake too', async () => {
    const server = await startWith({ maxConnections: 1 })
    const [topic, late] = [topicOf(), await open({}, server)]
    const first = await joinPublic(topic, server)
    late.joinTopic(topic, '1', {})
    await until(late, [refused('1', topic, 'ConnectionRateLimitReached: Too many connected users')])
    await expect(open({}, server)).rejects.toThrow('429 {"error":"Too many connected users"}')
    first.close()
    await vi.waitFor(() => open({}, server))
  })

  test('with too many joins the socket is dropped, and the handshake refused', async () => {
    const server = await startWith({ joinsPerSecond: 1, rateWindowSeconds: 2 })
    const socket = await open({}, server)
    const topics = [topicOf(), topicOf(), topicOf()]
    topics.forEach((topic, index) => socket.joinTopic(topic, String(index), {}))
    expect(await socket.closed).toBe(1000)
    expect(socket.received.at(-1)).toEqual(
      refused('2', topics[2]!, 'ClientJoinRateLimitReached: Too many joins per second'),
    )
    await expect(open({}, server)).rejects.toThrow('429 {"error":"Too many joins per second"}')
  })

  test('with too many messages the channel is closed, and requests are refused', async () => {
    const topic = topicOf()
    const server = await startWith({ messagesPerSecond: 1, rateWindowSeconds: 4 })
    const socket = await joinPublic(topic, server, { broadcast: { self: true } })
    const message = { type: 'broadcast', event: 'e', payload: {} }
    for (const ref of ['2', '3', '4']) socket.send(['1', ref, topic, 'broadcast', message])
    const system = { extension: 'system', status: 'error', message: 'Too many messages per second' }
    await until(socket, [
      [null, null, topic, 'broadcast', message],
      [null, null, topic, 'broadcast', message],
      [null, null, topic, 'broadcast', message],
      ['1', null, topic, 'system', { ...system, channel: topic.slice('realtime:'.length) }],
      ['1', '1', topic, 'phx_close', {}],
    ])

    const post = async (path: string, body: object) => {
      const headers = { apikey: TEST_KEYS.publishableKey, 'content-type': 'application/json' }
      const answer = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
      return [answer.status, await answer.json()] as unknown[]
    }
    expect(await post('/api/broadcast/room/events/e', {})).toEqual([
      429,
      { message: 'You have exceeded your rate limit' },
    ])
    const fresh = await startWith({ messagesPerSecond: 1, rateWindowSeconds: 1 })
    const batch = { messages: [1, 2].map((x) => ({ topic: 'room', event: 'e', payload: { x } })) }
    const answer = await fetch(`${fresh.url}/api/broadcast`, {
      method: 'POST',
      headers: { apikey: TEST_KEYS.publishableKey },
      body: JSON.stringify(batch),
    })
    expect([answer.status, await answer.json()]).toEqual([
      429,
      { message: 'Too many messages to broadcast, please reduce the batch size' },
    ])
  })

  test('a refused join is answered late, so that knocking costs little', async () => {
    const server = await start({ limits: { refusalDelayMs: 150 } })
    const [topic, socket] = [topicOf(), await open({}, server)]
    const knockedAt = performance.now()
    socket.joinTopic(topic, '1', {})
    await until(socket, [refused('1', topic, 'PrivateOnly: This project only allows private channels')])
    expect(performance.now() - knockedAt).toBeGreaterThan(140)
  })
})
