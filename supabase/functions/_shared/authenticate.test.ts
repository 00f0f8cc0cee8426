import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { requireUser } from './authenticate.ts'
import { signTestToken, testRuntime } from './test-runtime.ts'

const withToken = (token: string) =>
  new Request('http://localhost/f', { headers: { authorization: `Bearer ${token}` } })

describe('on the local stack, where sessions are signed with a shared secret', () => {
  const { env } = testRuntime()

  test('a session gives its claims and token', async () => {
    const token = await signTestToken({ email: 'ada@example.org', is_anonymous: false })
    expect(await requireUser(env, withToken(token))).toMatchObject({
      token,
      claims: { email: 'ada@example.org' },
    })
  })

  test.each([
    ['signed by someone else', () => signTestToken({}, 'the secret of some other stack, 32+ bytes')],
    ['expired', () => signTestToken({ exp: Math.floor(Date.now() / 1000) - 1 })],
    ['of a key instead of a person', () => signTestToken({ role: 'anon' })],
    ['of the service', () => signTestToken({ role: 'service_role' })],
    ['of nobody', () => signTestToken({ sub: 'nobody' })],
    ['without a signature', () => `${btoa('{"alg":"none"}')}.${btoa('{"role":"authenticated"}')}.`],
    ['a publishable key', () => 'sb_publishable_test'],
    ['rubbish', () => 'a.b.c'],
  ])('a token that is %s is refused', async (_, token) => {
    await expect(requireUser(env, withToken(await token()))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    })
  })

  test.each(['', 'Bearer', 'Basic YTpi'])('the header "%s" is refused', async (authorization) => {
    const request = new Request('http://localhost/f', { headers: { authorization } })
    await expect(requireUser(env, request)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: 'Sign in first.',
    })
  })

  test('a token that never expires is refused', async () => {
    const token = await new SignJWT({ sub: crypto.randomUUID(), role: 'authenticated' })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(env.jwtSecret))
    await expect(requireUser(env, withToken(token))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})

describe('on hosted, where sessions are signed with a private key', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = {
    ...(await exportJWK(publicKey)),
    kid: 'current',
    alg: 'ES256',
    use: 'sig',
    key_ops: ['verify'],
  }
  const { env } = testRuntime({
    SUPABASE_JWT_SECRET: undefined,
    SUPABASE_JWKS: JSON.stringify({ keys: [jwk] }),
  })
  const sign = (key: CryptoKey, expires = '30m') =>
    new SignJWT({ sub: crypto.randomUUID(), role: 'authenticated' })
      .setProtectedHeader({ alg: 'ES256', kid: 'current' })
      .setExpirationTime(expires)
      .sign(key)

  test('a session is checked against the public keys, without asking Auth', async () => {
    const token = await sign(privateKey)
    expect(await requireUser(env, withToken(token))).toMatchObject({
      token,
      claims: { role: 'authenticated' },
    })
  })

  test('one signed with another key is refused', async () => {
    const { privateKey: other } = await generateKeyPair('ES256')
    await expect(requireUser(env, withToken(await sign(other)))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    })
  })

  test('an expired one is refused', async () => {
    const token = await sign(privateKey, '1s ago')
    await expect(requireUser(env, withToken(token))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  test.each(['a.b.c', 'sb_secret_test', 'e30.e30.e30'])('"%s" is refused', async (token) => {
    await expect(requireUser(env, withToken(token))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})

describe('where only Auth can tell whether a session is valid', () => {
  let auth: Server
  let url: string

  beforeAll(async () => {
    auth = createServer((request, response) => {
      const isKnown =
        request.headers['x-supabase-api-version'] && !request.headers.authorization?.endsWith('forged')
      response.writeHead(isKnown ? 200 : 403, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify(isKnown ? { id: 'u' } : { code: 403, error_code: 'bad_jwt', msg: 'invalid JWT' }),
      )
    }).listen(0, '127.0.0.1')
    await once(auth, 'listening')
    url = `http://127.0.0.1:${(auth.address() as AddressInfo).port}`
  })
  afterAll(() => auth.close())

  test('Auth is asked', async () => {
    const { env } = testRuntime({ SUPABASE_JWT_SECRET: undefined, SUPABASE_URL: url })
    const token = await signTestToken()
    expect(await requireUser(env, withToken(token))).toMatchObject({ token })
    const forged = `${token.split('.').slice(0, 2).join('.')}.forged`
    await expect(requireUser(env, withToken(forged))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  })

  test('when Auth is away, the session is not called invalid', async () => {
    // auth-js prints what it also returns.
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { env } = testRuntime({ SUPABASE_JWT_SECRET: undefined })
    await expect(requireUser(env, withToken(await signTestToken()))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    })
  })
})
