import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { startNet } from './net.ts'
import { findFreePorts } from './ports.ts'
import { makeScratchDatabase, type ScratchDatabase } from './scratch-database.ts'
import type { Stoppable } from './supervise.ts'

let database: ScratchDatabase
let net: Stoppable
let server: Server
let origin: string
const received: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      received.push({ method: request.method!, url: request.url!, headers: request.headers, body })
      if (request.url === '/silent') return
      if (request.url === '/moved') response.writeHead(302, { location: '/landed' }).end()
      else if (request.url === '/broken')
        response.writeHead(500, { 'content-type': 'text/plain' }).end('oh\0no')
      else response.writeHead(200, { 'content-type': 'application/json', 'x-test': 'yes' }).end('{"ok":true}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  database = await makeScratchDatabase(inject('stack').adminDbUrl, ['40_net.sql'])
  net = await startNet({ databaseUrl: database.url })
})
afterAll(async () => {
  await net.stop()
  await database.drop()
  server.closeAllConnections()
  server.close()
})

/** Queues a request as postgres and waits for its response row. */
async function answerTo(call: string, values: unknown[]): Promise<Record<string, unknown>> {
  const [queued] = await database.asPostgres<{ id: string }>(`select ${call} as id`, values)
  const responses = () => database.asPostgres('select * from net._http_response where id = $1', [queued!.id])
  await expect.poll(responses, { timeout: 10_000, interval: 20 }).toHaveLength(1)
  return (await responses())[0]!
}
const lastReceived = (path: string) => received.findLast((request) => request.url.startsWith(path))

test('a GET carries its parameters and headers, and its answer is kept', async () => {
  const answer = await answerTo(`net.http_get($1, params := '{"q": "a b&c"}', headers := '{"X-Me": "1"}')`, [
    `${origin}/get?page=2`,
  ])
  expect(answer).toMatchObject({
    status_code: 200,
    content_type: 'application/json',
    headers: { 'x-test': 'yes' },
    content: '{"ok":true}',
    timed_out: false,
    error_msg: null,
    created: expect.any(Date),
  })
  expect(lastReceived('/get')).toMatchObject({
    method: 'GET',
    url: '/get?page=2&q=a%20b%26c',
    headers: { 'x-me': '1' },
  })
})

test('a POST sends JSON, also with headers of its own', async () => {
  await answerTo(`net.http_post($1, body := '{"a": "ü"}', headers := '{"X-Me": "1"}')`, [`${origin}/post`])
  expect(lastReceived('/post')).toMatchObject({
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-me': '1' },
    body: '{"a": "ü"}',
  })
})

test('a POST of anything but JSON is refused', async () => {
  await expect(
    database.asPostgres(`select net.http_post('${origin}', headers := '{"content-type": "text/plain"}')`),
  ).rejects.toThrow('Content-Type header must be "application/json"')
})

test('a DELETE may have a body', async () => {
  await answerTo(`net.http_delete($1, body := '{"id": 1}')`, [`${origin}/delete`])
  expect(lastReceived('/delete')).toMatchObject({ method: 'DELETE', body: '{"id": 1}' })
})

test('redirects are followed', async () => {
  expect(await answerTo('net.http_get($1)', [`${origin}/moved`])).toMatchObject({ status_code: 200 })
  expect(lastReceived('/landed')).toBeDefined()
})

test('an error status is an answer like any other', async () => {
  expect(await answerTo('net.http_get($1)', [`${origin}/broken`])).toMatchObject({
    status_code: 500,
    content: 'oh',
    error_msg: null,
  })
})

test('a request without an answer in time is marked as timed out', async () => {
  const answer = await answerTo('net.http_get($1, timeout_milliseconds := 100)', [`${origin}/silent`])
  expect(answer).toMatchObject({ status_code: null, timed_out: true })
  expect(answer.error_msg).toMatch(/^Timeout of 100 ms reached/)
})

