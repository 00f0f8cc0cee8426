import { infiniteQueryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { evidenceSchema } from '../../../../../shared/hrm/evidence.ts'
import { insightTypeSchema } from '../../../../../shared/hrm/insight.ts'
import { read } from '../../../lib/read.ts'
import { supabase } from '../../../lib/supabase.ts'
import { type DecisionsSearch, KINDS, kindsIn } from './decisions-search.ts'

const maybe = z.nullable(z.number())

const decisionSchema = z.object({
  id: z.string(),
  kind: z.enum(KINDS),
  decided_at: z.string(),
  /** Null once the insight is forgotten. */
  insight_id: z.nullable(z.string()),
  title: z.string(),
  summary: z.string(),
  insight_type: insightTypeSchema,
  rule_code: z.string(),
  /** 0 to 1, as the next two. */
  confidence: maybe,
  score: maybe,
  adjusted_score: maybe,
  told_text: z.nullable(z.string()),
  /** The rules it judged, as they spoke then. */
  applied_rules: evidenceSchema.shape.rules,
  learned_at: z.nullable(z.string()),
  /** The weights a night moved because of it. */
  moved: z.array(
    z.object({
      id: z.string(),
      rule_code: z.string(),
      before: z.number(),
      after: z.number(),
      reason: z.unknown(),
      created_at: z.string(),
      reverted_at: z.nullable(z.string()),
    }),
  ),
})

export type Decision = z.infer<typeof decisionSchema>

export const DECISIONS_PAGE = 50

export const decisionQueries = {
  /** What the person decided about insights, latest first. */
  list: ({ kinds, type, rule, from, until, q }: DecisionsSearch) =>
    infiniteQueryOptions({
      queryKey: ['insights', 'decisions', { kinds, type, rule, from, until, q }],
      initialPageParam: null as Pick<Decision, 'decided_at' | 'id' | 'kind'> | null,
      queryFn: async ({ signal, pageParam }): Promise<Decision[]> => {
        const rows = await read(
          supabase.rpc('insight_decisions', {
            p_limit: DECISIONS_PAGE,
            ...(kinds && { p_kinds: kindsIn(kinds) }),
            ...(type && { p_type: type }),
            ...(rule && { p_rule: rule }),
            ...(from && until && { p_from: from, p_until: until }),
            ...(q && { p_search: q }),
            ...(pageParam && {
              p_before: pageParam.decided_at,
              p_before_id: pageParam.id,
              p_before_kind: pageParam.kind,
            }),
          }),
          signal,
        )
        // A kind of a newer server is left out.
        return rows.flatMap((row) => {
          const parsed = decisionSchema.safeParse(row)
          return parsed.success ? [parsed.data] : []
        })
      },
      getNextPageParam: (page) => (page.length === DECISIONS_PAGE ? page.at(-1) : undefined),
    }),
}
