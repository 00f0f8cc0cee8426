import { createServerClient } from '@supabase/ssr'
import type { BrowserContext } from 'playwright-core'
import WebSocket from 'ws'
import type { StackConnection } from '../stack/start.ts'

/** Gives a window the session of somebody who signed in on this device before. */
export async function bringSession(
  context: BrowserContext,
  { apiUrl, publishableKey, webUrl }: Pick<StackConnection, 'apiUrl' | 'publishableKey' | 'webUrl'>,
  credentials: { email: string; password: string },
): Promise<void> {
  const cookies: { name: string; value: string; url: string }[] = []
  const client = createServerClient(apiUrl, publishableKey, {
    // Node 20 has no WebSocket of its own.
    realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket },
    cookieOptions: { name: `aurum-session-${new URL(apiUrl).host.replace(/[^a-z0-9]/gi, '-')}` },
    cookies: {
      getAll: () => [],
      setAll: (pieces) =>
        void cookies.push(...pieces.map(({ name, value }) => ({ name, value, url: webUrl }))),
    },
  })
  const { error } = await client.auth.signInWithPassword(credentials)
  if (error) throw error
  await context.addCookies(cookies)
}
