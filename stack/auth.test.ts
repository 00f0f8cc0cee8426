import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { startApi } from './api.ts'
import { loadSecrets } from './secrets.ts'
import { connect, linkIn, meet, randomEmail, readMail } from './test-people.ts'

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

/** Follows a link of a mail as a browser does, but only to the redirect. */
async function follow(link: string): Promise<URL> {
  const answer = await fetch(link, { redirect: 'manual' })
  return new URL(answer.headers.get('location') ?? '')
}

const fragmentOf = (url: URL) => new URLSearchParams(url.hash.slice(1))

describe('signing up and in', () => {
  test('a new person has a session at once, good for 30 minutes', async () => {
    const { data, error } = await connect().auth.signUp({ email: randomEmail(), password: 'long enough' })
    expect(error).toBeNull()
    expect(data.session?.expires_in).toBe(1800)
    expect(claimsOf(data.session!.access_token)).toMatchObject({ sub: data.user?.id, role: 'authenticated' })
  })

  test('a password of less than eight characters is refused', async () => {
    const { error } = await connect().auth.signUp({ email: randomEmail(), password: '1234567' })
    expect(error).toMatchObject({ status: 422, code: 'weak_password' })
  })

  test('an address signs up once', async () => {
    const { email } = await meet()
    const { error } = await connect().auth.signUp({ email, password: 'another one' })
    expect(error).toMatchObject({ status: 422, code: 'user_already_exists' })
  })

  test('a wrong password and an unknown address are told apart by nobody', async () => {
    const { email } = await meet()
    const wrong = await connect().auth.signInWithPassword({ email, password: 'wrong password' })
    const unknown = await connect().auth.signInWithPassword({
      email: randomEmail(),
      password: 'any password',
    })
    expect(wrong.error).toMatchObject({ status: 400, code: 'invalid_credentials' })
    expect(unknown.error?.message).toBe(wrong.error?.message)
  })

  test('the address is the same in capitals', async () => {
    const { email, password, id } = await meet()
    const { data } = await connect().auth.signInWithPassword({ email: email.toUpperCase(), password })
    expect(data.user?.id).toBe(id)
  })

  test('names and zones given at sign-up come back, and change', async () => {
    const client = connect()
    const options = { data: { full_name: 'Ada', time_zone: 'Europe/Berlin' } }
    const { data } = await client.auth.signUp({ email: randomEmail(), password: 'long enough', options })
    expect(data.user?.user_metadata).toMatchObject(options.data)
    const changed = await client.auth.updateUser({ data: { full_name: 'Ada L.' } })
    expect(changed.data.user?.user_metadata).toMatchObject({
      full_name: 'Ada L.',
      time_zone: 'Europe/Berlin',
    })
  })

  test('names and zones given at sign-up reach the profile', async () => {
    const client = connect()
    const options = { data: { full_name: 'Ada', time_zone: 'Europe/Berlin' } }
    await client.auth.signUp({ email: randomEmail(), password: 'long enough', options })
    const { data } = await client.from('user_profiles').select('display_name, time_zone').single()
    expect(data).toEqual({ display_name: 'Ada', time_zone: 'Europe/Berlin' })
  })

  test('the settings say which ways to sign in there are', async () => {
    const { apiUrl, publishableKey } = inject('stack')
    const answer = await fetch(`${apiUrl}/auth/v1/settings`, { headers: { apikey: publishableKey } })
    expect(await answer.json()).toMatchObject({
      external: { email: true, google: false, anonymous_users: false },
      disable_signup: false,
      mailer_autoconfirm: true,
    })
  })

  test('getUser refuses a forged token', async () => {
    const { client } = await meet()
    const { data } = await client.auth.getSession()
    const [head, , signature] = data.session!.access_token.split('.')
    const claims = { ...claimsOf(data.session!.access_token), sub: randomUUID() }
    const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')
    const { error } = await connect().auth.getUser(forged)
    expect(error).toMatchObject({ status: 403, code: 'bad_jwt' })
  })
})

