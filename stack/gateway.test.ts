import { randomBytes } from 'node:crypto'
import { createServer, request as httpRequest, type IncomingMessage, type RequestListener } from 'node:http'
import { connect as connectSocket } from 'node:net'
import { once } from 'node:events'
import { afterEach, describe, expect, inject, test } from 'vitest'
import WebSocket, { WebSocketServer } from 'ws'
import { startGateway } from './gateway.ts'
import { meet } from './test-people.ts'

const ask = (path: string, init: RequestInit = {}) =>
  fetch(inject('stack').apiUrl + path, {
    ...init,
    headers: { apikey: inject('stack').publishableKey, ...init.headers },
  })

describe('the origin', () => {
  test('says what it is, that it is well, and what it does not have', async () => {
    const { apiUrl } = inject('stack')
    expect(await (await fetch(apiUrl)).json()).toMatchObject({ name: 'Aurum Life' })
    expect(await (await fetch(`${apiUrl}/health`)).json()).toEqual({ status: 'ok' })
    const missing = await fetch(`${apiUrl}/nowhere`)
    expect(missing.status).toBe(404)
    expect(await missing.json()).toEqual({ code: 'NOT_FOUND', message: 'There is nothing at /nowhere.' })
    expect((await fetch(`${apiUrl}/_system/info`)).status).toBe(404)
    expect((await fetch(`${apiUrl}/rest/v1/%ff`)).status).toBe(400)
  })

  test.each(['/rest/v1/pillars', '/auth/v1/user', '/storage/v1/bucket'])(
    '%s wants an API key',
    async (path) => {
      const without = await fetch(inject('stack').apiUrl + path)
      expect(without.status).toBe(401)
      expect(await without.json()).toMatchObject({
        code: 'UNAUTHORIZED_MISSING_API_KEY',
        hint: expect.any(String),
      })
      const wrong = await ask(path, { headers: { apikey: 'sb_publishable_wrong' } })
      expect(wrong.status).toBe(401)
      expect(await wrong.json()).toMatchObject({ code: 'UNAUTHORIZED_INVALID_API_KEY' })
      expect(wrong.headers.get('access-control-allow-origin')).toBe('*')
    },
  )

  test('the key may stand in the address', async () => {
    const { apiUrl, publishableKey } = inject('stack')
    expect((await fetch(`${apiUrl}/auth/v1/settings?apikey=${publishableKey}`)).status).toBe(200)
  })

  test('the secret key does nothing in a browser', async () => {
    const { secretKey } = inject('stack')
    const answer = await ask('/rest/v1/pillars', {
      headers: { apikey: secretKey, 'user-agent': 'Mozilla/5.0' },
    })
    expect(answer.status).toBe(401)
  })
})

describe('browsers of other origins', () => {
  test.each([
    '/rest/v1/pillars',
    '/auth/v1/token',
    '/storage/v1/object/a/b',
    '/functions/v1/health',
    '/nowhere',
  ])('may ask %s, with the headers of our clients', async (path) => {
    const answer = await fetch(inject('stack').apiUrl + path, {
      method: 'OPTIONS',
      headers: { origin: 'http://elsewhere.example', 'access-control-request-method': 'PATCH' },
    })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const allowed = answer.headers.get('access-control-allow-headers')?.split(', ')
    for (const header of [
      'authorization',
      'apikey',
      'prefer',
      'x-change-source',
      'x-change-batch',
      'x-client-info',
    ]) {
      expect(allowed).toContain(header)
    }
    expect(answer.headers.get('access-control-allow-methods')).toContain('PATCH')
  })

  test('may read counts, and errors too', async () => {
    const { client } = await meet()
    const { data } = await client.auth.getSession()
    const headers = { authorization: `Bearer ${data.session!.access_token}`, prefer: 'count=exact' }
    const answer = await ask('/rest/v1/pillars', { headers })
    expect(answer.headers.get('content-range')).toBe('*/0')
    expect(answer.headers.get('access-control-expose-headers')).toContain('content-range')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  })
})

