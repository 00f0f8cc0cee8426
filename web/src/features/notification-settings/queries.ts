import { queryOptions } from '@tanstack/react-query'
import type { Tables } from '../../../../shared/database.types.ts'
import { supabase } from '../../lib/supabase.ts'

export type Preferences = Omit<Tables<'notification_preferences'>, 'user_id' | 'created_at' | 'updated_at'>
export type Delivery = Pick<
  Tables<'notification_deliveries'>,
  'id' | 'type' | 'title' | 'channel' | 'state' | 'reason' | 'due_at' | 'finished_at'
>
export type Device = Pick<Tables<'push_subscriptions'>, 'id' | 'device' | 'endpoint'>

/** What holds without a row: the defaults of the table. */
const DEFAULTS: Preferences = {
  ...{ browser_notifications: true, email_notifications: false, push_notifications: true },
  ...{ task_due: true, task_overdue: true, task_reminder: true, project_deadline: true },
  ...{ recurring_task: true, achievement_unlocked: true, unblocked_task: true },
  ...{ reminder_advance_minutes: 30, overdue_check_minutes: 60 },
  ...{ quiet_hours: true, quiet_from: '22:00:00', quiet_until: '08:00:00', urgent_breaks_quiet_hours: true },
  ...{ daily_digest: false, weekly_digest: true },
}
const COLUMNS = Object.keys(DEFAULTS).join(', ') as '*'

const LOG_LENGTH = 50
/** What is on its way is looked at again after so long. */
const PENDING_MS = 2_000
const isPending = ({ state, due_at }: Delivery) =>
  state === 'sending' || (state === 'queued' && Date.parse(due_at) <= Date.now())

export const notificationSettingsQueries = {
  preferences: () =>
    queryOptions({
      queryKey: ['notification-settings', 'preferences'],
      queryFn: async ({ signal }): Promise<Preferences> => {
        const request = supabase.from('notification_preferences').select(COLUMNS)
        const { data } = await request.retry(false).abortSignal(signal).maybeSingle().throwOnError()
        return data ?? DEFAULTS
      },
    }),
  /** The browsers that ring, oldest first. */
  devices: () =>
    queryOptions({
      queryKey: ['notification-settings', 'devices'],
      queryFn: async ({ signal }): Promise<Device[]> => {
        const request = supabase.from('push_subscriptions').select('id, device, endpoint').order('created_at')
        const { data } = await request.retry(false).abortSignal(signal).throwOnError()
        return data
      },
    }),
  /** What was sent last, newest first. */
  log: () =>
    queryOptions({
      queryKey: ['notification-settings', 'log'],
      queryFn: async ({ signal }): Promise<Delivery[]> => {
        const { data } = await supabase
          .from('notification_deliveries')
          .select('id, type, title, channel, state, reason, due_at, finished_at')
          .order('created_at', { ascending: false })
          .limit(LOG_LENGTH)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
      refetchInterval: ({ state }) => (state.data?.some(isPending) ? PENDING_MS : false),
    }),
}
