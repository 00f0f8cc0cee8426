import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { read } from '../../../lib/read.ts'
import { supabase } from '../../../lib/supabase.ts'
import type { Period } from './balance-search.ts'

const maybeId = z.nullable(z.string())

const sessionSchema = z.object({
  id: z.string(),
  task_id: maybeId,
  task_name: z.nullable(z.string()),
  started_at: z.string(),
  ended_at: z.string(),
})
const entrySchema = z.object({
  on: z.string(),
  pillar_id: maybeId,
  area_id: maybeId,
  project_id: maybeId,
  task_id: maybeId,
  minutes: z.number(),
  sessions: z.array(sessionSchema),
})

/** What `pillar_balance()` of the database returns. */
const balanceSchema = z.object({
  from_on: z.string(),
  until_on: z.string(),
  first_on: z.nullable(z.string()),
  unread_minutes: z.number(),
  pillars: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      icon: z.nullable(z.string()),
      time_allocation_percentage: z.nullable(z.number()),
    }),
  ),
  minutes: z.array(entrySchema),
  names: z.record(z.string(), z.string()),
})

export type Balance = z.infer<typeof balanceSchema>
/** What was lived on one day in one place. */
export type Entry = z.infer<typeof entrySchema>

export const balanceQueries = {
  /** What was lived in the last days, down to the focus sessions. */
  of: (days: Period) =>
    queryOptions({
      queryKey: ['balance', days],
      queryFn: async ({ signal }) =>
        balanceSchema.parse(await read(supabase.rpc('pillar_balance', { p_days: days }), signal)),
    }),
}
