import { type InfiniteData, infiniteQueryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { evidenceSchema } from '../../../../../shared/hrm/evidence.ts'
import { insightTypeSchema } from '../../../../../shared/hrm/insight.ts'
import { knownRows } from '../../../lib/known-rows.ts'
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

const PAGE = 50

type Cursor = Pick<Decision, 'decided_at' | 'id'> & { kind: string }

const decisionsOf = ({ pages }: InfiniteData<unknown[], Cursor | null>): Decision[] =>
  pages.flatMap((rows) => knownRows(decisionSchema, rows))

export const decisionQueries = {
  /** What the person decided about insights, latest first. */
  list: ({ kinds, type, rule, from, until, q }: DecisionsSearch) =>
    infiniteQueryOptions({
      queryKey: ['insights', 'decisions', { kinds, type, rule, from, until, q }],
      initialPageParam: null as Cursor | null,
      queryFn: ({ signal, pageParam }) =>
        read(
          supabase.rpc('insight_decisions', {
            p_limit: PAGE,
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
        ),
      // By the rows that came, whether this app knows them or not.
      getNextPageParam: (page) => (page.length === PAGE ? page.at(-1) : undefined),
      select: decisionsOf,
    }),
}
