import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { authSettingsQuery } from '../../lib/auth-settings.ts'
import { supabase } from '../../lib/supabase.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { authErrorPath } from './auth-errors.ts'
import { callbackUrl } from './auth-link.ts'

/** Only there when the platform says that Google is set up. */
export function GoogleButton({ next }: { next: string }) {
  const t = useTranslations()
  const [failure, setFailure] = useState<string | null>(null)
  // Not knowing is no reason to keep anybody from signing in with a password.
  const { data: settings } = useQuery({ ...authSettingsQuery(), throwOnError: false })
  if (!settings?.hasGoogle) return null

  const signIn = async () => {
    const { error } = await supabase.auth.signInWithOAuth({
      provider: 'google',
      options: { redirectTo: callbackUrl(next) },
    })
    if (error) setFailure(t(authErrorPath(error)))
  }

  return (
    <>
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
      <Button size="lg" onClick={() => void signIn()}>
        {t('account.google')}
      </Button>
    </>
  )
}
