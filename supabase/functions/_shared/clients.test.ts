import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { adminClient, userClient } from './clients.ts'
import { testRuntime } from './test-runtime.ts'

/** The headers the Data API would get from one read of a client. */
async function headersOf(read: (env: ReturnType<typeof testRuntime>['env']) => PromiseLike<unknown>) {
  let headers: IncomingHttpHeaders = {}
  const server = createServer((request, response) => {
    headers = request.headers
    response.writeHead(200, { 'content-type': 'application/json' }).end('[]')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  await read(testRuntime({ SUPABASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }).env)
  server.close()
  return headers
}

test("the user's client carries the user's token and says which change this is", async () => {
  const request = new Request('http://localhost/f', {
    headers: { 'x-change-source': 'assistant', 'x-change-batch': 'b1', 'x-request-id': 'r1', cookie: 'no=1' },
  })
  const headers = await headersOf((env) => userClient(env, request, 'the.users.token').from('tasks').select())
  expect(headers).toMatchObject({
    apikey: 'sb_publishable_test',
    authorization: 'Bearer the.users.token',
    'x-change-source': 'assistant',
    'x-change-batch': 'b1',
    'x-request-id': 'r1',
  })
  expect(headers.cookie).toBeUndefined()
})

test("the admin's client carries the secret key and nobody's token", async () => {
  const headers = await headersOf((env) => adminClient(env).from('tasks').select())
  expect(headers.apikey).toBe('sb_secret_test')
  expect(headers.authorization ?? '').not.toContain('ey')
})
