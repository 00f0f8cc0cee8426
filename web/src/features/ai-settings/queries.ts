import { queryOptions } from '@tanstack/react-query'
import type { Tables } from '../../../../shared/database.types.ts'
import { supabase } from '../../lib/supabase.ts'

export type AiSettings = Pick<Tables<'ai_settings'>, 'is_on' | 'features_off'>
export type Memory = Pick<Tables<'assistant_memories'>, 'id' | 'text' | 'origin'>

/** Without a row everything is on. */
const EVERYTHING_ON: AiSettings = { is_on: true, features_off: [] }

export const aiSettingsQueries = {
  own: () =>
    queryOptions({
      queryKey: ['ai-settings', 'own'],
      queryFn: async ({ signal }): Promise<AiSettings> => {
        const { data } = await supabase
          .from('ai_settings')
          .select('is_on, features_off')
          .retry(false)
          .abortSignal(signal)
          .maybeSingle()
          .throwOnError()
        return data ?? EVERYTHING_ON
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
