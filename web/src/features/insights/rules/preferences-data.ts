import { stamp } from '../../../lib/changes.ts'
import { currentUserId } from '../../../lib/session.ts'
import { supabase } from '../../../lib/supabase.ts'
import { useChange } from '../../../lib/use-change.ts'
import { useInsightsText } from '../insights-text.ts'
import { DEFAULT_PREFERENCES, type Preferences, settingsQueries } from '../settings-queries.ts'

const { queryKey } = settingsQueries.preferences()

/** Keeps what was chosen; what is not named stays. Can be undone. */
export function useSavePreferences() {
  const t = useInsightsText()
  return useChange<Partial<Preferences>>({
    touches: ['insight-settings'],
    show: (client, change) =>
      client.setQueryData(queryKey, (current) => ({ ...(current ?? DEFAULT_PREFERENCES), ...change })),
    write: async (change, batch) => {
      const request = supabase.from('hrm_user_preferences').upsert({ user_id: currentUserId(), ...change })
      await stamp(request, batch).throwOnError()
    },
    done: (change) => t('rule_weight_overrides' in change ? 'settings.weightSaved' : 'settings.saved'),
    slot: (change) => `insight-settings-${Object.keys(change)[0] ?? ''}`,
  })
}
