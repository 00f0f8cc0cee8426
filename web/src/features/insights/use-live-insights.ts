import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { followTopic } from '../../lib/realtime.ts'
import { useUser } from '../../lib/session.ts'

const refreshAll = (client: QueryClient) => {
  void client.invalidateQueries({ queryKey: ['insights'] })
  void client.invalidateQueries({ queryKey: ['insight-settings'] })
}

/** So long it gathers messages: one run tells of new, changed and gone insights one after the other. */
const GATHER_MS = 80

/** Keeps insights equal to what the rules find, and to what makes them stale. */
export function useLiveInsights(): void {
  const client = useQueryClient()
  const { userId } = useUser()

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      clearTimeout(timer)
      timer = setTimeout(() => refreshAll(client), GATHER_MS)
    }
    const stop = followTopic({
      topic: `user:${userId}:insights`,
      event: 'changed',
      // The dot of the shell tells how the connection is; this one needs no other.
      onStatus: () => undefined,
      onRefresh: refresh,
      onMessage: refresh,
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [client, userId])
}
