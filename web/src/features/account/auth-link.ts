import type { EmailOtpType } from '@supabase/supabase-js'

export type AuthLink =
  | { kind: 'error'; code: string }
  | { kind: 'token-hash'; tokenHash: string; type: EmailOtpType }
  | { kind: 'code'; code: string }
  | { kind: 'tokens'; accessToken: string; refreshToken: string; type: string }
  | { kind: 'none' }

const OTP_TYPES: readonly EmailOtpType[] = [
  'signup',
  'invite',
  'magiclink',
  'recovery',
  'email_change',
  'email',
]

/**
 * What a link from a mail or a provider brings. Platforms differ: a token hash, a one-time code, or tokens in the
 * fragment; and all of them may bring an error instead.
 */
export function readAuthLink(href: string): AuthLink {
  const { searchParams, hash } = new URL(href)
  const fragment = new URLSearchParams(hash.replace(/^#/, ''))
  const read = (name: string) => searchParams.get(name) ?? fragment.get(name)

  const error = read('error_code') ?? read('error')
  if (error) return { kind: 'error', code: error }

  const tokenHash = searchParams.get('token_hash')
  const type = OTP_TYPES.find((candidate) => candidate === read('type'))
  if (tokenHash) return { kind: 'token-hash', tokenHash, type: type ?? 'email' }

  const code = searchParams.get('code')
  if (code) return { kind: 'code', code }

  const accessToken = fragment.get('access_token')
  const refreshToken = fragment.get('refresh_token')
  if (accessToken && refreshToken) {
    return { kind: 'tokens', accessToken, refreshToken, type: fragment.get('type') ?? '' }
  }
  return { kind: 'none' }
}

/** Links in mails lead back here; `next` is where the person goes then. */
export const callbackUrl = (next: string, purpose?: 'new-address'): string =>
  `${window.location.origin}/auth/callback?${new URLSearchParams({ next, ...(purpose && { purpose }) }).toString()}`
