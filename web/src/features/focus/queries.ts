import { queryOptions } from '@tanstack/react-query'
import { supabase } from '../../lib/supabase.ts'

const SESSION_LIMIT = 1000

export const focusQueries = {
  /** The session that runs, with the name of its task; null when none does. */
  running: () =>
    queryOptions({
      queryKey: ['focus', 'running'],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('focus_sessions')
          .select('id, task_id, kind, planned_minutes, started_at, task:tasks(name)')
          .is('ended_at', null)
          .abortSignal(signal)
          .maybeSingle()
          .retry(false)
          .throwOnError()
        return data
      },
    }),

  /** The stretches of time a task has been given so far. */
  ofTask: (taskId: string) =>
    queryOptions({
      queryKey: ['focus', 'task', taskId],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('focus_sessions')
          .select('id, started_at, ended_at')
          .eq('task_id', taskId)
          .eq('kind', 'focus')
          .not('ended_at', 'is', null)
          .limit(SESSION_LIMIT)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),
}
