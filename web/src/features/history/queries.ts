import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Database, Tables } from '../../../../shared/database.types.ts'
import { supabase } from '../../lib/supabase.ts'

export type Step = Database['public']['Functions']['recent_batches']['Returns'][number]
export type Change = Tables<'changes'>

export const HISTORY_PAGE = 50
const CHANGE_LIMIT = 100

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
}
