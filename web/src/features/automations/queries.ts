import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { Tables } from '../../../../shared/database.types.ts'
import {
  type AutomationCategory,
  automationCategorySchema,
  type Trust,
  trustSchema,
} from '../../../../shared/hrm/automations/trust.ts'
import { type Evidence, evidenceSchema } from '../../../../shared/hrm/evidence.ts'
import { knownRows } from '../../lib/known-rows.ts'
import { read, readOne } from '../../lib/read.ts'
import { supabase } from '../../lib/supabase.ts'

export type AutomationSettings = Omit<Tables<'automation_settings'>, 'user_id' | 'created_at' | 'updated_at'>

/** What holds without a row: the defaults of the table. */
export const DEFAULT_SETTINGS: AutomationSettings = {
  reschedule_overdue: false,
  reschedule_overdue_threshold: 0.9,
  file_task: false,
  file_task_threshold: 0.9,
}

export interface Proposal {
  id: string
  category: AutomationCategory
  task_id: string
  task_name: string
  from_value: string | null
  to_value: string
  acted: boolean
  outcome: 'agreed' | 'disagreed' | 'undone' | 'lapsed' | null
  proposed_at: string
  evidence: Evidence
  batch_id: string | null
  /** The step it was done in has been taken back. */
  isUndone: boolean
}

const proposalSchema = z.object({
  id: z.string(),
  category: automationCategorySchema,
  task_id: z.string(),
  task_name: z.string(),
  from_value: z.nullable(z.string()),
  to_value: z.string(),
  acted: z.boolean(),
  outcome: z.nullable(z.enum(['agreed', 'disagreed', 'undone', 'lapsed'])),
  proposed_at: z.string(),
  evidence: evidenceSchema,
  batch_id: z.nullable(z.string()),
  change_batches: z.nullable(z.object({ undone_by_batch_id: z.nullable(z.string()) })),
})
const trustRowSchema = z.extend(trustSchema, { category: automationCategorySchema })

const PAGE = 40

const proposalsOf = ({ pages }: InfiniteData<unknown[], number>): Proposal[] =>
  pages
    .flatMap((rows) => knownRows(proposalSchema, rows))
    .map(({ change_batches: step, ...proposal }) => ({
      ...proposal,
      isUndone: Boolean(step?.undone_by_batch_id),
    }))

export const automationQueries = {
  /** What this person has switched on. */
  settings: () =>
    queryOptions({
      queryKey: ['automations', 'settings'],
      queryFn: async ({ signal }): Promise<AutomationSettings> =>
        (await readOne(
          supabase
            .from('automation_settings')
            .select('reschedule_overdue, reschedule_overdue_threshold, file_task, file_task_threshold'),
          signal,
        )) ?? DEFAULT_SETTINGS,
    }),

  /** How far each category is trusted. */
  trust: () =>
    queryOptions({
      queryKey: ['automations', 'trust'],
      queryFn: async ({ signal }): Promise<Partial<Record<AutomationCategory, Trust>>> => {
        const rows = await read(
          supabase
            .from('automation_trust')
            .select('category, state, recent, credit, demotions, threshold, revision'),
          signal,
        )
        return Object.fromEntries(
          knownRows(trustRowSchema, rows).map(({ category, ...trust }) => [category, trust]),
        )
      },
    }),

  /** What it did, or only noted, latest first, page by page. */
  proposals: (acted: boolean) =>
    infiniteQueryOptions({
      queryKey: ['automations', 'proposals', acted],
      initialPageParam: 0,
      queryFn: ({ signal, pageParam }) =>
        read(
          supabase
            .from('automation_proposals')
            .select(
              'id, category, task_id, task_name, from_value, to_value, acted, outcome, proposed_at, evidence, batch_id, change_batches(undone_by_batch_id)',
            )
            .eq('acted', acted)
            .order('proposed_at', { ascending: false })
            .order('id')
            .range(pageParam, pageParam + PAGE - 1),
          signal,
        ),
      // By the rows that came, whether this app knows them or not.
      getNextPageParam: (page, _pages, from) => (page.length === PAGE ? from + PAGE : undefined),
      select: proposalsOf,
    }),
}