test('a server that is not there is an error, not an answer', async () => {
  const [port] = await findFreePorts(1)
  expect(await answerTo('net.http_get($1)', [`http://127.0.0.1:${port}/`])).toMatchObject({
    status_code: null,
    error_msg: "Couldn't connect to server",
  })
})

test.each([
  ['a file', 'file:///etc/passwd', 'Unsupported protocol'],
  ['a host without an address', 'http://nowhere.invalid/', "Couldn't resolve host name"],
])('%s is an error, not an answer', async (_, url, message) => {
  expect(await answerTo('net.http_get($1)', [url])).toMatchObject({ status_code: null, error_msg: message })
})

test('what is no address is refused at once', async () => {
  await expect(database.asPostgres(`select net.http_get('nonsense')`)).rejects.toThrow(
    'Malformed input to a URL function',
  )
})

test('nothing is sent for a transaction that is rolled back', async () => {
  await database.admin.query('begin')
  await database.admin.query('select net.http_get($1)', [`${origin}/rolled-back`])
  await database.admin.query('rollback')
  await answerTo('net.http_get($1)', [`${origin}/after-rollback`])
  expect(lastReceived('/rolled-back')).toBeUndefined()
})

test('a request that came while the worker was away is sent once when it is back', async () => {
  await net.stop()
  await database.asPostgres('select net.http_get($1)', [`${origin}/waiting`])
  await expect(database.asPostgres('select net.check_worker_is_up()')).rejects.toThrow('worker is not up')
  net = await startNet({ databaseUrl: database.url })
  await database.asPostgres('select net.check_worker_is_up()')
  await expect.poll(() => received.filter((request) => request.url === '/waiting').length).toBe(1)
  expect(await database.asPostgres('select * from net.http_request_queue')).toEqual([])
})

test('the worker can be restarted from SQL, and works on', async () => {
  expect(await database.asPostgres('select net.worker_restart()')).toEqual([{ worker_restart: true }])
  expect(await answerTo('net.http_get($1)', [`${origin}/restarted`])).toMatchObject({ status_code: 200 })
})

test('five hundred requests at once are all answered', async () => {
  await database.asPostgres(`select net.http_get($1 || n) from generate_series(1, 500) as n`, [
    `${origin}/many/`,
  ])
  const answered = () =>
    database.asPostgres<{ count: string }>(
      `select count(*) from net._http_response where headers ->> 'x-test' = 'yes'`,
    )
  await expect
    .poll(async () => Number((await answered())[0]!.count), { timeout: 20_000 })
    .toBeGreaterThanOrEqual(500)
  expect(new Set(received.filter(({ url }) => url.startsWith('/many/')).map(({ url }) => url)).size).toBe(500)
})

test('answers are dropped after six hours', async () => {
  await database.admin.query(
    `insert into net._http_response (id, created) values (-1, now() - interval '7 hours'), (-2, now() - interval '5 hours')`,
  )
  await answerTo('net.http_get($1)', [`${origin}/later`])
  const kept = () => database.asPostgres('select id from net._http_response where id < 0')
  await expect.poll(kept).toEqual([{ id: '-2' }])
})

test('a response can be collected by its number', async () => {
  const { id } = await answerTo('net.http_get($1)', [`${origin}/collect`])
  const [row] = await database.asPostgres<Record<string, unknown>>(
    `select (r).status, (r).message, ((r).response).status_code from net._http_collect_response($1) as r`,
    [id],
  )
  expect(row).toEqual({ status: 'SUCCESS', message: 'ok', status_code: 200 })
})

describe('rights', () => {
  test.each(['anon', 'authenticated'])('%s can neither send nor read', async (role) => {
    await database.admin.query(`set role ${role}`)
    await expect(database.admin.query(`select net.http_get('${origin}')`)).rejects.toThrow(
      'permission denied',
    )
    await expect(database.admin.query('select * from net._http_response')).rejects.toThrow(
      'permission denied',
    )
    await database.admin.query('reset role')
  })
})
