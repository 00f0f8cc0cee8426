import { z } from 'zod'
import type { AssistantRoute } from '../../../../shared/assistant/answer.ts'
import { decideRoute, type RouteDecision } from '../../../../shared/routing/decide.ts'
import { scoreRequest, type RequestScore, type RequestToScore } from '../../../../shared/routing/score.ts'
import { restingState, type RoutingState } from '../../../../shared/routing/state.ts'
import type { CachedAnswer } from './answer-cache.ts'
import type { Catalogue } from './catalogue.ts'
import { cachedAnswerSchema } from './postgres-answer-cache.ts'
import type { Services } from './services.ts'

const count = z.number()
const budgetSchema = z.object({
  tier: z.enum(['free', 'pro', 'premium']),
  resets_at: z.string(),
  scopes: z.array(
    z.object({ limit_nano_usd: count.nullable(), spent_nano_usd: count, reserved_nano_usd: count }),
  ),
  interactions: z.object({
    used: count,
    reserved: count,
    allowed: count,
    strategic: count,
    allowed_strategic: count,
  }),
})
type Budget = z.infer<typeof budgetSchema>

const momentSchema = z.object({
  budget: budgetSchema,
  /** Those that are not closed. */
  breakers: z.array(z.object({ model: z.string(), state: z.enum(['open', 'half_open']) })),
  // One that another version wrote is none.
  answers: z.record(z.string(), cachedAnswerSchema.nullable().catch(null)),
})

/** What a decision depends on besides the request. */
export interface Moment {
  catalogue: Catalogue
  budget: Budget
  breakers: z.infer<typeof momentSchema>['breakers']
  /** What is known already, by key. */
  answers: Record<string, CachedAnswer | null>
}

export async function readMoment(services: Services, userId: string, keys: string[] = []): Promise<Moment> {
  const [catalogue, { data }] = await Promise.all([
    services.catalogue(),
    services.admin.rpc('assistant_moment', { p_user_id: userId, p_keys: keys }).throwOnError(),
  ])
  return { catalogue, ...momentSchema.parse(data) }
}

/** The share of money or answers that is gone, whichever is more. */
function pressureOf({ scopes, interactions }: Budget): number {
  const { used, reserved, allowed } = interactions
  const shares = scopes.map(({ limit_nano_usd: limit, spent_nano_usd, reserved_nano_usd }) =>
    limit === null ? 0 : shareOf(spent_nano_usd + reserved_nano_usd, limit),
  )
  return Math.max(0, shareOf(used + reserved, allowed), ...shares)
}

const shareOf = (part: number, whole: number) => (whole <= 0 ? 1 : Math.min(1, part / whole))

export interface Decision extends RouteDecision {
  /** Decides once more, for a cheaper route. */
  asExecution(): RouteDecision
}

export function decide(
  { catalogue, budget, breakers }: Moment,
  { loads }: Pick<Services, 'loads'>,
  asked: RequestToScore,
  changes: Partial<RoutingState> = {},
): Decision {
  const scored: RequestScore = scoreRequest(asked)
  const candidates = [...catalogue.values()].map(({ candidate }) => candidate)
  const state: RoutingState = {
    ...restingState(candidates, new Date().toISOString().slice(0, 10)),
    loads: Object.fromEntries(
      candidates.map(({ id }) => {
        const breaker = breakers.find(({ model }) => model === id)?.state ?? 'closed'
        return [id, { ...loads.of(id), breaker }]
      }),
    ),
    budgetPressure: pressureOf(budget),
    plan: budget.tier,
    isStrategicShareUsedUp: budget.interactions.strategic >= budget.interactions.allowed_strategic,
    ...changes,
  }
  return {
    ...decideRoute(scored, state),
    asExecution: () => decideRoute(scored, { ...state, forcedTier: 'execution' }),
  }
}

/** A decision as a receipt says it, before anybody has answered. */
export const toRoute = (decision: RouteDecision): AssistantRoute => ({
  tier: decision.tier,
  score: decision.score,
  band: decision.band,
  reasons: decision.reasons,
  decided_by: decision.decidedBy,
  requested_model: decision.modelId,
  served_model: null,
  degraded: decision.degradedFor !== null,
  degraded_for: decision.degradedFor,
})

/** A decision as the ledger keeps it: enough to repeat it. */
export const toRecord = (decision: RouteDecision) => ({
  version: decision.version,
  fingerprint: decision.fingerprint,
  tier: decision.tier,
  score: decision.score,
  band: decision.band,
  threshold: decision.threshold,
  pressure: decision.pressure,
  decided_by: decision.decidedBy,
  degraded_for: decision.degradedFor,
  reasons: decision.reasons,
  candidates: decision.candidates,
  model: decision.modelId,
  estimate_nano_usd: decision.estimate === null ? null : Number(decision.estimate),
  strategic_estimate_nano_usd:
    decision.strategicEstimate === null ? null : Number(decision.strategicEstimate),
})
