import { createECDH, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { isPushAddress, ring } from './push.ts'

const pair = () => {
  const keys = createECDH('prime256v1')
  return { publicKey: keys.generateKeys('base64url'), privateKey: keys.getPrivateKey('base64url') }
}
const message = { title: 'Ring Mum', body: 'Due at 15:00.', path: '/today', tag: 'a' }

let server: Server | undefined
afterEach(() => server?.close())

/** Rings a device whose push service answers with `status`. */
async function ringAt(status: number) {
  const asked: { request: IncomingMessage; bytes: number }[] = []
  server = createServer((request, response) => {
    let bytes = 0
    request.on('data', (part: Buffer) => (bytes += part.length))
    request.on('end', () => {
      asked.push({ request, bytes })
      response.writeHead(status).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const testOrigin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const service = { ...pair(), contact: 'mailto:aurum@localhost.localdomain', testOrigin }
  const device = {
    id: 'd',
    endpoint: `${testOrigin}/send/1`,
    p256dh: pair().publicKey,
    auth: randomBytes(16).toString('base64url'),
  }
  const outcome = await ring(service, device, message).catch((error: unknown) => error)
  return { outcome, asked }
}

describe('a device', () => {
  it('is rung with a message that only it can read, signed by us', async () => {
    const { outcome, asked } = await ringAt(201)
    expect(outcome).toBe(true)
    const { headers } = asked[0]!.request
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '43200', urgency: 'normal' })
    expect(headers.authorization).toMatch(/^vapid t=.+, k=.+/)
    expect(asked[0]!.bytes).toBeGreaterThan(100)
  })

  it.each([404, 410])('that its service does not know any more (%i) is to be forgotten', async (status) => {
    expect((await ringAt(status)).outcome).toBe(false)
  })

  it.each([
    [429, 'busy', false],
    [503, 'busy', false],
    [400, 'refused', true],
  ])('whose service answers %i: %s', async (status, reason, isFinal) => {
    expect((await ringAt(status)).outcome).toMatchObject({ reason, isFinal })
  })
})

it.each([
  ['https://fcm.googleapis.com/fcm/send/x', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/x', true],
  ['https://web.push.apple.com/x', true],
  ['https://fcm.googleapis.com.evil.example/x', false],
  ['http://fcm.googleapis.com/x', false],
  ['https://fcm.googleapis.com:8443/x', false],
  ['https://169.254.169.254/latest/meta-data', false],
  ['http://127.0.0.1:54321/x', false],
  ['nonsense', false],
])('%s is a push service: %s', (endpoint, isOne) => {
  expect(isPushAddress(endpoint)).toBe(isOne)
})
