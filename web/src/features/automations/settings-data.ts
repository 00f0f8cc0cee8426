import { stamp } from '../../lib/changes.ts'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { useChange } from '../../lib/use-change.ts'
import { useAutomationsText } from './automations-text.ts'
import { automationQueries, type AutomationSettings, DEFAULT_SETTINGS } from './queries.ts'

/** Keeps what was switched on, or asked of it; each as soon as it is chosen. Can be undone. */
export function useSaveSettings() {
  const t = useAutomationsText()
  return useChange<Partial<AutomationSettings>>({
    touches: ['automations'],
    show: (client, change) =>
      client.setQueryData(automationQueries.settings().queryKey, (current) => ({
        ...(current ?? DEFAULT_SETTINGS),
        ...change,
      })),
    write: async (change, batch) => {
      const request = supabase.from('automation_settings').upsert({ user_id: currentUserId(), ...change })
      await stamp(request, batch).throwOnError()
    },
    done: () => t('saved'),
    slot: (change) => `automations-${Object.keys(change)[0] ?? ''}`,
  })
}
