import { queryOptions } from '@tanstack/react-query'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { firstDayOf, type Month } from './month.ts'
import { budgetStateSchema, usageReportSchema } from './usage-data.ts'

export const usageQueries = {
  /** What is left this month, in money and answers. */
  state: () =>
    queryOptions({
      queryKey: ['usage', 'state'],
      queryFn: async ({ signal }) => {
        const { data } = await supabase.rpc('ai_budget_state').retry(false).abortSignal(signal).throwOnError()
        return budgetStateSchema.parse(data)
      },
    }),

  /** What was used in a month, by feature, model and day, and what could be saved. */
  report: (month: Month) =>
    queryOptions({
      queryKey: ['usage', 'report', month],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .rpc('ai_usage_report', { p_month: firstDayOf(month) })
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return usageReportSchema.parse(data)
      },
    }),

  /** What the plan of a tier allows in a month, and the cap of the person's own below it. */
  limits: (tier: string) =>
    queryOptions({
      queryKey: ['usage', 'limits', tier],
      queryFn: async ({ signal }) => {
        const [planned, own] = await Promise.all([
          supabase
            .from('ai_plans')
            .select('monthly_nano_usd')
            .eq('tier', tier)
            .retry(false)
            .abortSignal(signal)
            .single()
            .throwOnError(),
          supabase
            .from('ai_budgets')
            .select('monthly_nano_usd')
            .match({ scope: 'user', scope_id: currentUserId() })
            .retry(false)
            .abortSignal(signal)
            .maybeSingle()
            .throwOnError(),
        ])
        return { plan: planned.data.monthly_nano_usd, cap: own.data?.monthly_nano_usd ?? null }
      },
    }),
}
