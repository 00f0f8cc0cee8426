import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import * as z from 'zod/mini'
import { isOwnBatch } from './changes.ts'
import { type CachePrefix, drawnFrom, refresh } from './plan-cache.ts'
import { followTopic } from './realtime.ts'

const changedSchema = z.object({ table: z.string(), batch_id: z.nullish(z.string()) })
const ALL: readonly CachePrefix[] = ['chats', 'ai-settings', 'memories']

/** What a message makes stale: nothing where it tells of a change that was made here. */
function staleBy(payload: unknown): readonly CachePrefix[] {
  const message = changedSchema.safeParse(payload)
  if (!message.success) return ALL
  const { table, batch_id } = message.data
  return batch_id && isOwnBatch(batch_id) ? [] : drawnFrom(table)
}

/** Keeps conversations, settings and memory of the assistant equal to what other tabs and devices make of them. */
export function useLiveAssistant(userId: string): void {
  const client = useQueryClient()

  useEffect(
    () =>
      followTopic({
        topic: `user:${userId}:assistant`,
        event: 'changed',
        // The dot of the shell tells how the connection is; this one needs no other.
        onStatus: () => undefined,
        onRefresh: () => void refresh(client, ALL),
        onMessage: (payload) => void refresh(client, staleBy(payload)),
      }),
    [client, userId],
  )
}
