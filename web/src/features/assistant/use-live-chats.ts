import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { followTopic } from '../../lib/realtime.ts'
import { useUser } from '../../lib/session.ts'

/** Keeps conversations equal to what other devices say in them. */
export function useLiveChats(): void {
  const client = useQueryClient()
  const { userId } = useUser()

  useEffect(() => {
    const refresh = () => void client.invalidateQueries({ queryKey: ['chats'] })
    return followTopic({
      topic: `user:${userId}:assistant`,
      event: 'changed',
      // The dot of the shell tells how the connection is; this one needs no other.
      onStatus: () => undefined,
      onRefresh: refresh,
      onMessage: refresh,
    })
  }, [client, userId])
}
