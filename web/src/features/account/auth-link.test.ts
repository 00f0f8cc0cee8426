import { describe, expect, it } from 'vitest'
import { readAuthLink } from './auth-link.ts'

const site = 'https://aurum.life/auth/callback'

describe('a link from a mail', () => {
  it('may bring a token hash', () => {
    expect(readAuthLink(`${site}?token_hash=abc&type=recovery`)).toEqual({
      kind: 'token-hash',
      tokenHash: 'abc',
      type: 'recovery',
    })
  })

  it('may bring a one-time code', () => {
    expect(readAuthLink(`${site}?next=%2Ftoday&code=123`)).toEqual({ kind: 'code', code: '123' })
  })

  it('may bring tokens in the fragment', () => {
    expect(readAuthLink(`${site}?next=%2Ftoday#access_token=a&refresh_token=r&type=magiclink`)).toEqual({
      kind: 'tokens',
      accessToken: 'a',
      refreshToken: 'r',
      type: 'magiclink',
    })
  })

  it('may bring an error, in the query or in the fragment', () => {
    expect(readAuthLink(`${site}#error=access_denied&error_code=otp_expired`)).toEqual({
      kind: 'error',
      code: 'otp_expired',
    })
    expect(readAuthLink(`${site}?error=access_denied`)).toEqual({ kind: 'error', code: 'access_denied' })
  })

  it('brings nothing when somebody just comes by', () => {
    expect(readAuthLink(site)).toEqual({ kind: 'none' })
  })
})
