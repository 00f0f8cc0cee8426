import type { IncomingMessage } from 'node:http'
import path from 'node:path'
import { errorResponse, isLoopbackHost, jsonResponse, listen, reply } from './http.ts'
import { mailListPage, mailPage, mailStyle } from './mail-page.ts'
import { listenSmtp } from './mail-smtp.ts'
import { openMailbox, type Mail, type Mailbox, type ReceivedMail } from './mailbox.ts'

export interface RunningMail {
  /** Of the page, and of `GET /api/messages?to=`, `GET /api/messages/:id` and `DELETE /api/messages`. */
  url: string
  /** Takes mail by SMTP, without TLS or sign-in. */
  smtpUrl: string
  deliver(mail: Mail): Promise<ReceivedMail>
  stop(): Promise<void>
}

/**
 * Starts the mailbox that receives every mail of the stack and sends none on: a page on `port`, an SMTP server on
 * an ephemeral port. Mails are kept in `<dataDir>/mail`.
 */
export async function startMail({ port, dataDir }: { port: number; dataDir: string }): Promise<RunningMail> {
  const mailbox = await openMailbox(path.join(dataDir, 'mail'))
  const web = await listen(port, (request, response) => {
    reply(response, answer(request, mailbox))
  })
  const smtp = await listenSmtp(mailbox)
  return {
    url: web.url,
    smtpUrl: smtp.url,
    deliver: (mail) => mailbox.add(mail),
    async stop() {
      await Promise.all([web.stop(), smtp.stop()])
    },
  }
}

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

// The words of a mail are a stranger's: no scripts, no requests, an origin of its own.
const LETTER_HEADERS = {
  ...PAGE_HEADERS,
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
}

const NOT_FOUND = { code: 'NOT_FOUND', message: 'There is no such mail.' }

async function answer(request: IncomingMessage, mailbox: Mailbox): Promise<Response> {
  if (!isLoopbackHost(request.headers.host)) {
    return errorResponse(403, { code: 'FORBIDDEN', message: 'The mailbox answers this machine only.' })
  }
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const [area, ...rest] = url.pathname.split('/').filter(Boolean)
  const route = `${request.method} ${area ?? ''}`
  if (route === 'GET ') return new Response(mailListPage(mailbox.list()), { headers: PAGE_HEADERS })
  if (route === 'GET style.css') {
    return new Response(mailStyle, { headers: { ...PAGE_HEADERS, 'content-type': 'text/css' } })
  }
  if (route === 'GET messages') return answerPage(mailbox.find(rest[0] ?? ''), rest[1])
  if (route === 'POST clear' && request.headers['sec-fetch-site'] !== 'cross-site') {
    await mailbox.clear()
    return new Response(null, { status: 303, headers: { location: '/' } })
  }
  if (area === 'api' && rest[0] === 'messages') {
    if (request.method === 'DELETE') {
      await mailbox.clear()
      return new Response(null, { status: 204 })
    }
    if (!rest[1]) return jsonResponse(200, mailbox.list(url.searchParams.get('to') ?? undefined))
    const mail = mailbox.find(rest[1])
    if (mail) return jsonResponse(200, mail)
  }
  return errorResponse(404, NOT_FOUND)
}

function answerPage(mail: ReceivedMail | undefined, part: string | undefined): Response {
  if (!mail) return errorResponse(404, NOT_FOUND)
  if (!part) return new Response(mailPage(mail), { headers: PAGE_HEADERS })
  if (part === 'html')
    return new Response(`<base target="_blank">${mail.html ?? ''}`, { headers: LETTER_HEADERS })
  return errorResponse(404, NOT_FOUND)
}