describe('sessions', () => {
  test('a refreshed session has a new refresh token and works', async () => {
    const { client, id } = await meet()
    const before = (await client.auth.getSession()).data.session!
    const { data, error } = await client.auth.refreshSession()
    expect(error).toBeNull()
    expect(data.session?.refresh_token).not.toBe(before.refresh_token)
    expect((await client.auth.getUser()).data.user?.id).toBe(id)
  })

  test('using an old refresh token again ends the whole family', async () => {
    const { client } = await meet()
    const first = (await client.auth.getSession()).data.session!.refresh_token
    await client.auth.refreshSession()
    const { data } = await client.auth.refreshSession()
    const latest = data.session!.refresh_token

    const stolen = await connect().auth.refreshSession({ refresh_token: first })
    expect(stolen.error).toMatchObject({ status: 400, code: 'refresh_token_already_used' })
    const rightful = await connect().auth.refreshSession({ refresh_token: latest })
    expect(rightful.error?.status).toBe(400)
  })

  test('signing out everywhere ends the sessions of all devices', async () => {
    const { client, email, password } = await meet()
    const phone = connect()
    await phone.auth.signInWithPassword({ email, password })
    const phoneSession = (await phone.auth.getSession()).data.session!

    expect((await client.auth.signOut({ scope: 'global' })).error).toBeNull()
    const refreshed = await connect().auth.refreshSession({ refresh_token: phoneSession.refresh_token })
    expect(refreshed.error?.status).toBe(400)
    const user = await connect().auth.getUser(phoneSession.access_token)
    expect(user.error?.name).toBe('AuthSessionMissingError')
  })

  test('signing out on one device leaves the other signed in', async () => {
    const { client, email, password, id } = await meet()
    const phone = connect()
    await phone.auth.signInWithPassword({ email, password })
    await client.auth.signOut({ scope: 'local' })
    expect((await phone.auth.getUser()).data.user?.id).toBe(id)
  })
})

describe('a throwaway account', () => {
  test('is claimed with an address and a password, and stays the same account', async () => {
    const guest = await meet(`guest-${randomUUID()}@guest.aurum.invalid`)
    const email = randomEmail()
    const { data, error } = await guest.client.auth.updateUser({ email, password: 'my own password' })
    expect(error).toBeNull()
    expect(data.user).toMatchObject({ id: guest.id, email: guest.email, new_email: email })

    const early = await connect().auth.signInWithPassword({ email, password: 'my own password' })
    expect(early.error?.code).toBe('invalid_credentials')

    const target = await follow(linkIn(await readMail(email)))
    expect(target.origin).toBe(inject('stack').webUrl)
    expect(fragmentOf(target).get('access_token')).toBeTruthy()

    const signedIn = await connect().auth.signInWithPassword({ email, password: 'my own password' })
    expect(signedIn.data.user).toMatchObject({ id: guest.id, email })
    // The browser that asked goes on with its session, and learns of the new address.
    expect((await guest.client.auth.refreshSession()).data.user).toMatchObject({ id: guest.id, email })
  })

  test('cannot claim an address that is taken', async () => {
    const guest = await meet(`guest-${randomUUID()}@guest.aurum.invalid`)
    const { email } = await meet()
    const { error } = await guest.client.auth.updateUser({ email, password: 'my own password' })
    expect(error).toMatchObject({ status: 422, code: 'email_exists' })
  })

  test('is claimed with the code of the mail as well', async () => {
    const guest = await meet(`guest-${randomUUID()}@guest.aurum.invalid`)
    const email = randomEmail()
    await guest.client.auth.updateUser({ email, password: 'my own password' })
    const token = /\b\d{6}\b/.exec((await readMail(email)).text ?? '')![0]
    const { data, error } = await connect().auth.verifyOtp({ email, token, type: 'email_change' })
    expect(error).toBeNull()
    expect(data.user).toMatchObject({ id: guest.id, email })
  })
})

