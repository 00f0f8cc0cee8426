import { queryOptions } from '@tanstack/react-query'
import type { Tables } from '../../../../shared/database.types.ts'
import { supabase } from '../../lib/supabase.ts'

export type Memory = Pick<Tables<'assistant_memories'>, 'id' | 'text' | 'origin'>

/** An organisation of the person that has a budget for models. */
export type PayingOrganization = Pick<Tables<'organizations'>, 'id' | 'name'>

export const payerQueries = {
  all: () =>
    queryOptions({
      queryKey: ['ai-settings', 'payers'],
      queryFn: async ({ signal }): Promise<PayingOrganization[]> => {
        const { data } = await supabase
          .from('ai_budgets')
          .select('organization:organizations(id, name)')
          .eq('scope', 'organization')
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
          .flatMap(({ organization }) => organization ?? [])
          .sort((one, other) => one.name.localeCompare(other.name))
      },
    }),
}

export const memoryQueries = {
  /** All that the assistant keeps in mind, oldest first, as it is told. */
  all: () =>
    queryOptions({
      queryKey: ['memories', 'list'],
      queryFn: async ({ signal }): Promise<Memory[]> => {
        const { data } = await supabase
          .from('assistant_memories')
          .select('id, text, origin')
          .order('created_at')
          .order('id')
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),
}
