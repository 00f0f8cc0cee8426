import { createHash, timingSafeEqual } from 'node:crypto'
import { errors, jwtVerify, type JWTPayload } from 'jose'
import { refusal, tokenExpired, type RealtimeError } from './errors.ts'

/** Who a token says its bearer is. */
export interface Session {
  role: string
  claims: JWTPayload
  /** Unix seconds; null for an API key. */
  expiresAt: number | null
}

export interface TokenSettings {
  jwtSecret: string
  publishableKey: string
  secretKey: string
}

/** Answers who a token or API key stands for. @throws RealtimeError when it does not hold. */
export type VerifyToken = (token: string) => Promise<Session>

const ALGORITHMS = ['HS256', 'HS384', 'HS512']

/** Makes the verifier of a stack's HS256 tokens and its two `sb_` keys. */
export function createTokenVerifier({ jwtSecret, publishableKey, secretKey }: TokenSettings): VerifyToken {
  const secret = new TextEncoder().encode(jwtSecret)
  const keys = [
    { digest: digestOf(publishableKey), role: 'anon' },
    { digest: digestOf(secretKey), role: 'service_role' },
  ]

  return async (token) => {
    const cleaned = token.replace(/\s/g, '')
    const digest = digestOf(cleaned)
    const key = keys.find((key) => timingSafeEqual(key.digest, digest))
    if (key) return { role: key.role, claims: { role: key.role }, expiresAt: null }

    const claims = await verifyJwt(cleaned, secret)
    if (typeof claims.role !== 'string' || typeof claims.exp !== 'number') throw refusal('missingClaims')
    return { role: claims.role, claims, expiresAt: claims.exp }
  }
}

/** An API key rather than a user's token. */
export const isApiKey = (token: string) => token.startsWith('sb_')

const digestOf = (text: string) => createHash('sha256').update(text).digest()

async function verifyJwt(token: string, secret: Uint8Array): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, secret, { algorithms: ALGORITHMS })
    return payload
  } catch (error) {
    throw describeTokenError(error)
  }
}

function describeTokenError(error: unknown): RealtimeError {
  if (error instanceof errors.JWTExpired) {
    return tokenExpired(Math.floor(Date.now() / 1000) - Number(error.payload.exp))
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return refusal('wrongSignature')
  if (error instanceof errors.JOSEAlgNotAllowed) return refusal('unknownSigner')
  return refusal('malformedToken')
}
