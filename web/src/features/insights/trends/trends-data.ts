import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { insightTypeSchema } from '../../../../../shared/hrm/insight.ts'
import { type Interval, wilson } from '../../../../../shared/hrm/statistics.ts'
import { read } from '../../../lib/read.ts'
import { supabase } from '../../../lib/supabase.ts'
import type { DecisionKind } from '../decisions/decisions-search.ts'
import type { Span } from './trends-search.ts'

const counts = {
  told: z.number(),
  confidence: z.nullable(z.number()),
  helpful: z.number(),
  not_helpful: z.number(),
  corrected: z.number(),
  dismissed: z.number(),
}

/** What `insight_trends()` of the database returns. */
const trendsSchema = z.object({
  weeks: z.number(),
  from_on: z.string(),
  until_on: z.string(),
  total: z.object(counts),
  by_week: z.array(z.object({ ...counts, from_on: z.string(), until_on: z.string() })),
  by_type: z.array(z.object({ ...counts, insight_type: insightTypeSchema, by_week: z.array(z.number()) })),
  by_rule: z.array(z.object({ ...counts, rule_code: z.string() })),
})

export type Trends = z.infer<typeof trendsSchema>
export type Counts = Trends['total']

/** The answers that are judged for each rate; what is named first speaks for the insight. */
export const RATES = {
  /** Of all answers: what was right as it was. */
  acceptance: ['helpful', 'not_helpful', 'corrected'],
  /** Of those that say yes or no: yes. */
  helpfulness: ['helpful', 'not_helpful'],
} as const satisfies Record<string, readonly DecisionKind[]>
export type Rate = keyof typeof RATES

/** A rate with its 95 % interval. */
export const rateOf = (of: Counts, rate: Rate): Interval =>
  wilson(
    of.helpful,
    RATES[rate].reduce((sum, kind) => sum + of[kind], 0),
  )

/** Whether there is anything to show. */
export const isEmpty = ({ total: { told, helpful, not_helpful, corrected, dismissed } }: Trends): boolean =>
  told + helpful + not_helpful + corrected + dismissed === 0

export const trendQueries = {
  /** How insights did in the last weeks, in one round trip. */
  of: (weeks: Span) =>
    queryOptions({
      queryKey: ['insights', 'trends', weeks],
      queryFn: async ({ signal }) =>
        trendsSchema.parse(await read(supabase.rpc('insight_trends', { p_weeks: weeks }), signal)),
    }),
}
