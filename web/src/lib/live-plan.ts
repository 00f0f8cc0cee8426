import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import * as z from 'zod/mini'
import { isOwnBatch, settledChanges } from './changes.ts'
import { connectionStore } from './connection.ts'
import { type CachePrefix, drawnFrom, patchRow, PLAN_PREFIXES, refresh } from './plan-cache.ts'
import { deviceKey, noteDevices } from './presence.ts'
import { followTopic } from './realtime.ts'
import { supabase } from './supabase.ts'

const changedSchema = z.object({
  table: z.string(),
  operation: z.string(),
  ids: z.nullable(z.array(z.string())),
  batch_id: z.nullable(z.string()),
})

/** A change of more tasks than this is shown with the lists, all at once. */
const PATCHED_MAX = 20

/** Shows a few changed tasks where they stand, before the lists they are in have been ranked anew. */
async function patchTasks(client: QueryClient, ids: readonly string[]): Promise<void> {
  const { data } = await supabase.from('tasks').select('*').in('id', ids).retry(false)
  for (const task of data ?? []) patchRow(client, ['today', 'tasks'], task.id, task)
}

/**
 * Gathers what became stale and refetches it in rounds: the first at once, the next when the last has finished, so that
 * a storm of messages can neither start a storm of requests nor starve the one under way.
 */
function createRefresher(client: QueryClient) {
  const stale = new Set<CachePrefix>()
  const changedTasks = new Set<string>()
  let isRunning = false

  async function run() {
    if (isRunning) return
    isRunning = true
    while (stale.size > 0) {
      await settledChanges(client)
      const ids = [...changedTasks]
      const round = [...stale]
      changedTasks.clear()
      stale.clear()
      if (ids.length > 0 && ids.length <= PATCHED_MAX) await patchTasks(client, ids).catch(() => undefined)
      await refresh(client, round).catch(() => undefined)
    }
    isRunning = false
  }

  return (prefixes: readonly CachePrefix[], taskIds: readonly string[] = []) => {
    for (const prefix of prefixes) stale.add(prefix)
    for (const id of taskIds) changedTasks.add(id)
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
      presence: { key: deviceKey, onDevices: noteDevices },
      onRefresh: () => markStale(PLAN_PREFIXES),
      onMessage: (payload) => {
        const message = changedSchema.safeParse(payload)
        if (!message.success) return markStale(PLAN_PREFIXES)
        const { table, operation, ids, batch_id } = message.data
        // The change made here is refetched by the mutation itself.
        if (isOwnBatch(batch_id)) return
        if (ids === null) return markStale(PLAN_PREFIXES)
        markStale(drawnFrom(table), table === 'tasks' && operation === 'UPDATE' ? ids : [])
      },
    })
  }, [client, userId])
}
