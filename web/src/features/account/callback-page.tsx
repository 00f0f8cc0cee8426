import { Link, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { supabase } from '../../lib/supabase.ts'
import { Notice } from '../../ui/notice.tsx'
import { AccountLayout, linkClass } from './account-layout.tsx'
import { authErrorPath } from './auth-errors.ts'
import { readAuthLink } from './auth-link.ts'

const NEW_PASSWORD = '/auth/new-password'

const redeemed = new Map<string, Promise<string>>()

/** Turns a link into a session, once per link: its token works only once, and effects may run twice. */
function redeem(href: string): Promise<string> {
  let result = redeemed.get(href)
  if (!result) {
    result = redeemLink(href)
    redeemed.set(href, result)
  }
  return result
}

async function redeemLink(href: string): Promise<string> {
  const link = readAuthLink(href)
  const asked = new URL(href).searchParams.get('next') ?? '/today'
  const next = /^\/(?![/\\])/.test(asked) ? asked : '/today'

  switch (link.kind) {
    case 'error':
      throw { code: link.code }
    case 'none':
      throw { code: 'otp_expired' }
    case 'token-hash': {
      const { error } = await supabase.auth.verifyOtp({ token_hash: link.tokenHash, type: link.type })
      if (error) throw error
      return link.type === 'recovery' ? NEW_PASSWORD : next
    }
    case 'code': {
      // A new address is confirmed before the link leads here, and auth-js has thrown the key to this code away: who is
      // signed in gets the address into the session, who is not signs in with it.
      const isNewAddress = new URL(href).searchParams.get('purpose') === 'new-address'
      if (isNewAddress) {
        const { error } = await supabase.auth.refreshSession()
        return error ? '/sign-in' : next
      }
      const { error } = await supabase.auth.exchangeCodeForSession(link.code)
      if (error) throw error
      return next
    }
    case 'tokens': {
      const { error } = await supabase.auth.setSession({
        access_token: link.accessToken,
        refresh_token: link.refreshToken,
      })
      if (error) throw error
      return link.type === 'recovery' ? NEW_PASSWORD : next
    }
  }
}

export function CallbackPage() {
  const t = useTranslations()
  const router = useRouter()
  const [failure, setFailure] = useState<unknown>(null)

  useEffect(() => {
    let isCurrent = true
    redeem(window.location.href).then(
      // Replaced, so that Back does not lead to a used-up link and the tokens leave the address bar.
      (next) => isCurrent && router.history.replace(next),
      (error: unknown) => isCurrent && setFailure(error),
    )
    return () => {
      isCurrent = false
    }
  }, [router])

  return (
    <AccountLayout title={t(failure ? 'account.linkFailed' : 'account.signingIn')}>
      {failure !== null && (
        <div className="flex flex-col gap-5">
          <Notice tone="danger" role="alert">
            {t(authErrorPath(failure))}
          </Notice>
          <p className="flex flex-wrap gap-x-5 gap-y-2">
            <Link to="/sign-in" className={linkClass}>
              {t('account.backToSignIn')}
            </Link>
            <Link to="/reset-password" className={linkClass}>
              {t('account.forgot')}
            </Link>
          </p>
        </div>
      )}
    </AccountLayout>
  )
}
