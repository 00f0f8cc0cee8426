import type { QueryClient } from '@tanstack/react-query'
import { authSettingsQuery } from './auth-settings.ts'
import { localeStore } from './i18n/locale.ts'
import { GUEST_DOMAIN, settledSession } from './session.ts'
import { supabase } from './supabase.ts'

/** What the profile of a new account starts with. */
export const deviceHints = () => ({
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  locale: localeStore.get(),
})

/**
 * Makes sure there is a session, without asking for an account: anonymous sign-in where the platform has it, a
 * throwaway account with a password nobody knows where not. Both are claimed later with `updateUser`.
 * @throws AuthError when the platform refuses
 */
export async function ensureSession(client: QueryClient): Promise<void> {
  const session = await settledSession()
  if (session.status === 'signed-in') return
  const settings = await client.query({ ...authSettingsQuery(), staleTime: 'static' })
  const data = deviceHints()
  const { error } = settings.hasAnonymousSignIn
    ? await supabase.auth.signInAnonymously({ options: { data } })
    : await supabase.auth.signUp({
        email: `guest-${crypto.randomUUID()}@${GUEST_DOMAIN}`,
        password: `${crypto.randomUUID()}${crypto.randomUUID()}`,
        options: { data },
      })
  if (error) throw error
}
