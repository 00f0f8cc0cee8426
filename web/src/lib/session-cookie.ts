import { env } from './env.ts'

const { host } = new URL(env.supabaseUrl)

/** Cookies ignore ports, so the port is part of the name: two stacks on one machine keep two sessions. */
export const SESSION_COOKIE = `aurum-session-${host.replace(/[^a-z0-9]/gi, '-')}`

/** Whether this browser holds a session, without loading the Supabase client. The server still has the last word. */
export function hasStoredSession(): boolean {
  return document.cookie
    .split('; ')
    .some((cookie) => cookie.startsWith(`${SESSION_COOKIE}=`) || cookie.startsWith(`${SESSION_COOKIE}.0=`))
}
