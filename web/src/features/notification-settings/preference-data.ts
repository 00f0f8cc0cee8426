import { stamp } from '../../lib/changes.ts'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { useChange } from '../../lib/use-change.ts'
import { useNotificationSettingsText } from './notification-settings-text.ts'
import { notificationSettingsQueries, type Preferences } from './queries.ts'

/** Changes what a person wants to be told; each setting is kept as soon as it is chosen. */
export function useUpdatePreferences() {
  const t = useNotificationSettingsText()
  return useChange<Partial<Preferences>>({
    touches: ['notification-settings'],
    show: (client, patch) =>
      client.setQueryData(
        notificationSettingsQueries.preferences().queryKey,
        (known) => known && { ...known, ...patch },
      ),
    write: async (patch, batch) => {
      const request = supabase.from('notification_preferences').upsert({ user_id: currentUserId(), ...patch })
      await stamp(request, batch).throwOnError()
    },
    done: () => t('saved'),
    slot: () => 'notification-preferences',
  })
}
