import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { testRuntime } from '../_shared/test-runtime.ts'
import { handler } from './handler.ts'

let dataApi: Server | undefined
afterEach(() => dataApi?.close())

/** Asks for our health while the Data API answers in a certain way. */
async function askHealth(
  answer: RequestListener,
  environment: Record<string, string> = {},
): Promise<Response> {
  dataApi = createServer(answer).listen(0, '127.0.0.1')
  await once(dataApi, 'listening')
  const url = `http://127.0.0.1:${(dataApi.address() as AddressInfo).port}`
  return handler(new Request('http://localhost/health'), testRuntime({ SUPABASE_URL: url, ...environment }))
}

test('with everything up, health is ok and tells version and providers', async () => {
  const response = await askHealth((_, answer) => answer.end('[]'), {
    APP_VERSION: '1.2.3',
    OPENAI_API_KEY: 'sk-hush',
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toBe('no-store')
  const text = await response.text()
  expect(text).not.toContain('hush')
  expect(JSON.parse(text)).toEqual({
    status: 'ok',
    version: '1.2.3',
    checks: { database: { status: 'ok', latency_ms: expect.any(Number) } },
    providers: { openai: true, gemini: false, anthropic: false, elevenlabs: false },
  })
})

test('with the database down, health is degraded and answers 503', async () => {
  const response = await askHealth((_, answer) => answer.writeHead(503).end())
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({
    status: 'degraded',
    checks: { database: { status: 'down' } },
  })
})

test('with nobody at the address of the project, health is degraded', async () => {
  const response = await handler(new Request('http://localhost/health'), testRuntime())
  expect(response.status).toBe(503)
})

test('health is read, never posted', async () => {
  const response = await handler(new Request('http://localhost/health', { method: 'POST' }), testRuntime())
  expect(response.status).toBe(405)
})
