import { createHash, timingSafeEqual } from 'node:crypto'
import { isAuthRetryableFetchError } from '@supabase/supabase-js'
import { jwtVerify } from 'jose'
import { z } from 'zod'
import { authClient } from './clients.ts'
import type { Env } from './env.ts'
import { HttpError } from './http-error.ts'

const claimsSchema = z.looseObject({
  sub: z.uuid(),
  role: z.literal('authenticated'),
  email: z.string().optional(),
  session_id: z.string().optional(),
  aal: z.string().optional(),
  is_anonymous: z.boolean().optional(),
})

/** Who a session belongs to. `sub` is the user's id. */
export type Claims = z.infer<typeof claimsSchema>

export interface Session {
  token: string
  claims: Claims
}

/**
 * The session of the Bearer token.
 * @throws HttpError UNAUTHENTICATED without a valid one, UNAVAILABLE when Auth cannot be asked
 */
export async function requireUser(env: Env, request: Request): Promise<Session> {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (!token) throw unauthenticated('Sign in first.')
  const claims = claimsSchema.safeParse(await verify(env, token))
  // A valid token of nobody in particular, such as a legacy key.
  if (!claims.success) throw unauthenticated('This needs the session of a person.')
  return { token, claims: claims.data }
}

async function verify(env: Env, token: string): Promise<unknown> {
  if (env.jwtSecret) {
    const key = new TextEncoder().encode(env.jwtSecret)
    const result = await jwtVerify(token, key, { algorithms: ['HS256'], requiredClaims: ['exp'] }).catch(
      () => null,
    )
    if (!result) throw invalidSession()
    return result.payload
  }
  const { data, error } = await authClient(env)
    .getClaims(token, { jwks: env.jwks })
    // A token whose parts are not JSON makes it throw instead.
    .catch(() => ({ data: null, error: null }))
  if (error && isAuthRetryableFetchError(error)) {
    throw new HttpError('UNAVAILABLE', 'Sessions cannot be checked at the moment. Try again.', {
      cause: error,
    })
  }
  if (!data) throw invalidSession()
  return data.claims
}

/**
 * Lets only the scheduler pass, by the token it shares with us.
 * @throws HttpError UNAUTHENTICATED
 */
export function requireJobsToken(env: Env, request: Request): void {
  const given = request.headers.get('x-jobs-token') ?? ''
  if (!timingSafeEqual(digest(given), digest(env.jobsToken)))
    throw unauthenticated('This is for the scheduler only.')
}

// Equal lengths, whatever was sent.
const digest = (text: string) => createHash('sha256').update(text).digest()

/** Also for the token of somebody who is gone: it holds until it expires. */
export const invalidSession = (): HttpError =>
  unauthenticated('Your session is not valid or has expired. Sign in again.')

const unauthenticated = (message: string) =>
  new HttpError('UNAUTHENTICATED', message, { headers: { 'www-authenticate': 'Bearer' } })
