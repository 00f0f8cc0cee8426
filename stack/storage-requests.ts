import type { PostgresConnection } from '@supabase/lite/postgres'
import { jwtVerify } from 'jose'
import { z } from 'zod'
import { jsonResponse } from './http.ts'
import type { RequestContext } from './request-context.ts'
import type { Secrets } from './secrets.ts'
import { correctAnswer } from './storage-answers.ts'

type Next = (request: Request) => Promise<Response>

const UPLOAD = /^\/object\/(?!(list|sign|info|public|move|copy)\b)[^/]+\/.+/
const LIST = /^\/object\/list\/([^/]+)$/
const SIGN_MANY = /^\/object\/sign\/[^/]+$/
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
  if (method === 'POST') {
    const bucket = LIST.exec(path)?.[1]
    if (bucket) return list(request, decodeURIComponent(bucket), connection, secrets)
    if (SIGN_MANY.test(path)) return signMany(request, next)
  }
  if (method === 'PUT' ? UPLOAD.test(path) : method === 'POST' && UPLOAD.test(path) && !SIGNED.test(path)) {
    const upload = await readUpload(request)
    return upload ? next(upload) : refuse(400, 'InvalidRequest', 'The form has no file.')
  }
  return correctAnswer(await next(request), context)
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

const signManyBody = z.object({ paths: z.array(z.string()).max(1000), expiresIn: z.number() })

// Lite takes this request for one that signs a single file without a name.
async function signMany(request: Request, next: Next): Promise<Response> {
  const { success, data } = signManyBody.safeParse(await request.json().catch(() => null))
  if (!success) return refuse(400, 'InvalidRequest', 'The body must have paths and expiresIn.')
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  const signed = data.paths.map(async (path) => {
    const body = JSON.stringify({ expiresIn: data.expiresIn })
    const answer = await next(
      new Request(`${request.url}/${encodeURI(path)}`, { method: 'POST', headers, body }),
    )
    const { signedUrl, message } = (await answer.json()) as { signedUrl?: string; message?: string }
    return {
      path,
      signedURL: signedUrl?.replace('/storage/v1', '') ?? null,
      error: signedUrl ? null : message,
    }
  })
  return jsonResponse(200, await Promise.all(signed))
}

const listBody = z.object({
  prefix: z.string().default(''),
  limit: z.number().int().min(0).max(1000).default(100),
  offset: z.number().int().min(0).default(0),
  search: z.string().default(''),
  sortBy: z.object({ column: z.string().default('name'), order: z.string().default('asc') }).prefault({}),
})

async function list(
  request: Request,
  bucket: string,
  connection: PostgresConnection,
  secrets: Secrets,
): Promise<Response> {
  const claims = await readCaller(request, secrets)
  if (!claims) return refuse(400, 'InvalidJWT', 'The access token has expired or is not valid.')
  const { success, data } = listBody.safeParse(await request.json().catch(() => null))
  if (!success)
    return refuse(400, 'InvalidRequest', 'The body must have a prefix, limit and offset that fit.')
  const { prefix, limit, offset, search, sortBy } = data
  const folder = prefix && !prefix.endsWith('/') ? `${prefix}/` : prefix
  const entries = await connection.withContext(
    {
      auth: { uid: claims.sub ?? null, role: claims.role, jwt: claims },
      storage: { operation: 'storage.object.list' },
    },
    (database) =>
      database
        .selectFrom(({ fn, val }) =>
          fn('storage.search', [
            ...[folder, bucket, limit, folder.split('/').length, offset, search].map(val),
            ...[sortBy.column, sortBy.order].map(val),
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
