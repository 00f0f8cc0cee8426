import type { TablesUpdate } from '../../../../shared/database.types.ts'
import { stamp } from '../../lib/changes.ts'
import { profileQueries } from '../../lib/profile.ts'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { useChange } from '../../lib/use-change.ts'

export type ProfilePatch = TablesUpdate<'user_profiles'>

/** Changes the profile; shown at once, no toast: a preference is its own confirmation. */
export function useUpdateProfile() {
  return useChange<ProfilePatch>({
    touches: ['profile'],
    show: (client, patch) =>
      client.setQueryData(profileQueries.own(currentUserId()).queryKey, (profile) =>
        profile ? { ...profile, ...patch } : profile,
      ),
    write: async (patch, batch) => {
      const request = supabase.from('user_profiles').update(patch).eq('user_id', currentUserId())
      await stamp(request, batch).throwOnError()
    },
  })
}
