import { SignJWT } from 'jose'
import { readEnv } from './env.ts'
import type { LogLine } from './log.ts'
import type { Runtime } from './serve.ts'

export const TEST_JWT_SECRET = 'a secret that only these tests know, 32+ bytes'
export const TEST_JOBS_TOKEN = 'the token that only the scheduler knows'

/** A complete environment of the local stack, with an address where nobody listens. */
export const testEnvironment: Record<string, string | undefined> = {
  SUPABASE_URL: 'http://127.0.0.1:9',
  SUPABASE_PUBLISHABLE_KEYS: '{"default":"sb_publishable_test"}',
  SUPABASE_SECRET_KEYS: '{"default":"sb_secret_test"}',
  SUPABASE_JWT_SECRET: TEST_JWT_SECRET,
  JOBS_TOKEN: TEST_JOBS_TOKEN,
}

/** A runtime for tests of handlers; `lines` fills with what would be logged. */
export function testRuntime(
  changes: Record<string, string | undefined> = {},
): Runtime & { lines: LogLine[] } {
  const lines: LogLine[] = []
  return { env: readEnv({ ...testEnvironment, ...changes }), log: (line) => lines.push(line), lines }
}

/** A session token as the local stack issues them. */
export function signTestToken(
  claims: Record<string, unknown> = {},
  secret = TEST_JWT_SECRET,
): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + 30 * 60
  return new SignJWT({ sub: crypto.randomUUID(), role: 'authenticated', exp, ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode(secret))
}
