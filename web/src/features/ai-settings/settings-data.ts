import { type AiSettings, aiSettingsQueries } from '../../lib/ai-settings.ts'
import { stamp } from '../../lib/changes.ts'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { useChange } from '../../lib/use-change.ts'
import { useAiSettingsText } from './ai-settings-text.ts'

/** Says where models may be asked, or with `'payer'` who pays for it. */
export function useUpdateAiSettings(about: 'models' | 'payer' = 'models') {
  const t = useAiSettingsText()
  return useChange<AiSettings>({
    touches: ['ai-settings'],
    show: (client, settings) => client.setQueryData(aiSettingsQueries.own().queryKey, settings),
    write: async (settings, batch) => {
      const request = supabase.from('ai_settings').upsert({ user_id: currentUserId(), ...settings })
      await stamp(request, batch).throwOnError()
    },
    done: ({ is_on, organization_id }) => {
      if (about === 'payer') return t(organization_id ? 'payer.saved' : 'payer.savedOwn')
      return t(is_on ? 'saved' : 'savedOff')
    },
    slot: () => 'ai-settings',
  })
}
