import { randomUUID } from 'node:crypto'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { inject, vi } from 'vitest'
import WebSocket from 'ws'
import type { ReceivedMail } from './mailbox.ts'

/** Somebody with a browser of their own. */
export interface Person {
  id: string
  email: string
  password: string
  client: SupabaseClient
}

interface ConnectOptions {
  flowType?: 'implicit' | 'pkce'
  fetch?: typeof globalThis.fetch
}

/** A client of the running stack that keeps its session in memory; with the publishable key, unless told. */
export function connect(
  key = inject('stack').publishableKey,
  { flowType = 'implicit', fetch = globalThis.fetch }: ConnectOptions = {},
) {
  return createClient(inject('stack').apiUrl, key, {
    auth: {
      ...{ persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      ...{ flowType, storageKey: randomUUID() },
    },
    global: { fetch },
    // Node 20 has no WebSocket of its own.
    realtime: { transport: WebSocket as unknown as typeof globalThis.WebSocket },
  })
}

export const randomEmail = () => `person-${randomUUID()}@example.com`

/** Signs up a new person, who is signed in at once. */
export async function meet(email = randomEmail()): Promise<Person> {
  const client = connect()
  const password = randomUUID()
  const { data, error } = await client.auth.signUp({ email, password })
  if (error || !data.user) throw error ?? new Error('Sign-up gave no user.')
  return { id: data.user.id, email, password, client }
}

/** The newest mail to this address, once there is one. */
export function readMail(to: string): Promise<ReceivedMail> {
  return vi.waitFor(async () => {
    const answer = await fetch(`${inject('stack').mailUrl}/api/messages?to=${encodeURIComponent(to)}`)
    const [newest] = (await answer.json()) as ReceivedMail[]
    if (!newest) throw new Error(`No mail came to ${to}.`)
    return newest
  }, 5_000)
}

/** The first link of a mail. */
export function linkIn({ html = '' }: ReceivedMail): string {
  const link = /href="(http[^"]*)"/.exec(html)?.[1]
  if (!link) throw new Error('The mail has no link.')
  return link.replaceAll('&amp;', '&')
}
