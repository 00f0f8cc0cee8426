import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Database, Tables } from '../../../../shared/database.types.ts'
import { inPieces, read } from '../../lib/read.ts'
import { supabase } from '../../lib/supabase.ts'
import { TRASHED_TABLES, type TrashedTable } from './trash.ts'

export type Step = Database['public']['Functions']['recent_batches']['Returns'][number]
export type Change = Tables<'changes'>

export const HISTORY_PAGE = 50
const CHANGE_LIMIT = 100
const ROW_LIMIT = 50
const TRASH_LIMIT = 500

export const historyQueries = {
  steps: () =>
    infiniteQueryOptions({
      queryKey: ['history', 'steps'],
      initialPageParam: null as string | null,
      queryFn: async ({ signal, pageParam }) => {
        const { data } = await supabase
          .rpc('recent_batches', { p_limit: HISTORY_PAGE, ...(pageParam && { p_before: pageParam }) })
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
      getNextPageParam: (page) => (page.length === HISTORY_PAGE ? page.at(-1)?.created_at : undefined),
    }),

  /** The single changes of one step, in the order in which they happened. */
  changes: (batchId: string) =>
    queryOptions({
      queryKey: ['history', 'changes', batchId],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('changes')
          .select('*')
          .eq('batch_id', batchId)
          .order('id')
          .limit(CHANGE_LIMIT)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),

  /** What happened to one row, newest first. */
  ofRow: (table: string, rowId: string) =>
    queryOptions({
      queryKey: ['history', 'row', table, rowId],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('changes')
          .select('*')
          .eq('table_name', table)
          .eq('row_id', rowId)
          .order('id', { ascending: false })
          .limit(ROW_LIMIT)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),

  /** What was deleted since an instant, newest first, and which of it is there again. */
  deleted: (since: string) =>
    queryOptions({
      queryKey: ['history', 'deleted', since],
      queryFn: async ({ signal }) => {
        const { data: deletions } = await supabase
          .from('changes')
          .select('id, at, batch_id, table_name, row_id, row_label, before')
          .eq('operation', 'delete')
          .in('table_name', [...TRASHED_TABLES])
          .gte('at', since)
          .order('id', { ascending: false })
          .limit(TRASH_LIMIT)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        const alive = await Promise.all(TRASHED_TABLES.map((table) => aliveOf(table, deletions, signal)))
        return { deletions, alive: alive.flat() }
      },
    }),
}

async function aliveOf(
  table: TrashedTable,
  deletions: readonly { table_name: string; row_id: string }[],
  signal: AbortSignal,
): Promise<string[]> {
  const ids = [
    ...new Set(deletions.filter(({ table_name }) => table_name === table).map(({ row_id }) => row_id)),
  ]
  const alive = await inPieces(ids, (some) => read(supabase.from(table).select('id').in('id', some), signal))
  return alive.map(({ id }) => id)
}
