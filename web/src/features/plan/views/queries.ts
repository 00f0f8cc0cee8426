import type { Tables } from '../../../../../shared/database.types.ts'
import { supabase } from '../../../lib/supabase.ts'
import { syncedQuery } from './synced-query.ts'

const TASK_COLUMNS =
  'id, project_id, parent_task_id, name, status, priority, energy, start_on, due_on, due_time, deadline_on, duration_minutes, recurrence_rule, sort_order, created_at, completed_at'

/** A task as lists, boards and filters need it: without its long texts. */
export type ListTask = Pick<
  Tables<'tasks'>,
  | 'id'
  | 'project_id'
  | 'parent_task_id'
  | 'name'
  | 'status'
  | 'priority'
  | 'energy'
  | 'start_on'
  | 'due_on'
  | 'due_time'
  | 'deadline_on'
  | 'duration_minutes'
  | 'recurrence_rule'
  | 'sort_order'
  | 'created_at'
  | 'completed_at'
>

export type LabelLink = Pick<Tables<'task_labels'>, 'id' | 'task_id' | 'label_id'>
export type Dependency = Pick<Tables<'task_dependencies'>, 'id' | 'task_id' | 'depends_on_task_id'>

const counted = ({ count }: { count: number | null }): number => count ?? 0

/** Everything the views of all tasks are drawn from. */
export const allTaskQueries = {
  tasks: () =>
    syncedQuery<ListTask>(['tasks', 'all'], {
      table: 'tasks',
      count: async (signal) => {
        const tasks = supabase.from('tasks').select('id', { count: 'exact', head: true })
        return counted(await tasks.retry(false).abortSignal(signal).throwOnError())
      },
      page: async (from, to, signal) => {
        const { data } = await supabase
          .from('tasks')
          .select(TASK_COLUMNS)
          // Of more than can be loaded, the done ones of long ago are left out.
          .order('completed_at', { ascending: false, nullsFirst: true })
          .order('id')
          .range(from, to)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
      byIds: async (ids, signal) => {
        const tasks = supabase.from('tasks').select(TASK_COLUMNS).in('id', ids)
        const { data } = await tasks.retry(false).abortSignal(signal).throwOnError()
        return data
      },
    }),

  /** Which task wears which label. */
  labelLinks: () =>
    syncedQuery<LabelLink>(['task-links', 'all-labels'], {
      table: 'task_labels',
      count: async (signal) => {
        const links = supabase.from('task_labels').select('id', { count: 'exact', head: true })
        return counted(await links.retry(false).abortSignal(signal).throwOnError())
      },
      page: async (from, to, signal) => {
        const links = supabase.from('task_labels').select('id, task_id, label_id').order('id').range(from, to)
        const { data } = await links.retry(false).abortSignal(signal).throwOnError()
        return data
      },
      byIds: async (ids, signal) => {
        const links = supabase.from('task_labels').select('id, task_id, label_id').in('id', ids)
        const { data } = await links.retry(false).abortSignal(signal).throwOnError()
        return data
      },
    }),

  /** Which task waits for which. */
  dependencies: () =>
    syncedQuery<Dependency>(['task-links', 'all-dependencies'], {
      table: 'task_dependencies',
      count: async (signal) => {
        const links = supabase.from('task_dependencies').select('id', { count: 'exact', head: true })
        return counted(await links.retry(false).abortSignal(signal).throwOnError())
      },
      page: async (from, to, signal) => {
        const links = supabase.from('task_dependencies').select('id, task_id, depends_on_task_id')
        const page = links.order('id').range(from, to)
        const { data } = await page.retry(false).abortSignal(signal).throwOnError()
        return data
      },
      byIds: async (ids, signal) => {
        const links = supabase.from('task_dependencies').select('id, task_id, depends_on_task_id')
        const { data } = await links.in('id', ids).retry(false).abortSignal(signal).throwOnError()
        return data
      },
    }),
}
