import { queryOptions } from '@tanstack/react-query'
import type { Day } from '../../lib/dates.ts'
import { read, readOne } from '../../lib/read.ts'
import { supabase } from '../../lib/supabase.ts'
import { INSIGHT_COLUMNS, readInsights, TOLD_COLUMNS } from './insight.ts'

/** More than anybody reads; what weighs most comes first. */
export const CURRENT_LIMIT = 300
export const PAST_LIMIT = 100
/** As many as the Data API answers at once. */
export const TOLD_LIMIT = 1000

const columns = () => supabase.from('insights').select(INSIGHT_COLUMNS)

export const insightQueries = {
  /** What holds now, dismissed ones included: filters and groups are for the screen. */
  current: () =>
    queryOptions({
      queryKey: ['insights', 'current'],
      queryFn: async ({ signal }) =>
        readInsights(
          await read(
            columns()
              .is('ended_at', null)
              .order('is_pinned', { ascending: false })
              .order('impact', { ascending: false })
              .order('confidence', { ascending: false })
              .order('id')
              .limit(CURRENT_LIMIT),
            signal,
          ),
        ),
    }),

  /** What held once: expired, or not so any more. What it said before it changed is no part of it. */
  past: () =>
    queryOptions({
      queryKey: ['insights', 'past'],
      queryFn: async ({ signal }) =>
        readInsights(
          await read(
            columns()
              .in('end_reason', ['gone', 'expired'])
              .order('ended_at', { ascending: false })
              .order('id')
              .limit(PAST_LIMIT),
            signal,
          ),
        ),
    }),

  /** What was told anew from a day to a day, in the words of then. */
  told: (from: Day, until: Day) =>
    queryOptions({
      queryKey: ['insights', 'told', from, until],
      queryFn: async ({ signal }) => {
        const rows = await read(
          supabase
            .rpc('insights_told', { p_from: from, p_until: until })
            .select(TOLD_COLUMNS)
            .order('created_at', { ascending: false })
            .order('id')
            .limit(TOLD_LIMIT),
          signal,
        )
        return readInsights(rows.map((row) => ({ ...row, confirmed_at: null })))
      },
    }),

  detail: (id: string) =>
    queryOptions({
      queryKey: ['insights', 'detail', id],
      queryFn: async ({ signal }) => readInsights(await read(columns().eq('id', id), signal))[0] ?? null,
    }),

  /** What holds now for a row and for what stands above it, that of the row first. */
  about: (ids: readonly string[]) =>
    queryOptions({
      queryKey: ['insights', 'about', ids],
      queryFn: async ({ signal }) =>
        readInsights(
          await read(
            columns()
              .eq('is_active', true)
              .in('entity_id', ids)
              .order('impact', { ascending: false })
              .order('confidence', { ascending: false }),
            signal,
          ),
        ),
    }),

  /** When everything was looked at last; null when nobody ever has. */
  lastRun: () =>
    queryOptions({
      queryKey: ['insights', 'last-run'],
      queryFn: ({ signal }) =>
        readOne(
          supabase
            .from('hrm_runs')
            .select('id, trigger, started_at, finished_at')
            .eq('status', 'finished')
            .order('started_at', { ascending: false })
            .limit(1),
          signal,
        ),
    }),
}
