import * as z from 'zod/mini'

const scopeSchema = z.object({
  scope: z.enum(['user', 'organization']),
  limit_nano_usd: z.nullable(z.number()),
  spent_nano_usd: z.number(),
  reserved_nano_usd: z.number(),
})

/** What `ai_budget_state` answers. */
export const budgetStateSchema = z.object({
  tier: z.string(),
  resets_at: z.string(),
  scopes: z.array(scopeSchema),
  interactions: z.object({
    used: z.number(),
    reserved: z.number(),
    allowed: z.number(),
    today: z.number(),
    allowed_today: z.number(),
    strategic: z.number(),
    allowed_strategic: z.number(),
  }),
})

const partSchema = z.object({ calls: z.number(), cost_nano_usd: z.number() })

const suggestionSchema = z.object({
  code: z.string(),
  calls: z.optional(z.number()),
  cost_nano_usd: z.optional(z.number()),
  saves_nano_usd: z.optional(z.number()),
  share_percent: z.optional(z.number()),
  model: z.nullish(z.string()),
  feature: z.optional(z.string()),
})

/** What `ai_usage_report` answers. */
export const usageReportSchema = z.object({
  month: z.string(),
  calls: z.number(),
  cost_nano_usd: z.number(),
  cached_percent: z.number(),
  cache_answers: z.number(),
  saved_by_cache_nano_usd: z.number(),
  all_strategic_nano_usd: z.number(),
  estimated_calls: z.number(),
  by_feature: z.array(z.extend(partSchema, { feature: z.string() })),
  by_model: z.array(z.extend(partSchema, { model: z.string() })),
  by_day: z.array(z.extend(partSchema, { day: z.string() })),
  suggestions: z.array(suggestionSchema),
})

export type BudgetState = z.infer<typeof budgetStateSchema>
export type UsageReport = z.infer<typeof usageReportSchema>
export type Suggestion = z.infer<typeof suggestionSchema>

export type Money = {
  spent: number
  reserved: number
  /** Null: nothing limits it. */
  limit: number | null
  /** What is neither spent nor reserved, never less than nothing; null without a limit. */
  left: number | null
}

/** What the person themselves has spent and may spend, in nano-dollars. */
export function ownMoney({ scopes }: Pick<BudgetState, 'scopes'>): Money {
  const own = scopes.find(({ scope }) => scope === 'user')
  const spent = own?.spent_nano_usd ?? 0
  const reserved = own?.reserved_nano_usd ?? 0
  const limit = own?.limit_nano_usd ?? null
  return { spent, reserved, limit, left: limit === null ? null : Math.max(0, limit - spent - reserved) }
}

/** How much of an allowance is used, in whole percent; an allowance of nothing is used up. */
export const usedPercent = (used: number, allowed: number): number =>
  allowed > 0 ? Math.floor((used * 100) / allowed) : 100
