import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { readEnv } from '../env.ts'
import { testEnvironment } from '../test-runtime.ts'
import { DeliveryError, sendMail, type Mail } from './mailer.ts'
import { sendBySendgrid } from './sendgrid.ts'

const mail: Mail = {
  to: 'mia@example.test',
  subject: 'Your day',
  text: 'Hello Mia',
  html: '<p>Hello Mia</p>',
  id: '0195c1f0-0000-7000-8000-000000000001',
  unsubscribe: { post: 'https://api.example.test/unsubscribe?x=1', page: 'https://example.test/settings' },
}

let server: Server | undefined
afterEach(() => void server?.close().closeAllConnections())

async function listen(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const serviceAt = (baseUrl: string) => ({
  kind: 'sendgrid' as const,
  from: 'Aurum Life <day@aurum.example>',
  apiKey: 'SG.key',
  baseUrl,
})

/** What sending ends with when SendGrid answers like this. */
async function sendTo(status: number, headers: Record<string, string> = {}, body = ''): Promise<unknown> {
  const baseUrl = await listen((request, response) => {
    request.resume()
    request.on('end', () => response.writeHead(status, headers).end(body))
  })
  return sendMail(serviceAt(baseUrl), mail).catch((error: unknown) => error)
}

describe('a mail goes through SendGrid', () => {
  it('with the fields that its v3 mail/send documents, and no others', async () => {
    const seen: { line: string; headers: Record<string, unknown>; body: unknown }[] = []
    const baseUrl = await listen((request, response) => {
      let text = ''
      request.on('data', (part: Buffer) => (text += part.toString()))
      request.on('end', () => {
        const line = `${request.method} ${request.url}`
        seen.push({ line, headers: request.headers, body: JSON.parse(text) as unknown })
        response.writeHead(202, { 'x-message-id': 'm' }).end()
      })
    })
    await sendMail(serviceAt(baseUrl), mail)
    expect(seen).toMatchObject([
      {
        line: 'POST /v3/mail/send',
        headers: { authorization: 'Bearer SG.key', 'content-type': 'application/json' },
      },
    ])
    expect(seen[0]!.body).toEqual({
      personalizations: [{ to: [{ email: 'mia@example.test' }] }],
      from: { name: 'Aurum Life', email: 'day@aurum.example' },
      subject: 'Your day',
      // Plain text must come first.
      content: [
        { type: 'text/plain', value: 'Hello Mia' },
        { type: 'text/html', value: '<p>Hello Mia</p>' },
      ],
      headers: {
        'Auto-Submitted': 'auto-generated',
        'List-Unsubscribe': '<https://api.example.test/unsubscribe?x=1>, <https://example.test/settings>',
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
      custom_args: { delivery: mail.id },
      tracking_settings: {
        click_tracking: { enable: false, enable_text: false },
        open_tracking: { enable: false },
        subscription_tracking: { enable: false },
      },
    })
  })

  it('when the environment has its key, before SMTP; and by SMTP when it has not', () => {
    const both = { ...testEnvironment, SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'Aurum <a@b.example>' }
    expect(readEnv({ ...both, SENDGRID_API_KEY: 'SG.key' }).mail).toEqual({
      kind: 'sendgrid',
      from: 'Aurum <a@b.example>',
      apiKey: 'SG.key',
      baseUrl: 'https://api.sendgrid.com',
    })
    expect(
      readEnv({ ...both, SENDGRID_API_KEY: 'SG.key', SENDGRID_BASE_URL: 'https://api.eu.sendgrid.com' }).mail,
    ).toMatchObject({ baseUrl: 'https://api.eu.sendgrid.com' })
    expect(readEnv({ ...both, SENDGRID_API_KEY: '' }).mail).toMatchObject({ kind: 'smtp' })
    expect(readEnv(testEnvironment).mail).toBeNull()
  })
})

describe('a mail that SendGrid does not take', () => {
  it.each([
    [400, 'refused', true],
    [413, 'refused', true],
    [401, 'not_allowed', false],
    [403, 'not_allowed', false],
    [404, 'refused', false],
    [429, 'busy', false],
    [500, 'busy', false],
    [503, 'busy', false],
  ])('(%i) is %s; for good: %s', async (status, reason, isFinal) => {
    const problem = { errors: [{ message: 'does not like mia@example.test', field: null, help: null }] }
    const error = await sendTo(
      status,
      { 'content-type': 'application/json', 'retry-after': '30' },
      JSON.stringify(problem),
    )
    expect(error).toBeInstanceOf(DeliveryError)
    expect(error).toMatchObject({ reason, isFinal })
    // What it says may quote the address.
    expect(JSON.stringify(error) + String(error)).not.toContain('mia')
  })

  it.each([
    ['in seconds', { 'retry-after': '120' }, 120_000],
    ['as the second in which its window ends', { 'x-ratelimit-reset': secondsFromNow(90) }, 90_000],
    ['not at all', {}, null],
    ['as a moment that is over', { 'x-ratelimit-reset': secondsFromNow(-5) }, null],
  ])('says when to come back: %s', async (_, headers, wait) => {
    const error = (await sendTo(429, headers)) as DeliveryError
    if (wait === null) expect(error.retryAfterMs).toBeNull()
    else expect(Math.abs(error.retryAfterMs! - wait)).toBeLessThan(5_000)
  })

  it('because a page answered in its place, though with a success, goes another time', async () => {
    const page = ['<!doctype html><title>Sign in to the network</title>'] as const
    const html = { 'content-type': 'text/html' }
    expect(await sendTo(200, html, page[0])).toMatchObject({ reason: 'unreachable', isFinal: false })
    expect(await sendTo(502, html, page[0])).toMatchObject({ reason: 'busy', isFinal: false })
  })

  it('because it sent us elsewhere, where the key must not go', async () => {
    expect(await sendTo(302, { location: 'http://127.0.0.1:1/' })).toMatchObject({
      reason: 'unreachable',
      isFinal: false,
    })
  })

  it('within its time goes another time, and so does one that reached nobody', async () => {
    const baseUrl = await listen((request) => request.resume())
    await expect(sendBySendgrid(serviceAt(baseUrl), mail, 50)).rejects.toMatchObject({
      reason: 'unreachable',
      isFinal: false,
    })
    await expect(sendMail(serviceAt('http://127.0.0.1:1'), mail)).rejects.toMatchObject({
      reason: 'unreachable',
    })
  })
})

function secondsFromNow(seconds: number): string {
  return String(Math.round(Date.now() / 1_000) + seconds)
}