describe('bad input', () => {
  const json = { 'content-type': 'application/json' }

  test('what is not JSON is refused by name', async () => {
    const { client } = await meet()
    const { data } = await client.auth.getSession()
    const headers = { ...json, authorization: `Bearer ${data.session!.access_token}` }
    const rest = await ask('/rest/v1/pillars', { method: 'POST', headers, body: '{"name": ' })
    expect(rest.status).toBe(400)
    expect(await rest.json()).toMatchObject({ code: 'PGRST102' })
    const auth = await ask('/auth/v1/signup', { method: 'POST', headers: json, body: '{"email": ' })
    expect(auth.status).toBe(400)
    expect(await auth.json()).toMatchObject({ error_code: 'bad_json' })
    const storage = await ask('/storage/v1/object/list/attachments', {
      method: 'POST',
      headers: json,
      body: '[',
    })
    expect(storage.status).toBe(400)
  })

  test.each([
    ['a declared length', (body: Uint8Array<ArrayBuffer>) => body],
    ['a stream of unknown length', (body: Uint8Array<ArrayBuffer>) => new Blob([body]).stream()],
  ])('a body over 10 MB is refused: %s', async (_, wrap) => {
    const body = wrap(new Uint8Array(10 * 1024 * 1024 + 1))
    const answer = await ask('/rest/v1/pillars', {
      method: 'POST',
      headers: json,
      body,
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' })
  })

  test('no answer carries a stack trace', async () => {
    const paths = [
      '/rest/v1/pillars?select=(((',
      '/rest/v1/pillars?id=eq.x',
      '/rest/v1/rpc/a/b/c',
      '/auth/v1/authorize?provider=x',
    ]
    for (const path of paths) {
      const answer = await ask(path)
      expect(answer.status, path).toBeGreaterThanOrEqual(400)
      expect(await answer.text(), path).not.toMatch(/node_modules|\.js:|\.ts:/)
    }
  })
})

describe('services behind it', () => {
  const stops: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  })

  async function serve(listener: RequestListener) {
    const server = createServer(listener)
    await once(server.listen(0, '127.0.0.1'), 'listening')
    stops.push(async () => server.close().closeAllConnections())
    const address = server.address()
    return { server, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` }
  }

  /** A gateway of its own before the given service. */
  async function gatewayBefore(url: string): Promise<string> {
    const gateway = await startGateway({
      port: 0,
      api: { fetch: async () => new Response(null, { status: 204 }) },
      ...{ functionsUrl: () => url, realtimeUrl: () => url },
      ...{ publishableKey: 'sb_publishable_test', secretKey: 'sb_secret_test' },
    })
    stops.push(() => gateway.stop())
    return gateway.url
  }

  test('a function sees its own name first in the path, all headers, and the body', async () => {
    const { url } = await serve(async (request, response) => {
      const body = (await request.toArray()).join('')
      response.setHeader('x-answered', 'yes')
      response
        .writeHead(422)
        .end(JSON.stringify([request.method, request.url, request.headers['x-mine'], body]))
    })
    const gateway = await gatewayBefore(url)
    const answer = await fetch(`${gateway}/functions/v1/assistant/route?a=1`, {
      method: 'POST',
      headers: { 'x-mine': 'kept' },
      body: 'hello',
    })
    expect(answer.status).toBe(422)
    expect(answer.headers.get('x-answered')).toBe('yes')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(await answer.json()).toEqual(['POST', '/assistant/route?a=1', 'kept', 'hello'])
  })

  test('an answer arrives piece by piece, as it is written', async () => {
    let finish = () => {}
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: first\n\n')
      finish = () => response.end('data: last\n\n')
    })
    const answer = await fetch(`${await gatewayBefore(url)}/functions/v1/stream`)
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader.read()).value).toBe('data: first\n\n')
    finish()
    expect((await reader.read()).value).toBe('data: last\n\n')
    expect((await reader.read()).done).toBe(true)
  })

  test('a service learns that the client went away', async () => {
    let noticed = Promise.resolve()
    const { url } = await serve((_, response) => {
      noticed = new Promise((resolve) => response.once('close', resolve))
      response.write('waiting')
    })
    const abort = new AbortController()
    const answer = await fetch(`${await gatewayBefore(url)}/functions/v1/slow`, { signal: abort.signal })
    await answer.body!.getReader().read()
    abort.abort()
    await noticed
  })

  test('a service that is down is a 503 that says so, and is found again when it is back', async () => {
    const { url, server } = await serve((_, response) => response.end('back'))
    const gateway = await gatewayBefore(url)
    const { port } = new URL(url)
    await new Promise((resolve) => server.close(resolve).closeAllConnections())
    for (const service of ['functions', 'realtime']) {
      const answer = await fetch(`${gateway}/${service}/v1/health`)
      expect(answer.status).toBe(503)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(await answer.json()).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
    }
    await once(server.listen(Number(port), '127.0.0.1'), 'listening')
    expect(await (await fetch(`${gateway}/functions/v1/health`)).text()).toBe('back')
  })

  test('web sockets pass, in text and bytes, and close with their code', async () => {
    const { url, server } = await serve((_, response) => response.end())
    const sockets = new WebSocketServer({ server })
    const paths: (string | undefined)[] = []
    sockets.on('connection', (socket, request) => {
      paths.push(request.url)
      socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
      socket.on('close', (code) => paths.push(String(code)))
    })
    const gateway = (await gatewayBefore(url)).replace('http', 'ws')
    const socket = new WebSocket(`${gateway}/realtime/v1/websocket?apikey=k&vsn=2.0.0`)
    await once(socket, 'open')
    for (const sent of [Buffer.from('text'), randomBytes(200_000)]) {
      socket.send(sent)
      const [received] = (await once(socket, 'message')) as [Buffer]
      expect(received.equals(sent)).toBe(true)
    }
    const closed = once(sockets.clients.values().next().value!, 'close')
    socket.close(4001)
    await closed
    expect(paths).toEqual(['/websocket?apikey=k&vsn=2.0.0', '4001'])
  })

  test('a web socket to nowhere is refused', async () => {
    const socket = new WebSocket(
      `${(await gatewayBefore('http://127.0.0.1:1')).replace('http', 'ws')}/rest/v1/x`,
    )
    const [error] = (await once(socket, 'error')) as [Error]
    expect(error.message).toContain('404')
  })

  test('a connection is used again after a refused upload', async () => {
    const gateway = new URL(await gatewayBefore('http://127.0.0.1:1'))
    const socket = connectSocket(Number(gateway.port), gateway.hostname)
    const body = Buffer.alloc(300_000, 'x')
    socket.write(`POST /rest/v1/pillars HTTP/1.1\r\nhost: a\r\ncontent-length: ${body.length}\r\n\r\n`)
    socket.write(body)
    socket.write('GET /health HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')
    const answers = (await socket.toArray()).join('')
    expect(answers.match(/HTTP\/1\.1 (\d+)/g)).toEqual(['HTTP/1.1 401', 'HTTP/1.1 200'])
  })

  test('an address that names another host stays with us', async () => {
    const gateway = new URL(await gatewayBefore('http://127.0.0.1:1'))
    const request = httpRequest({
      port: gateway.port,
      host: gateway.hostname,
      path: 'http://elsewhere.example/health',
    })
    const [answer] = (await once(request.end(), 'response')) as [IncomingMessage]
    answer.resume()
    expect(answer.statusCode).toBe(404)
  })
})
