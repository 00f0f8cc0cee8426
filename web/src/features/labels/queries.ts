import { queryOptions } from '@tanstack/react-query'
import type { Tables } from '../../../../shared/database.types.ts'
import { supabase } from '../../lib/supabase.ts'

export type Label = Tables<'labels'>

export const labelQueries = {
  /** All labels, each with how many tasks wear it. */
  counted: () =>
    queryOptions({
      queryKey: ['labels', 'counted'],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('labels')
          .select('id, name, color, worn:task_labels(count)')
          .order('name')
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data.map(({ worn, ...label }) => ({ ...label, count: worn[0]?.count ?? 0 }))
      },
    }),
}
