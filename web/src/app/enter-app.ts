import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { applyLocale } from '../lib/i18n/locale.ts'
import { profileQueries } from '../lib/profile.ts'
import { settledSession } from '../lib/session.ts'
import { applyTheme } from '../lib/theme.ts'

/** Waits for the session and the profile; without a session the person signs in and comes back here. */
export async function enterApp(client: QueryClient, href: string): Promise<void> {
  const session = await settledSession()
  if (session.status === 'signed-out') throw redirect({ to: '/sign-in', search: { next: href, ended: true } })
  const profile = await client.query(profileQueries.own(session.userId))
  applyTheme(profile.theme)
  applyLocale(profile.locale)
}
