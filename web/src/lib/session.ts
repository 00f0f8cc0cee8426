import type { Session } from '@supabase/supabase-js'
import { createStore, useStore } from './external-store.ts'
import { forgetStoredSession } from './session-cookie.ts'
import { supabase } from './supabase.ts'

/** Throwaway accounts, for platforms without anonymous sign-in, live under this domain: no mail can ever reach it. */
export const GUEST_DOMAIN = 'guest.aurum.invalid'

export type SignedIn = {
  status: 'signed-in'
  userId: string
  email: string | null
  /** An address that waits for its confirmation mail. */
  pendingEmail: string | null
  /** The plan is kept only in this browser's session until it is claimed with an address and a password. */
  isGuest: boolean
}
/** Deliberate: the person signed out here, and need not be told that the session has ended. */
export type SignedOut = { status: 'signed-out'; isDeliberate: boolean }
export type SessionState = { status: 'loading' } | SignedOut | SignedIn

export const sessionStore = createStore<SessionState>({ status: 'loading' })

let isLeaving = false

function describe(session: Session | null): SessionState {
  if (!session) return { status: 'signed-out', isDeliberate: isLeaving }
  const { user } = session
  const isThrowaway = user.email?.endsWith(`@${GUEST_DOMAIN}`) ?? false
  return {
    status: 'signed-in',
    userId: user.id,
    email: isThrowaway ? null : (user.email ?? null) || null,
    pendingEmail: user.new_email ?? null,
    isGuest: isThrowaway || user.is_anonymous === true,
  }
}

// Nothing here awaits a Supabase call: auth-js would wait for itself.
supabase.auth.onAuthStateChange((_event, session) => sessionStore.set(describe(session)))

/** Ends the session on this device; other devices stay signed in. */
export async function endSession(): Promise<void> {
  isLeaving = true
  const { error } = await supabase.auth.signOut({ scope: 'local' })
  isLeaving = false
  if (!error) return
  // Without a network auth-js would keep the session, and so would whoever uses this browser next.
  forgetStoredSession()
  sessionStore.set({ status: 'signed-out', isDeliberate: true })
}

export const useSession = (): SessionState => useStore(sessionStore)

/** The signed-in person; only for screens below the route that makes sure there is one. */
export function useUser(): SignedIn {
  const session = useSession()
  if (session.status !== 'signed-in') throw new Error('This screen needs a signed-in person')
  return session
}

/** Resolves with the first answer about the session, be it there or not. */
export function settledSession(): Promise<Exclude<SessionState, { status: 'loading' }>> {
  return new Promise((resolve) => {
    const check = () => {
      const state = sessionStore.get()
      if (state.status === 'loading') return
      unsubscribe()
      resolve(state)
    }
    const unsubscribe = sessionStore.subscribe(check)
    check()
  })
}

/** The owner of everything written from this tab. */
export function currentUserId(): string {
  const session = sessionStore.get()
  if (session.status !== 'signed-in') throw new Error('Nobody is signed in')
  return session.userId
}
