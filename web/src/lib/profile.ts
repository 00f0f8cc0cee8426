import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { Tables } from '../../../shared/database.types.ts'
import { dayIn } from './dates.ts'
import type { ClockSettings } from './format.ts'
import { regionalLocale, useAppLocale } from './i18n/locale.ts'
import { useUser } from './session.ts'
import { supabase } from './supabase.ts'
import { useNow } from './use-now.ts'

export type Profile = Tables<'user_profiles'>

export const profileQueries = {
  own: (userId: string) =>
    queryOptions({
      queryKey: ['profile', userId],
      staleTime: 5 * 60_000,
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('user_profiles')
          .select('*')
          .eq('user_id', userId)
          .abortSignal(signal)
          .single()
          .retry(false)
          .throwOnError()
        return data
      },
    }),
}

/** The profile of the signed-in person; the app's route has loaded it before any screen asks. */
export function useProfile(): Profile {
  const { userId } = useUser()
  return useSuspenseQuery(profileQueries.own(userId)).data
}

/** How this person reads dates and times. */
export function useClock(): ClockSettings {
  const profile = useProfile()
  return { locale: regionalLocale(useAppLocale()), timeZone: profile.time_zone, uses24h: profile.uses_24h }
}

/** The person's own calendar day; changes at their midnight. */
export function useToday(): string {
  const { time_zone } = useProfile()
  return dayIn(time_zone, useNow())
}