describe('links by mail', () => {
  test('a magic link signs in once', async () => {
    const { email, id } = await meet()
    await connect().auth.signInWithOtp({ email })
    const link = linkIn(await readMail(email))
    const session = fragmentOf(await follow(link))
    expect(claimsOf(session.get('access_token')!)).toMatchObject({ sub: id })
    expect(fragmentOf(await follow(link)).get('error_code')).toBe('otp_expired')
  })

  test('the code of the mail signs in too, in the words of hosted', async () => {
    const { email, id } = await meet()
    await connect().auth.signInWithOtp({ email })
    const token = /\b\d{6}\b/.exec((await readMail(email)).text ?? '')![0]
    const { data } = await connect().auth.verifyOtp({ email, token, type: 'email' })
    expect(data.user?.id).toBe(id)
  })

  test('a link asked for with PKCE only works in the browser that asked', async () => {
    const { email, id } = await meet()
    const asking = connect(undefined, { flowType: 'pkce' })
    await asking.auth.signInWithOtp({ email })
    const target = await follow(linkIn(await readMail(email)))
    const code = target.searchParams.get('code')!
    expect(target.hash).toBe('')

    const { apiUrl, publishableKey } = inject('stack')
    const thief = await fetch(`${apiUrl}/auth/v1/token?grant_type=pkce`, {
      method: 'POST',
      headers: { apikey: publishableKey, 'content-type': 'application/json' },
      body: JSON.stringify({ auth_code: code, code_verifier: randomUUID() }),
    })
    expect(thief.status).toBe(400)
    const { data, error } = await asking.auth.exchangeCodeForSession(code)
    expect(error).toBeNull()
    expect(data.user?.id).toBe(id)
  })

  test('a new password is set by way of a mail, which leads where the app asked', async () => {
    const { email, id } = await meet()
    const asking = connect(undefined, { flowType: 'pkce' })
    const redirectTo = `${inject('stack').webUrl}/reset-password`
    await asking.auth.resetPasswordForEmail(email, { redirectTo })
    const target = await follow(linkIn(await readMail(email)))
    expect(target.origin + target.pathname).toBe(redirectTo)

    await asking.auth.exchangeCodeForSession(target.searchParams.get('code')!)
    expect((await asking.auth.updateUser({ password: 'a new password' })).error).toBeNull()
    const { data } = await connect().auth.signInWithPassword({ email, password: 'a new password' })
    expect(data.user?.id).toBe(id)
  })

  test('no link leads to a stranger’s site', async () => {
    const { email } = await meet()
    await connect().auth.signInWithOtp({
      email,
      options: { emailRedirectTo: 'https://elsewhere.example/take' },
    })
    const target = await follow(linkIn(await readMail(email)))
    expect(target.origin).toBe(inject('stack').webUrl)
  })

  test('asking for a new password tells nobody whether the address is known', async () => {
    const { error } = await connect().auth.resetPasswordForEmail(randomEmail())
    expect(error).toBeNull()
  })
})

test('Google is offered when its credentials are in the environment', async () => {
  const { apiUrl, webUrl, dataDir, dbUrl, publishableKey } = inject('stack')
  const secrets = await loadSecrets(dataDir)
  const database = new URL(dbUrl)
  database.username = 'authenticator'
  database.password = secrets.authenticatorPassword
  const api = await startApi({
    ...{ databaseUrl: database.href, secrets, apiUrl, siteUrl: webUrl, deliver: async () => {} },
    dataDir: `${dataDir}/google-api`,
    env: { GOOGLE_CLIENT_ID: 'client', GOOGLE_CLIENT_SECRET: 'secret' },
  })
  const headers = { apikey: publishableKey }
  const settings = await api.fetch(new Request(`${apiUrl}/auth/v1/settings`, { headers }))
  expect(await settings.json()).toMatchObject({ external: { google: true } })
  const start = await api.fetch(
    new Request(`${apiUrl}/auth/v1/authorize?provider=google&redirect_to=${webUrl}/plan`),
  )
  const consent = new URL(start.headers.get('location') ?? '')
  expect(consent.host).toBe('accounts.google.com')
  expect(consent.searchParams.get('redirect_uri')).toBe(`${apiUrl}/auth/v1/callback`)
  await api.stop()
})

test('signing in anonymously is refused, so that the app makes a throwaway account', async () => {
  const { error } = await connect().auth.signInAnonymously()
  expect(error?.status).toBeGreaterThanOrEqual(400)
  expect(error?.status).toBeLessThan(500)
})

describe('the database', () => {
  test('keeps no password that can be read', async () => {
    const { id, password } = await meet()
    const database = new pg.Client({ connectionString: inject('stack').dbUrl })
    await database.connect()
    const { rows } = await database.query('select encrypted_password from auth.users where id = $1', [id])
    await database.end()
    expect(rows[0].encrypted_password).toMatch(/^\$2[aby]\$/)
    expect(rows[0].encrypted_password).not.toContain(password)
  })
})
