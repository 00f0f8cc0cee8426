import type { IncomingMessage, ServerResponse } from 'node:http'

/** The answer to a request: a status and what goes out as JSON, or nothing. */
export interface HttpAnswer {
  status: number
  body?: object
}

/** Refuses a request while it is worked on. */
export class HttpError extends Error {
  readonly answer: HttpAnswer

  constructor(status: number, body: object) {
    super(`HTTP ${status}`)
    this.answer = { status, body }
  }
}

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'authorization, apikey, content-type, x-client-info',
}
const LARGEST_BODY_BYTES = 8_000_000

/** The path without what the gateway puts before it, and the query. */
export function parseUrl(request: IncomingMessage): URL {
  // Joined, not resolved: whatever was asked for is a path to us, and "//" alone is no error.
  const url = new URL(`http://realtime${request.url?.startsWith('/') ? request.url : '/'}`)
  url.pathname = url.pathname.replace(/^\/realtime\/v1(?=\/)/, '')
  return url
}

export function send(response: ServerResponse, { status, body }: HttpAnswer): void {
  const type = body && { 'content-type': 'application/json; charset=utf-8' }
  response.writeHead(status, { ...CORS, ...type }).end(body && JSON.stringify(body))
}

/** @throws HttpError 413 when it is larger than 8 MB */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_BODY_BYTES) throw new HttpError(413, { message: 'Request Entity Too Large' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The bearer token, else the API key, of a request; null when it has neither. */
export function tokenOf(request: IncomingMessage, url: URL): string | null {
  const bearer = /^bearer (\S+)$/i.exec(request.headers.authorization ?? '')
  if (request.headers.authorization) return bearer?.[1] ?? null
  return headerOf(request, 'apikey') ?? url.searchParams.get('apikey')
}

/** What policies see of the request. */
export function customHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      name.startsWith('x-') && name !== 'x-api-key' ? [[name, String(value)]] : [],
    ),
  )
}

export function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' ? value : null
}
