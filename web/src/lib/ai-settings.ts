import { queryOptions } from '@tanstack/react-query'
import type { Tables } from '../../../shared/database.types.ts'
import { supabase } from './supabase.ts'

/** Where models may be asked. */
export type AiSettings = Pick<Tables<'ai_settings'>, 'is_on' | 'features_off'>

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

export const mayAsk = ({ is_on, features_off }: AiSettings, feature: string): boolean =>
  is_on && !features_off.includes(feature)
