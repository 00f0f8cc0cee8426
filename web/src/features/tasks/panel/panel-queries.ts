import { queryOptions } from '@tanstack/react-query'
import { supabase } from '../../../lib/supabase.ts'

export const panelQueries = {
  /** The tasks that wait for this one, with name and state. */
  waiting: (taskId: string) =>
    queryOptions({
      queryKey: ['task-links', 'waiting', taskId],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('task_dependencies')
          .select('id, task_id, other:tasks!task_dependencies_user_id_task_id_fkey(name, status)')
          .eq('depends_on_task_id', taskId)
          .order('created_at')
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),

  /** The files that hang on a task, oldest first. */
  files: (taskId: string) =>
    queryOptions({
      queryKey: ['resources', 'task', taskId],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('resources')
          .select('*')
          .eq('task_id', taskId)
          .order('created_at')
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),
}
