import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { corsHeaders } from '@supabase/supabase-js/cors'
import { proxyFetch, proxyUpgrade } from 'httpxy'
import { REQUEST_HEADERS, RESPONSE_HEADERS } from '../shared/request-headers.ts'
import { errorResponse, jsonResponse, listen, meterBody, reply, toRequest } from './http.ts'

export interface GatewayOptions {
  port: number
  /** Data API, Auth and Storage. */
  api: { fetch(request: Request): Promise<Response> }
  /** Asked for each request, as a service that was brought back has another port. */
  functionsUrl(): string
  realtimeUrl(): string
  publishableKey: string
  secretKey: string
}

// Services read the path; the Host header reaches them as it is, whatever it says.
const ORIGIN = 'http://127.0.0.1'
const MEGABYTE = 1024 * 1024
const MAX_BODY_BYTES = 10 * MEGABYTE
const MAX_UPLOAD_BYTES = 60 * MEGABYTE

// What our clients send beyond the list of supabase-js, as PostgREST and Storage allow on hosted.
const ALLOWED_HEADERS = [
  corsHeaders['Access-Control-Allow-Headers'],
  'accept, accept-profile, content-profile, prefer, range, range-unit, if-none-match, cache-control',
  'x-upsert, x-metadata, x-region, x-supabase-api-version, idempotency-key',
  ...REQUEST_HEADERS,
].join(', ')
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'content-range, content-location, content-length, content-disposition, etag, preference-applied, x-sb-error-code, x-supabase-api-version, ' +
    RESPONSE_HEADERS.join(', '),
}
const PREFLIGHT = {
  ...CORS,
  'access-control-allow-headers': ALLOWED_HEADERS,
  'access-control-allow-methods': `${corsHeaders['Access-Control-Allow-Methods']}, HEAD`,
  'access-control-max-age': '3600',
}

// What is opened by a browser, from a mail or in an <img>, where nobody can add a key; each proves itself by a token.
const KEYLESS = [
  /^\/auth\/v1\/(verify|callback|authorize|\.well-known\/.*)$/,
  /^\/storage\/v1\/(object|render\/image)\/(public|sign)\//,
  /^\/storage\/v1\/object\/upload\/sign\//,
]

/**
 * Starts the one origin that clients know: /rest/v1, /auth/v1, /storage/v1, /functions/v1 and /realtime/v1, with the
 * API key and CORS rules of Supabase. Functions see their own name first in the path, and check keys themselves.
 */
export async function startGateway(options: GatewayOptions): Promise<{ url: string; stop(): Promise<void> }> {
  const upgraded = new Set<Duplex>()
  const gateway = await listen(options.port, (incoming, response) => {
    reply(response, answer(incoming, response, options), withCors)
  })
  gateway.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    upgraded.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => upgraded.delete(socket))
    upgrade(request, socket, head, options)
  })
  return {
    url: gateway.url,
    async stop() {
      for (const socket of upgraded) socket.destroy()
      await gateway.stop()
    },
  }
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  options: GatewayOptions,
): Promise<Response> {
  if (incoming.method === 'OPTIONS') return new Response(null, { status: 204, headers: PREFLIGHT })
  const path = (incoming.url ?? '/').split('?')[0] ?? '/'
  const service = /^\/(rest|auth|storage|functions|realtime)\/v1(?=\/|$)/.exec(path)?.[1]
  const refusal = !isDecodable(path)
    ? errorResponse(400, { code: 'BAD_REQUEST', message: 'The path is not valid percent-encoding.' })
    : service
      ? checkKey(incoming, path, service, options)
      : answerItself(path)
  if (refusal) return refusal

  const maxBytes = service === 'storage' ? MAX_UPLOAD_BYTES : MAX_BODY_BYTES
  const body = meterBody(incoming, maxBytes)
  if (body.isTooLarge()) return tooLarge(maxBytes)
  try {
    const request = toRequest(incoming, response, ORIGIN, body)
    const result =
      service === 'functions' || service === 'realtime'
        ? await forward(request, service, options)
        : await options.api.fetch(request)
    return body.isTooLarge() ? tooLarge(maxBytes) : result
  } catch (error) {
    if (body.isTooLarge()) return tooLarge(maxBytes)
    throw error
  }
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

function answerItself(path: string): Response {
  if (path === '/')
    return jsonResponse(200, {
      name: 'Aurum Life',
      services: ['rest', 'auth', 'storage', 'functions', 'realtime'],
    })
  if (path === '/health') return jsonResponse(200, { status: 'ok' })
  return errorResponse(404, { code: 'NOT_FOUND', message: `There is nothing at ${path}.` })
}

function checkKey(
  { headers, url }: IncomingMessage,
  path: string,
  service: string,
  { publishableKey, secretKey }: GatewayOptions,
): Response | null {
  if (service === 'functions' || service === 'realtime' || KEYLESS.some((open) => open.test(path)))
    return null
  const key = headers.apikey ?? new URLSearchParams(url?.split('?')[1]).get('apikey')
  if (key === publishableKey || key === secretKey) return null
  return key
    ? errorResponse(401, {
        code: 'UNAUTHORIZED_INVALID_API_KEY',
        message: 'Invalid API key',
        hint: 'Double check your Supabase `apikey`',
      })
    : errorResponse(401, {
        code: 'UNAUTHORIZED_MISSING_API_KEY',
        message: 'No API key found in request',
        hint: 'No `apikey` request header or url param was found.',
      })
}

// In the words of Storage too, whose client reads `statusCode` and `error`.
const tooLarge = (maxBytes: number) =>
  jsonResponse(413, {
    code: 'PAYLOAD_TOO_LARGE',
    message: `The body is larger than ${maxBytes / MEGABYTE} MB.`,
    statusCode: '413',
    error: 'Payload too large',
  })

function withCors(response: Response): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(CORS)) headers.set(name, value)
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
}

const below = (url: string, service: string) => url.slice(`/${service}/v1`.length) || '/'

async function forward(
  request: Request,
  service: 'functions' | 'realtime',
  options: GatewayOptions,
): Promise<Response> {
  const { pathname, search, origin } = new URL(request.url)
  const target = service === 'functions' ? options.functionsUrl() : options.realtimeUrl()
  const { method, headers, body, signal } = request
  try {
    return await proxyFetch(target, origin + below(pathname + search, service), {
      method,
      headers,
      body,
      signal,
    })
  } catch (error) {
    if (signal.aborted) throw error
    const message = `The ${service} service is not reachable. It may be starting; try again in a moment.`
    return errorResponse(503, { code: 'UPSTREAM_UNAVAILABLE', message }, { 'retry-after': '1' })
  }
}

function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, options: GatewayOptions): void {
  const service = /^\/(functions|realtime)\/v1\//.exec(request.url ?? '')?.[1]
  if (!service) {
    socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n')
    return
  }
  request.url = below(request.url ?? '', service)
  const target = service === 'functions' ? options.functionsUrl() : options.realtimeUrl()
  proxyUpgrade(target, request, socket, head).catch(() => socket.destroy())
}
