import { queryOptions } from '@tanstack/react-query'
import { supabase } from '../../lib/supabase.ts'

/** Done and total tasks below a pillar, area or project. */
export type Progress = { done: number; total: number; overdue: number }

type ProgressRow = { completed_count: number | null; task_count: number | null; overdue_count: number | null }

const toProgress = (row: ProgressRow): Progress => ({
  done: row.completed_count ?? 0,
  total: row.task_count ?? 0,
  overdue: row.overdue_count ?? 0,
})

const LIMIT = 1000
const COUNTS = 'completed_count, task_count, overdue_count'

export const progressQueries = {
  /** The roll-ups of all three levels by the id they belong to; the sums are the database's. */
  all: () =>
    queryOptions({
      queryKey: ['progress', 'all'],
      queryFn: async ({ signal }) => {
        const [pillars, areas, projects] = await Promise.all([
          supabase
            .from('pillar_progress')
            .select(`id:pillar_id, ${COUNTS}`)
            .limit(LIMIT)
            .retry(false)
            .abortSignal(signal)
            .throwOnError(),
          supabase
            .from('area_progress')
            .select(`id:area_id, ${COUNTS}`)
            .limit(LIMIT)
            .retry(false)
            .abortSignal(signal)
            .throwOnError(),
          supabase
            .from('project_progress')
            .select(`id:project_id, ${COUNTS}`)
            .limit(LIMIT)
            .retry(false)
            .abortSignal(signal)
            .throwOnError(),
        ])
        return Object.fromEntries(
          [...pillars.data, ...areas.data, ...projects.data].map((row) => [row.id, toProgress(row)]),
        )
      },
    }),

  /** How many tasks lie in the inbox. */
  inbox: () =>
    queryOptions({
      queryKey: ['progress', 'inbox'],
      queryFn: async ({ signal }) => {
        const open = supabase
          .from('tasks')
          .select('id', { count: 'exact', head: true })
          .is('project_id', null)
        const { count } = await open
          .neq('status', 'completed')
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return count ?? 0
      },
    }),
}
