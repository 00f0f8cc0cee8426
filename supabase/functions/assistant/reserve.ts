import type { AssistantRoute } from '../../../shared/assistant/answer.ts'
import { buildContext, type Context } from '../../../shared/context/build-context.ts'
import { proposalTool } from '../../../shared/context/proposals.ts'
import type { RouteDecision } from '../../../shared/routing/decide.ts'
import type { Tier } from '../../../shared/routing/state.ts'
import type { ChatEntry, Catalogue } from '../_shared/ai/catalogue.ts'
import type { ChatRequest } from '../_shared/ai/chat.ts'
import { hold, MOST_CANDIDATES, type Refusal } from '../_shared/ai/hold.ts'
import { toRoute, type Decision } from '../_shared/ai/routing.ts'
import { estimateInputTokens } from '../_shared/ai/usage.ts'
import { HttpError } from '../_shared/http-error.ts'
import type { RateTake } from '../_shared/rates.ts'
import type { Heard } from './exchange.ts'
import { LIMITS } from './limits.ts'
import { modelRates } from '../_shared/ai/rates.ts'

/** A call that may be made, and the money held for it. */
export interface Plan {
  holdId: string
  ceilingNanoUsd: number
  decision: RouteDecision
  route: AssistantRoute
  /** Who may answer, in order. */
  entries: ChatEntry[]
  chat: Omit<ChatRequest, 'model'>
  context: Context
  inputTokens: number
  deadlineMs: number
}

/** As many answers as the plan has were given, or too much was spent within a minute. */
const FINAL_REASONS = ['interactions', 'daily_interactions', 'spend_rate']

interface Rung {
  tier: Tier
  maxOutputTokens: number
  /** What the person is told when the answer comes from here. */
  degradedFor: string | null
}

/** From what was decided down to the least that is still an answer. A hold is never shrunk to fit. */
function rungsOf({ tier }: RouteDecision): Rung[] {
  const { execution, strategic } = LIMITS
  const small = {
    tier: 'execution' as const,
    maxOutputTokens: execution.leastOutput,
    degradedFor: 'smaller_answer',
  }
  const plain = { tier: 'execution' as const, maxOutputTokens: execution.mostOutput }
  return tier === 'execution'
    ? [{ ...plain, degradedFor: null }, small]
    : [
        { tier, maxOutputTokens: strategic.mostOutput, degradedFor: null },
        { ...plain, degradedFor: 'budget' },
        small,
      ]
}

/**
 * Holds back what the best affordable answer can cost at most; what was refused last when none is.
 * @throws HttpError RATE_LIMITED when models are asked too often, UNAVAILABLE without an answer of the database
 */
export async function reserve(
  heard: Heard,
  catalogue: Catalogue,
  decision: Decision,
): Promise<Plan | Refusal> {
  const contexts = new Map<Tier, Context>()
  const contextFor = (tier: Tier): Context => {
    const context = contexts.get(tier) ?? contextOf(heard, tier)
    contexts.set(tier, context)
    return context
  }
  const unfit = new Set<string>()
  let rates: RateTake[] | null = modelRates(heard.userId)
  let refusal: Refusal | null = null
  for (const rung of rungsOf(decision)) {
    const chosen = rung.tier === decision.tier ? decision : decision.asExecution()
    for (let isRefused = false; !isRefused;) {
      const plan = planOf(catalogue, chosen, rung, contextFor(rung.tier), unfit)
      if (plan.entries.length === 0) break
      const answer = await hold(heard, {
        ...{ entries: plan.entries, inputTokens: plan.inputTokens, tier: plan.decision.tier },
        ...{ maxOutputTokens: plan.chat.maxOutputTokens, deadlineMs: plan.deadlineMs, rates },
        ...{ feature: heard.request.feature, body: heard.request.message },
      })
      // Once for a question, however many holds it asks for.
      rates = null
      if (answer.status === 'reserved') {
        return { ...plan, holdId: answer.hold_id, ceilingNanoUsd: answer.amount_nano_usd }
      }
      refusal = answer
      isRefused = !answer.model
      // Unpriced, switched off in this moment: never called, and no reason not to ask another.
      if (answer.model) unfit.add(answer.model)
    }
    // No cheaper one is left either.
    if (refusal && FINAL_REASONS.includes(refusal.reason)) return refusal
  }
  return refusal ?? { status: 'refused', reason: 'no_model' }
}

/** Of everybody: what it stands for is the same for all. */
const PREFIX_KEY = 'aurum-assistant'

/** A plan that no money is held for yet. */
type Prepared = Omit<Plan, 'holdId' | 'ceilingNanoUsd'>

function planOf(
  catalogue: Catalogue,
  decision: RouteDecision,
  { tier, maxOutputTokens, degradedFor }: Rung,
  context: Context,
  unfit: ReadonlySet<string>,
): Prepared {
  const ids = [decision.modelId, ...decision.fallbackIds].filter((id) => id !== null && !unfit.has(id))
  const entries = ids.flatMap((id) => catalogue.get(id!) ?? []).slice(0, MOST_CANDIDATES)
  const chat: Plan['chat'] = {
    system: context.system,
    messages: context.messages,
    prefixKey: PREFIX_KEY,
    maxOutputTokens: Math.min(
      maxOutputTokens,
      ...entries.map(({ row }) => row.max_output_tokens ?? maxOutputTokens),
    ),
    temperature: 0.3,
    effort: 'low',
    ...(entries.every(({ row }) => row.has_tools) && { tools: [proposalTool] }),
  }
  const route = toRoute(decision)
  return {
    decision,
    route: {
      ...route,
      requested_model: entries[0]?.row.id ?? null,
      degraded: route.degraded || degradedFor !== null,
      degraded_for: degradedFor ?? route.degraded_for,
    },
    entries,
    chat,
    context,
    inputTokens: estimateInputTokens(chat),
    deadlineMs: LIMITS[tier].deadlineMs,
  }
}

const contextOf = ({ request, thread, scene, receivedAt }: Heard, tier: Tier): Context =>
  buildContext({
    message: request.message,
    prior: thread.turns,
    scene,
    tokenBudget: LIMITS[tier].inputTokens,
    locale: scene.profile.locale,
    now: receivedAt.toISOString(),
    isWeighed: tier === 'strategic',
    ...(request.focus && { focus: request.focus }),
  })

/** What the person is told when nothing fits any more. */
export function exhausted({ reason, scope, limit, spent, reserved, needed, resets_at }: Refusal): HttpError {
  if (reason === 'no_model') return new HttpError('UNAVAILABLE', 'No model can be asked at the moment.')
  const details = { reason, scope, limit, spent, reserved, needed, resets_at }
  const hint = 'What rules can answer goes on, at no cost.'
  if (reason === 'spend_rate') {
    const seconds = Math.max(1, Math.ceil((Date.parse(resets_at ?? '') - Date.now()) / 1_000) || 1)
    return new HttpError('RATE_LIMITED', 'Too much was spent on models in a short time. They take a break.', {
      ...{ hint, details: { ...details, retry_after_seconds: seconds } },
      headers: { 'retry-after': String(seconds) },
    })
  }
  const message =
    reason === 'budget'
      ? 'What may be spent on models this month is used up.'
      : reason === 'daily_interactions'
        ? 'All answers of models for today are used up.'
        : 'All answers of models for this month are used up.'
  return new HttpError('BUDGET_EXHAUSTED', message, { hint, details })
}
