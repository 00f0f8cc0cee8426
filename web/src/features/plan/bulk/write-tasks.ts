import type { QueryClient } from '@tanstack/react-query'
import type { TablesInsert, TablesUpdate } from '../../../../../shared/database.types.ts'
import { type Batch, stamp } from '../../../lib/changes.ts'
import { isTransient } from '../../../lib/errors.ts'
import { createStore } from '../../../lib/external-store.ts'
import type { CachePrefix } from '../../../lib/plan-cache.ts'
import { currentUserId } from '../../../lib/session.ts'
import { supabase } from '../../../lib/supabase.ts'

export type TasksPatch = TablesUpdate<'tasks'>

/** Ids stand in the address of a request, which must not be longer than servers accept. */
const CHUNK = 100
/** Rows stand in its body. */
const ROW_CHUNK = 500

/** How far the change of many tasks has come; null while there is none. */
export const bulkProgress = createStore<{ done: number; total: number } | null>(null)

/**
 * Writes piece by piece under one batch. What is refused in the middle is taken back as a whole; a piece that got lost
 * on the way is tried again by whoever called, which does no harm.
 */
async function inChunks<T>(
  items: readonly T[],
  size: number,
  batch: Batch,
  write: (chunk: T[]) => Promise<void>,
) {
  const isLong = items.length > size
  try {
    for (let done = 0; done < items.length; done += size) {
      if (isLong) bulkProgress.set({ done, total: items.length })
      await write(items.slice(done, done + size))
    }
  } catch (error) {
    if (isLong && !isTransient(error)) await supabase.rpc('undo_batch', { p_batch_id: batch.id })
    throw error
  } finally {
    bulkProgress.set(null)
  }
}

export const updateTasks = (ids: readonly string[], patch: TasksPatch, batch: Batch): Promise<void> =>
  inChunks(ids, CHUNK, batch, async (chunk) => {
    const request = supabase.from('tasks').update(patch).eq('user_id', currentUserId()).in('id', chunk)
    await stamp(request, batch).throwOnError()
  })

export const deleteTasks = (ids: readonly string[], batch: Batch): Promise<void> =>
  inChunks(ids, CHUNK, batch, async (chunk) => {
    const request = supabase.from('tasks').delete().eq('user_id', currentUserId()).in('id', chunk)
    await stamp(request, batch).throwOnError()
  })

/** Tasks that wear the label already keep it as it is. */
export const insertLabelLinks = (
  links: readonly TablesInsert<'task_labels'>[],
  batch: Batch,
): Promise<void> =>
  inChunks(links, ROW_CHUNK, batch, async (chunk) => {
    const request = supabase
      .from('task_labels')
      .upsert(chunk, { onConflict: 'user_id,task_id,label_id', ignoreDuplicates: true })
    await stamp(request, batch).throwOnError()
  })

export const deleteLabelLinks = (linkIds: readonly string[], batch: Batch): Promise<void> =>
  inChunks(linkIds, CHUNK, batch, async (chunk) => {
    const request = supabase.from('task_labels').delete().eq('user_id', currentUserId()).in('id', chunk)
    await stamp(request, batch).throwOnError()
  })

type Row = Record<string, unknown> & { id: string }
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && 'id' in value

/** Changes rows wherever they are shown, each only in the columns it has; null takes them out. */
export function showOnRows(
  client: QueryClient,
  prefixes: readonly CachePrefix[],
  ids: ReadonlySet<string>,
  patch: Record<string, unknown> | null,
): void {
  const change = (row: Row): Row[] => {
    if (!ids.has(row.id)) return [row]
    if (!patch) return []
    return [{ ...row, ...Object.fromEntries(Object.entries(patch).filter(([column]) => column in row)) }]
  }
  for (const prefix of prefixes) {
    client.setQueriesData({ queryKey: [prefix] }, (data: unknown) => {
      if (!Array.isArray(data) || !data.some((row) => isRow(row) && ids.has(row.id))) return data
      return data.flatMap((row: unknown) => (isRow(row) ? change(row) : [row]))
    })
  }
}
