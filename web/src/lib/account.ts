import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { supabase } from './supabase.ts'

/** Ends the session on this device and forgets what was loaded. */
export function useSignOut() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useCallback(async () => {
    await navigate({ to: '/sign-in' })
    // `local`: other devices stay signed in. It works offline too.
    await supabase.auth.signOut({ scope: 'local' })
    client.clear()
  }, [client, navigate])
}
