import { queryOptions } from '@tanstack/react-query'
import type { Tables } from '../../../shared/database.types.ts'
import { supabase } from './supabase.ts'

/** Where models may be asked, and whose budget is used beside one's own: an organisation's, or nobody's. */
export type AiSettings = Pick<Tables<'ai_settings'>, 'is_on' | 'features_off' | 'organization_id'>

/** Without a row everything is on. */
const EVERYTHING_ON: AiSettings = { is_on: true, features_off: [], organization_id: null }

export const aiSettingsQueries = {
  own: () =>
    queryOptions({
      queryKey: ['ai-settings', 'own'],
      queryFn: async ({ signal }): Promise<AiSettings> => {
        const { data } = await supabase
          .from('ai_settings')
          .select('is_on, features_off, organization_id')
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
