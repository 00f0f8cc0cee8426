import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { settledChanges } from '../../lib/changes.ts'
import { followTopic } from '../../lib/realtime.ts'
import { useUser } from '../../lib/session.ts'

/** So long it gathers messages: one run tells of new, changed and gone insights one after the other. */
const GATHER_MS = 80

/** One subscription for all that show insights: a page and a panel over it would otherwise join the topic twice. */
let followers = 0
let stop: (() => void) | undefined

async function refreshAll(client: QueryClient): Promise<void> {
  // What is read while a change is on its way would show the state before it.
  await settledChanges(client)
  await Promise.all(
    ['insights', 'insight-settings'].map((prefix) => client.invalidateQueries({ queryKey: [prefix] })),
  )
}

function follow(client: QueryClient, userId: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const refresh = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void refreshAll(client), GATHER_MS)
  }
  const leave = followTopic({
    topic: `user:${userId}:insights`,
    event: 'changed',
    // The dot of the shell tells how the connection is; this one needs no other.
    onStatus: () => undefined,
    onRefresh: refresh,
    onMessage: refresh,
  })
  return () => {
    clearTimeout(timer)
    leave()
  }
}

/** Keeps insights equal to what the rules find, and to what makes them stale. */
export function useLiveInsights(): void {
  const client = useQueryClient()
  const { userId } = useUser()

  useEffect(() => {
    followers += 1
    stop ??= follow(client, userId)
    return () => {
      followers -= 1
      if (followers > 0) return
      stop?.()
      stop = undefined
    }
  }, [client, userId])
}
