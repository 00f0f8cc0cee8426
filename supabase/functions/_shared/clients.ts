import { createClient, type SupabaseClient, type SupabaseClientOptions } from '@supabase/supabase-js'
import type { Database } from '../../../shared/database.types.ts'
import { REQUEST_HEADERS } from '../../../shared/request-headers.ts'
import type { Env } from './env.ts'
import { perEnv } from './per-env.ts'

export type Client = SupabaseClient<Database>

// Functions write rows, and the database broadcasts; a socket of their own would outlive the request.
// Giving one also keeps Node 20, which has no WebSocket, from refusing to make a client.
const noSocket = function () {
  throw new Error('Edge Functions open no Realtime socket')
} as unknown as typeof WebSocket

function options(headers: Record<string, string> = {}): SupabaseClientOptions<'public'> {
  return {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: noSocket },
    global: { headers },
  }
}

/** A client with the rights of the person who sent the request, whose change headers it passes on. */
export function userClient(env: Env, request: Request, token: string): Client {
  const passedOn = REQUEST_HEADERS.flatMap((name) => {
    const value = request.headers.get(name)
    return value ? [[name, value] as const] : []
  })
  const headers = { Authorization: `Bearer ${token}`, ...Object.fromEntries(passedOn) }
  return createClient<Database>(env.supabaseUrl, env.publishableKey, options(headers))
}

/** A client that passes row-level security by. Only for what no person may do, never with ids taken on trust. */
export function adminClient(env: Env): Client {
  return createClient<Database>(env.supabaseUrl, env.secretKey, options())
}

/** For Auth alone; kept, because it caches the public keys. */
export const authClient = perEnv(
  (env): Client['auth'] => createClient<Database>(env.supabaseUrl, env.publishableKey, options()).auth,
)
