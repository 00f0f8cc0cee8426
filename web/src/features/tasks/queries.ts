import { queryOptions } from '@tanstack/react-query'
import type { Database, Tables } from '../../../../shared/database.types.ts'
import { read, readOne } from '../../lib/read.ts'
import { supabase } from '../../lib/supabase.ts'

export type Task = Tables<'tasks'>
type RankedTask = Database['public']['Functions']['today_tasks']['Returns'][number]
/** The generated type of a function takes every column for given. */
export type TodayTask = Omit<RankedTask, 'planned_on' | 'today_position' | 'duration_minutes'> &
  Pick<Task, 'planned_on' | 'today_position' | 'duration_minutes'>
export { labelQueries, type Label } from '../../lib/plan-queries.ts'

/** What a first screen can show, and all that Today ever holds. */
export const TODAY_FIRST = 50
const TODAY_WHOLE = 1_000
const SUGGESTION_LIMIT = 8
const PAGE_SIZE = 1_000

export const todayQueries = {
  first: () => ranked('first', TODAY_FIRST),
  whole: () => ranked('whole', TODAY_WHOLE),
}

const ranked = (part: string, limit: number) =>
  queryOptions({
    queryKey: ['today', 'list', part],
    queryFn: ({ signal }): Promise<TodayTask[]> =>
      read(supabase.rpc('today_tasks', { p_limit: limit }), signal),
  })

export const taskQueries = {
  detail: (id: string) =>
    queryOptions({
      queryKey: ['tasks', 'detail', id],
      queryFn: ({ signal }) => readOne(supabase.from('tasks').select('*').eq('id', id), signal),
    }),

  /** The tasks of one project, sub-tasks included, open ones first; `null` is the inbox. */
  inProject: (projectId: string | null, limit: number) =>
    queryOptions({
      queryKey: ['tasks', 'project', projectId, limit],
      queryFn: async ({ signal }) => {
        const rows: Task[] = []
        // The server gives no more than a page at a time.
        for (let from = 0; from < limit; from += PAGE_SIZE) {
          const tasks = supabase.from('tasks').select('*')
          const inside = projectId === null ? tasks.is('project_id', null) : tasks.eq('project_id', projectId)
          const page = await read(
            inside
              .order('completed_at', { ascending: false, nullsFirst: true })
              .order('sort_order')
              .order('created_at')
              .order('id')
              .range(from, Math.min(from + PAGE_SIZE, limit) - 1),
            signal,
          )
          rows.push(...page)
          if (page.length < PAGE_SIZE) break
        }
        return rows
      },
    }),

  subTasks: (parentId: string) =>
    queryOptions({
      queryKey: ['tasks', 'sub-tasks', parentId],
      queryFn: ({ signal }) =>
        read(
          supabase
            .from('tasks')
            .select('*')
            .eq('parent_task_id', parentId)
            .order('sort_order')
            .order('created_at'),
          signal,
        ),
    }),

  /** Open tasks whose name contains the text, for choosing one. */
  named: (text: string) =>
    queryOptions({
      queryKey: ['tasks', 'named', text],
      queryFn: ({ signal }) =>
        read(
          supabase
            .from('tasks')
            .select('id, name, project_id')
            .neq('status', 'completed')
            .ilike('name', `%${text.replace(/[\\%_]/g, '\\$&')}%`)
            .order('updated_at', { ascending: false })
            .limit(SUGGESTION_LIMIT),
          signal,
        ),
    }),
}

export const taskLinkQueries = {
  labels: (taskId: string) =>
    queryOptions({
      queryKey: ['task-links', 'labels', taskId],
      queryFn: ({ signal }) =>
        read(supabase.from('task_labels').select('id, label_id').eq('task_id', taskId), signal),
    }),

  /** What the task waits for, with the name and state of each blocker. */
  blockers: (taskId: string) =>
    queryOptions({
      queryKey: ['task-links', 'blockers', taskId],
      queryFn: ({ signal }) =>
        read(
          supabase
            .from('task_dependencies')
            .select(
              'id, depends_on_task_id, blocker:tasks!task_dependencies_user_id_depends_on_task_id_fkey(name, status)',
            )
            .eq('task_id', taskId)
            .order('created_at'),
          signal,
        ),
    }),
}
