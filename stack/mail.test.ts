import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { connect as connectSocket } from 'node:net'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { startMail, type RunningMail } from './mail.ts'
import type { Mail, ReceivedMail } from './mailbox.ts'
import { connect, linkIn, meet, readMail } from './test-people.ts'

const letter: Mail = {
  from: 'Aurum Life <hello@aurum.life>',
  to: 'ada@example.com',
  subject: 'Sign in',
  text: 'Go to https://example.com/go?a=1&b=2',
  html: '<p>Go <a href="https://example.com/go?a=1&amp;b=2">there</a></p>',
}

let folder: string
let mail: RunningMail

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'aurum-mail-'))
  mail = await startMail({ port: 0, dataDir: folder })
})
afterEach(async () => {
  await mail.stop()
  await rm(folder, { recursive: true })
})

const list = async (query = '') =>
  (await (await fetch(`${mail.url}/api/messages${query}`)).json()) as ReceivedMail[]
const page = async (address = '/') => (await fetch(mail.url + address)).text()

describe('the mailbox', () => {
  test('has the newest mail first, for all or for one address', async () => {
    await mail.deliver(letter)
    await mail.deliver({ ...letter, to: 'Bob@example.com', subject: 'Second' })
    expect((await list()).map(({ subject }) => subject)).toEqual(['Second', 'Sign in'])
    const [bob] = await list('?to=bob@EXAMPLE.com')
    expect(bob).toMatchObject({
      to: 'Bob@example.com',
      subject: 'Second',
      text: letter.text,
      html: letter.html,
    })
    expect(await (await fetch(`${mail.url}/api/messages/${bob!.id}`)).json()).toEqual(bob)
  })

  test('keeps its mails over a restart, and the newest five hundred of them', async () => {
    for (let count = 0; count < 505; count += 1) await mail.deliver({ ...letter, subject: String(count) })
    await mail.stop()
    mail = await startMail({ port: 0, dataDir: folder })
    const subjects = (await list()).map(({ subject }) => Number(subject))
    expect([subjects.length, subjects[0], subjects.at(-1)]).toEqual([500, 504, 5])
  })

  test('is emptied', async () => {
    await mail.deliver(letter)
    expect((await fetch(`${mail.url}/api/messages`, { method: 'DELETE' })).status).toBe(204)
    expect(await list()).toEqual([])
    await mail.stop()
    mail = await startMail({ port: 0, dataDir: folder })
    expect(await list()).toEqual([])
  })

  test('does not know what is not there', async () => {
    for (const address of ['/api/messages/x', '/messages/x', '/messages/x/html', '/elsewhere']) {
      expect((await fetch(mail.url + address)).status, address).toBe(404)
    }
  })
})

describe('the page', () => {
  test('lists every mail and shows one with its links', async () => {
    expect(await page()).toContain('No mail yet')
    const { id } = await mail.deliver(letter)
    expect(await page()).toContain(`<a href="/messages/${id}">`)
    const shown = await page(`/messages/${id}`)
    expect(shown).toContain('href="https://example.com/go?a=1&amp;b=2"')
    expect(shown).toContain(`src="/messages/${id}/html"`)
  })

  test('finds links in a mail of plain text', async () => {
    const { id } = await mail.deliver({ ...letter, html: undefined })
    expect(await page(`/messages/${id}`)).toContain('href="https://example.com/go?a=1&amp;b=2"')
  })

  test('shows hostile words as words, and runs nothing', async () => {
    const hostile = '"><script>alert(1)</script>'
    const { id } = await mail.deliver({
      from: hostile,
      to: hostile,
      subject: hostile,
      text: hostile,
      html: hostile,
    })
    expect(await page()).not.toContain('<script>')
    expect(await page(`/messages/${id}`)).not.toContain('<script>')
    const list = await fetch(mail.url)
    expect(list.headers.get('content-security-policy')).toContain("default-src 'none'")
    const body = await fetch(`${mail.url}/messages/${id}/html`)
    expect(body.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
  })

  test('answers only who asks this machine by its name', async () => {
    const asked = request(mail.url, { headers: { host: 'rebound.example' } }).end()
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    answer.resume()
    expect(answer.statusCode).toBe(403)
    expect((await fetch(mail.url)).headers.get('access-control-allow-origin')).toBeNull()
  })
})

test('mail arrives by SMTP as well, each recipient getting theirs', async () => {
  const { hostname, port } = new URL(mail.smtpUrl)
  const socket = connectSocket(Number(port), hostname)
  const lines = createInterface(socket)[Symbol.asyncIterator]()
  const say = async (line: string) => {
    socket.write(`${line}\r\n`)
    let answer = ''
    do answer = String((await lines.next()).value)
    while (/^\d{3}-/.test(answer))
    return answer.slice(0, 3)
  }
  expect(String((await lines.next()).value).slice(0, 3)).toBe('220')
  expect(await say('EHLO test')).toBe('250')
  expect(await say('MAIL FROM:<digest@aurum.life>')).toBe('250')
  expect(await say('RCPT TO:<ada@example.com>')).toBe('250')
  expect(await say('RCPT TO:<bob@example.com>')).toBe('250')
  expect(await say('DATA')).toBe('354')
  const message = [
    'From: Digest <digest@aurum.life>',
    'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Your week',
    '.',
  ]
  expect(await say(message.join('\r\n'))).toBe('250')
  await say('QUIT')
  socket.end()
  expect((await list()).map(({ to }) => to).sort()).toEqual(['ada@example.com', 'bob@example.com'])
  expect((await list())[0]).toMatchObject({
    subject: 'Grüße',
    from: 'Digest <digest@aurum.life>',
    text: 'Your week\n',
  })
})

test('the mails of Auth reach the mailbox of the stack, in words of ours', async () => {
  const { email } = await meet()
  await connect().auth.signInWithOtp({ email })
  const received = await readMail(email)
  expect(received).toMatchObject({
    from: expect.stringContaining('Aurum Life'),
    subject: 'Sign in to Aurum Life',
  })
  expect(linkIn(received)).toContain(`${inject('stack').apiUrl}/auth/v1/verify?`)
  expect(received.text).toContain(linkIn(received))
  expect(received.text).toMatch(/\b\d{6}\b/)
  expect(received.html).not.toContain('{{')
})
