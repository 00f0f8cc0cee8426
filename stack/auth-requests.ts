import { randomUUID } from 'node:crypto'
import type { PostgresConnection } from '@supabase/lite/postgres'
import { decodeJwt } from 'jose'
import { PKCE_PREFIX } from './auth-mailer.ts'
import { withRequestContext, type RequestContext } from './request-context.ts'

type Next = (request: Request) => Promise<Response>

/**
 * Answers a request to Auth with the help of lite (`next`), adding what hosted knows and lite does not: the type
 * "email" of verifyOtp, and links of mails that lead back to a client with PKCE, as all of @supabase/ssr are.
 */
export async function answerAuth(
  request: Request,
  context: RequestContext,
  next: Next,
  connection: PostgresConnection,
): Promise<Response> {
  if (request.method === 'GET' || request.method === 'HEAD') {
    return context.path === '/verify' ? followLink(request, next, connection) : next(request)
  }
  const text = await request.text()
  const body = parseObject(text)
  if (!body) return next(rebuild(request, text))
  const understood = context.path === '/verify' ? readVerification(body) : body
  return withRequestContext({ ...context, body }, () => next(rebuild(request, JSON.stringify(understood))))
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

function rebuild(request: Request, body: string): Request {
  const { method, headers, signal, url } = request
  return new Request(url, { method, headers, signal, ...(body && { body }) })
}

const verificationType = (type: unknown) => (type === 'email' ? 'magiclink' : type)

function readVerification(body: Record<string, unknown>): Record<string, unknown> {
  const hash = body.token_hash
  return {
    ...body,
    type: verificationType(body.type),
    ...(typeof hash === 'string' &&
      hash.startsWith(PKCE_PREFIX) && { token_hash: hash.slice(PKCE_PREFIX.length) }),
  }
}

async function followLink(request: Request, next: Next, connection: PostgresConnection): Promise<Response> {
  const link = new URL(request.url)
  const { searchParams } = link
  const token = searchParams.get('token') ?? ''
  const challenge = searchParams.get('code_challenge')
  searchParams.set('type', String(verificationType(searchParams.get('type') ?? '')))
  if (token.startsWith(PKCE_PREFIX)) searchParams.set('token', token.slice(PKCE_PREFIX.length))

  const answer = await next(new Request(link, request))
  const target = answer.headers.get('location')
  const accessToken = new URLSearchParams(target?.split('#')[1]).get('access_token')
  if (!challenge || !target || !accessToken) return answer

  // Lite has put a session into the address. Exchange it for a code that only the asking browser can redeem.
  const code = await issueCode(connection, accessToken, challenge, searchParams.get('code_challenge_method'))
  const redirect = new URL(target)
  redirect.hash = ''
  redirect.searchParams.set('code', code)
  return new Response(null, { status: 303, headers: { location: redirect.toString() } })
}

async function issueCode(
  { driver }: PostgresConnection,
  accessToken: string,
  challenge: string,
  method: string | null,
): Promise<string> {
  const { sub, session_id } = decodeJwt<{ session_id: string }>(accessToken)
  const code = randomUUID()
  await driver`
    insert into auth.flow_state
      (id, user_id, auth_code, code_challenge, code_challenge_method, authentication_method, provider_type)
    values (${randomUUID()}, ${sub ?? null}, ${code}, ${challenge}, ${method === 's256' ? 's256' : 'plain'}, 'magiclink', 'email')
  `
  await driver`delete from auth.sessions where id = ${session_id}`
  return code
}
