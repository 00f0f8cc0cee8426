import { createBrowserClient } from '@supabase/ssr'
import type { Database } from '../../../shared/database.types.ts'
import { env } from './env.ts'
import { SESSION_COOKIE } from './session-cookie.ts'

export const supabase = createBrowserClient<Database>(env.supabaseUrl, env.publishableKey, {
  cookieOptions: { name: SESSION_COOKIE },
  // The callback route reads links itself: the client would refuse the hash tokens that some platforms send.
  auth: { detectSessionInUrl: false },
})
