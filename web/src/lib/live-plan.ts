import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import * as z from 'zod/mini'
import { isOwnBatch, settledChanges } from './changes.ts'
import { connectionStore } from './connection.ts'
import { type CachePrefix, drawnFrom, PLAN_PREFIXES, refresh } from './plan-cache.ts'
import { followTopic } from './realtime.ts'

const changedSchema = z.object({
  table: z.string(),
  ids: z.nullable(z.array(z.string())),
  batch_id: z.nullable(z.string()),
})

/**
 * Gathers what became stale and refetches it in rounds: the first at once, the next when the last has finished, so that
 * a storm of messages can neither start a storm of requests nor starve the one under way.
 */
function createRefresher(client: QueryClient) {
  const stale = new Set<CachePrefix>()
  let isRunning = false

  async function run() {
    if (isRunning) return
    isRunning = true
    while (stale.size > 0) {
      await settledChanges(client)
      const round = [...stale]
      stale.clear()
      await refresh(client, round).catch(() => undefined)
    }
    isRunning = false
  }

  return (prefixes: readonly CachePrefix[]) => {
    for (const prefix of prefixes) stale.add(prefix)
    void run()
  }
}

/** Keeps every screen of the plan equal to the database while somebody is signed in. */
export function useLivePlan(userId: string): void {
  const client = useQueryClient()

  useEffect(() => {
    const markStale = createRefresher(client)
    return followTopic({
      topic: `user:${userId}:plan`,
      event: 'changed',
      onStatus: connectionStore.set,
      onRefresh: () => markStale(PLAN_PREFIXES),
      onMessage: (payload) => {
        const message = changedSchema.safeParse(payload)
        if (!message.success) return markStale(PLAN_PREFIXES)
        const { table, ids, batch_id } = message.data
        // The change made here is refetched by the mutation itself.
        if (isOwnBatch(batch_id)) return
        markStale(ids === null ? PLAN_PREFIXES : drawnFrom(table))
      },
    })
  }, [client, userId])
}
