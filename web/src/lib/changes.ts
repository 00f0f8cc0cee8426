import type { QueryClient } from '@tanstack/react-query'

/**
 * One undo step. Every write that belongs together is stamped with the same batch, so that Undo takes back exactly that.
 */
export type Batch = { id: string }

/** The mutation key of every change of the plan. */
export const CHANGE_KEY = ['change']

export const newBatch = (): Batch => ({ id: crypto.randomUUID() })

/** Adds the headers by which the change log knows source and batch; returns the same request. */
export function stamp<T extends { setHeader(name: string, value: string): T }>(
  request: T,
  batch: Batch,
  source: 'web' | 'assistant' = 'web',
): T {
  own.add(batch.id)
  return request.setHeader('x-change-source', source).setHeader('x-change-batch', batch.id)
}

const own = new Set<string>()

/** Whether this tab made the change: its own writes come back over Realtime and need no second refetch. */
export const isOwnBatch = (id: string | null): boolean => id !== null && own.has(id)

/** Resolves when no change of this tab is under way: what is read in between would be the state before it. */
export function settledChanges(client: QueryClient): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (client.isMutating({ mutationKey: CHANGE_KEY }) > 0) return
      unsubscribe()
      resolve()
    }
    const unsubscribe = client.getMutationCache().subscribe(check)
    check()
  })
}
