import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { authSettingsQuery } from '../../lib/auth-settings.ts'
import { supabase } from '../../lib/supabase.ts'
import { toast } from '../../lib/toast.ts'
import { Button } from '../../ui/button.tsx'
import { authErrorPath } from './auth-errors.ts'
import { callbackUrl } from './auth-link.ts'

/** Only there when the platform says that Google is set up. */
export function GoogleButton({ next }: { next: string }) {
  const t = useTranslations()
  // Not knowing is no reason to keep anybody from signing in with a password.
  const { data: settings } = useQuery({ ...authSettingsQuery(), throwOnError: false })
  if (!settings?.hasGoogle) return null

  const signIn = async () => {
    const { error } = await supabase.auth.signInWithOAuth({
      provider: 'google',
      options: { redirectTo: callbackUrl(next) },
    })
    if (error) toast.error(t(authErrorPath(error)))
  }

  return (
    <Button size="lg" onClick={() => void signIn()}>
      {t('account.google')}
    </Button>
  )
}
