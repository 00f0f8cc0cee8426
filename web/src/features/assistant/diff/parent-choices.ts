import { queryOptions } from '@tanstack/react-query'
import { read, readOne } from '../../../lib/read.ts'
import { supabase } from '../../../lib/supabase.ts'

const MOST = 200

/** The open tasks beside this one, which others can be a part of as well. */
export const parentChoices = (taskId: string | null) =>
  queryOptions({
    queryKey: ['tasks', 'parent-choices', taskId],
    queryFn: async ({ signal }) => {
      const known = await readOne(
        supabase
          .from('tasks')
          .select('project_id')
          .eq('id', taskId ?? ''),
        signal,
      )
      if (!known) return []
      const tasks = supabase.from('tasks').select('id, name').neq('status', 'completed')
      const beside =
        known.project_id === null ? tasks.is('project_id', null) : tasks.eq('project_id', known.project_id)
      return read(beside.order('sort_order').order('created_at').limit(MOST), signal)
    },
  })
