import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { StackError } from './settings.ts'

/** The body of a request, broken off with an error beyond `maxBytes` or when the client goes away. */
export interface MeteredBody {
  /** Reads from the client only once this is asked for. */
  stream(): Readable
  isTooLarge(): boolean
}

export function meterBody(incoming: IncomingMessage, maxBytes: number): MeteredBody {
  let bytes = Number(incoming.headers['content-length'] ?? 0)
  return {
    isTooLarge: () => bytes > maxBytes,
    stream() {
      bytes = 0
      const meter = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length
          if (bytes > maxBytes) done(new Error('The body is too large.'))
          else done(null, chunk)
        },
      })
      incoming.once('close', () => {
        if (!incoming.complete) meter.destroy(new Error('The client went away.'))
      })
      // Read to its end, or the client would wait for us to do so before it reads our refusal.
      meter.once('error', () => incoming.resume())
      return incoming.pipe(meter)
    },
  }
}

/** The web Request of a Node request; its body streams, and it is aborted when the client goes away. */
export function toRequest(
  incoming: IncomingMessage,
  response: ServerResponse,
  origin: string,
  body?: MeteredBody,
): Request {
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const hasBody = body && incoming.method !== 'GET' && incoming.method !== 'HEAD'
  const abort = new AbortController()
  response.once('close', () => abort.abort())
  // Joined, not resolved: "//elsewhere/" and "http://elsewhere/" are paths to us, never another host.
  return new Request(origin + (incoming.url?.startsWith('/') ? incoming.url : '/'), {
    method: incoming.method,
    headers,
    signal: abort.signal,
    ...(hasBody && { body: Readable.toWeb(body.stream()) as globalThis.ReadableStream, duplex: 'half' }),
  })
}

/** Streams a web Response out; resolves when it is sent or the client has gone. */
export async function sendResponse(response: ServerResponse, answer: Response): Promise<void> {
  response.once('finish', () => {
    // What nobody read would stand before the next request of this connection.
    if (!response.req.complete) response.req.unpipe().resume()
  })
  const cookies = answer.headers.getSetCookie()
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'set-cookie'))
  response.writeHead(answer.status, { ...headers, ...(cookies.length > 0 && { 'set-cookie': cookies }) })
  if (!answer.body || response.req.method === 'HEAD') {
    await answer.body?.cancel()
    response.end()
    return
  }
  // The pipeline breaks when the client leaves half-way; nobody is left to be told.
  await pipeline(Readable.fromWeb(answer.body as ReadableStream), response).catch(() => response.destroy())
}

/** Sends what a handler answers; a handler that fails is a 500, told to the terminal in one line. */
export function reply(
  response: ServerResponse,
  answering: Promise<Response>,
  finish = (answer: Response) => answer,
): void {
  const failed = (error: unknown) => {
    const { method, url } = response.req
    if (!response.destroyed) console.error(`[http] ${method} ${url?.split('?')[0]}: ${String(error)}`)
    return errorResponse(500, { code: 'INTERNAL', message: 'Something went wrong on our side.' })
  }
  answering
    .catch(failed)
    .then((answer) => sendResponse(response, finish(answer)))
    .catch(() => response.destroy())
}

export interface ErrorBody {
  code: string
  message: string
  hint?: string
}

export function jsonResponse(status: number, body: object, headers?: Record<string, string>): Response {
  return Response.json(body, { status, headers })
}

export function errorResponse(status: number, body: ErrorBody, headers?: Record<string, string>): Response {
  return jsonResponse(status, body, headers)
}

/** A server on 127.0.0.1. */
export interface RunningServer {
  url: string
  port: number
  server: Server
  stop(): Promise<void>
}

/**
 * Listens on 127.0.0.1, on an ephemeral port for port 0.
 * @throws StackError when the port is taken
 */
export async function listen(port: number, listener: RequestListener): Promise<RunningServer> {
  const server = createServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new StackError(`Port ${port} is taken.`, { cause: error }) : error)
    })
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    server,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Whether a Host header names this machine. A name that merely resolves to it does not: that is DNS rebinding. */
export function isLoopbackHost(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host ?? '')
}
