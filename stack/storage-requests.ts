import type { PostgresConnection } from '@supabase/lite/postgres'
import { jwtVerify } from 'jose'
import { jsonResponse } from './http.ts'
import type { RequestContext } from './request-context.ts'
import type { Secrets } from './secrets.ts'

type Next = (request: Request) => Promise<Response>

const UPLOAD = /^\/object\/(?!(list|sign|info|public|move|copy)\b)[^/]+\/.+/
const LIST = /^\/object\/list\/([^/]+)$/
const SIGNED = /^\/object\/(upload\/)?sign\/[^/]+\/.+/

/**
 * Answers a request to Storage with the help of lite (`next`), correcting what lite does otherwise than hosted:
 * files sent as forms, sizes of streams, lists by folder, signed links that have expired, ranges and downloads.
 */
export async function answerStorage(
  request: Request,
  context: RequestContext,
  next: Next,
  { connection, secrets }: { connection: PostgresConnection; secrets: Secrets },
): Promise<Response> {
  const { method, path, query } = context
  const key = new TextEncoder().encode(secrets.jwtSecret)
  const token = query.get('token')
  if (SIGNED.test(path) && token && !(await verify(token, key))) {
    return refuse(400, 'InvalidJWT', 'The link has expired or is not valid.')
  }
  const bucket = LIST.exec(path)?.[1]
  if (bucket && method === 'POST') return list(request, bucket, connection, secrets)
  if (
    (method === 'POST' || method === 'PUT') &&
    UPLOAD.test(path) &&
    !(method === 'POST' && SIGNED.test(path))
  ) {
    const upload = await readUpload(request)
    return upload ? next(upload) : refuse(400, 'InvalidRequest', 'The form has no file.')
  }
  return finish(await next(request), context)
}

const refuse = (status: number, error: string, message: string) =>
  jsonResponse(status, { statusCode: String(status), error, message })

async function verify(token: string, key: Uint8Array) {
  return jwtVerify(token, key, { algorithms: ['HS256'] }).then(
    ({ payload }) => payload,
    () => null,
  )
}

// Lite misses the file in the forms of supabase-js, and believes a stream without a length to be empty.
async function readUpload(request: Request): Promise<Request | null> {
  const headers = new Headers(request.headers)
  const { url, method, signal } = request
  if (!headers.get('content-type')?.startsWith('multipart/form-data')) {
    if (headers.has('content-length')) return request
    const body = await request.arrayBuffer()
    headers.set('content-length', String(body.byteLength))
    return new Request(url, { method, headers, signal, body })
  }
  const form = await request.formData().catch(() => null)
  const file = form && [...form.values()].find((value) => value instanceof File)
  if (!file) return null
  const cacheControl = form.get('cacheControl')
  if (typeof cacheControl === 'string') headers.set('cache-control', `max-age=${cacheControl}`)
  headers.set('content-type', file.type || 'application/octet-stream')
  headers.set('content-length', String(file.size))
  return new Request(url, { method, headers, signal, body: file })
}

interface ListOptions {
  prefix?: string
  limit?: number
  offset?: number
  search?: string
  sortBy?: { column?: string; order?: string }
}

async function list(
  request: Request,
  bucket: string,
  connection: PostgresConnection,
  secrets: Secrets,
): Promise<Response> {
  const claims = await readCaller(request, secrets)
  if (!claims) return refuse(400, 'InvalidJWT', 'The access token has expired or is not valid.')
  const options = await request.json().then(
    (body: unknown) => (typeof body === 'object' && body ? (body as ListOptions) : {}),
    () => null,
  )
  if (!options) return refuse(400, 'InvalidRequest', 'The body is not JSON.')
  const { prefix = '', limit = 100, offset = 0, search = '', sortBy } = options
  const folder = prefix && !prefix.endsWith('/') ? `${prefix}/` : prefix
  const caller = { auth: { uid: claims.sub ?? null, role: claims.role, jwt: claims } }
  const entries = await connection.withContext(
    { ...caller, storage: { operation: 'storage.object.list' } },
    (database) =>
      database
        .selectFrom(({ fn, val }) =>
          fn('storage.search', [
            ...[val(folder), val(decodeURIComponent(bucket)), val(Math.min(limit, 1000))],
            ...[val(folder.split('/').length), val(offset), val(search)],
            ...[val(sortBy?.column ?? 'name'), val(sortBy?.order ?? 'asc')],
          ]).as('entry'),
        )
        .selectAll()
        .execute(),
  )
  return jsonResponse(200, entries)
}

async function readCaller(
  { headers }: Request,
  { jwtSecret, secretKey }: Secrets,
): Promise<{ role: string; sub?: string } | null> {
  const bearer = /^Bearer\s+(.+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (bearer && !bearer.startsWith('sb_')) {
    const claims = await verify(bearer, new TextEncoder().encode(jwtSecret))
    return claims && { ...claims, role: typeof claims.role === 'string' ? claims.role : 'anon' }
  }
  return { role: headers.get('apikey') === secretKey ? 'service_role' : 'anon' }
}

async function finish(answer: Response, { answerStatus, query, method }: RequestContext): Promise<Response> {
  if (method !== 'GET' || !answer.ok) return answer
  const headers = new Headers(answer.headers)
  // People's files are shown, never run, in the origin of the API.
  headers.set('x-content-type-options', 'nosniff')
  const download = query.get('download')
  if (download !== null) {
    const name = download && `; filename*=UTF-8''${encodeURIComponent(download)}`
    headers.set('content-disposition', `attachment${name}`)
  }
  if (answerStatus === 304) {
    await answer.body?.cancel()
    return new Response(null, { status: 304, headers })
  }
  return new Response(answer.body, { status: answerStatus ?? answer.status, headers })
}
