import { queryOptions } from '@tanstack/react-query'
import type { Tables } from '../../../../shared/database.types.ts'
import { supabase } from '../../lib/supabase.ts'

export type Notice = Tables<'notifications'>

const NOTICE_LIMIT = 50

export const noticeQueries = {
  /** What has not been seen to yet, newest first. */
  open: () =>
    queryOptions({
      queryKey: ['notifications', 'open'],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('notifications')
          .select('*')
          .eq('is_read', false)
          .contains('channels', ['browser'])
          .lte('scheduled_for', new Date().toISOString())
          .order('scheduled_for', { ascending: false })
          .limit(NOTICE_LIMIT)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),
}
