import { queryOptions } from '@tanstack/react-query'
import { supabase } from '../../lib/supabase.ts'

const LINK_LIMIT = 2000
const TEMPLATE_LIMIT = 500

export const flowQueries = {
  /** What the tasks of a project wait for, with the names of those that lie elsewhere. */
  links: (projectId: string) =>
    queryOptions({
      queryKey: ['task-links', 'project', projectId],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('task_dependencies')
          .select(
            'task_id, depends_on_task_id, task:tasks!task_dependencies_user_id_task_id_fkey!inner(project_id), blocker:tasks!task_dependencies_user_id_depends_on_task_id_fkey(id, name, status)',
          )
          .eq('task.project_id', projectId)
          .limit(LINK_LIMIT)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),
}

export const templateQueries = {
  all: () =>
    queryOptions({
      queryKey: ['templates', 'list'],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('project_templates')
          .select('*')
          .order('sort_order')
          .order('created_at')
          .limit(TEMPLATE_LIMIT)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),
}
