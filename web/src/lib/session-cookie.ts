import { env } from './env.ts'

const { host } = new URL(env.supabaseUrl)

/** Cookies ignore ports, so the port is part of the name: two stacks on one machine keep two sessions. */
export const SESSION_COOKIE = `aurum-session-${host.replace(/[^a-z0-9]/gi, '-')}`

const sessionCookies = (): string[] =>
  document.cookie
    .split('; ')
    .map((cookie) => cookie.split('=', 1)[0] ?? '')
    // Long sessions are cut into numbered pieces.
    .filter((name) => name === SESSION_COOKIE || name.startsWith(`${SESSION_COOKIE}.`))

/** Whether this browser holds a session, without loading the Supabase client. The server still has the last word. */
export const hasStoredSession = (): boolean => sessionCookies().length > 0

export function forgetStoredSession(): void {
  for (const name of sessionCookies()) document.cookie = `${name}=; path=/; max-age=0; samesite=lax`
}
