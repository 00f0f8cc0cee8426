import { EXECUTION_UP_TO, STRATEGIC_FROM, type Band } from './calibrate.ts'
import {
  canServe,
  estimateOf,
  orderedCandidates,
  rejectionOf,
  tierPressure,
  type JudgedCandidate,
} from './candidates.ts'
import type { Reason } from './reasons.ts'
import { routingModel, type Abstention, type RequestScore } from './score.ts'
import type { Candidate, RoutingState, Tier } from './state.ts'

/** What settled the tier. */
export type DecidedBy =
  | 'feature'
  | 'chosen_model'
  | 'requires_reasoning'
  | 'thread'
  | 'capability'
  | 'abstention'
  | 'narrow_margin'
  | 'band'
  | 'threshold'

/** Why a request is answered by less than it asked for. */
export type Degradation = 'not_entitled' | 'share_used_up' | 'no_strategic_model' | 'no_model'

/** The record of a decision: enough to explain it, to repeat it and to price what it saved. */
export interface RouteDecision {
  tier: Tier
  /** null: no model can be asked now; a stored answer or a template is the answer. */
  modelId: string | null
  /** Who is asked next if it fails, in order: same tier first, never a higher one. */
  fallbackIds: string[]
  degradedFor: Degradation | null
  decidedBy: DecidedBy
  band: Band
  score: number
  /** The score from which the middle went to the strategic model, under the pressure of the moment. */
  threshold: number
  /** 0 to 1: budget and load taken together. */
  pressure: number
  abstains: Abstention | null
  reasons: Reason[]
  candidates: JudgedCandidate[]
  /** Nano-USD at most for the model, and for the first strategic one in its place. */
  estimate: bigint | null
  strategicEstimate: bigint | null
  version: string
  fingerprint: string
}

/** A score this near to the threshold does not decide. */
const MARGIN = 0.1
const PLAN_SHIFT = { free: 0.7, pro: 0, premium: -0.5 } as const

/** Budget and load together; either alone can close the way. */
export const pressureIn = (state: RoutingState): number =>
  1 - (1 - state.budgetPressure) * (1 - tierPressure(state, 'strategic'))

/** From which score the middle band is strategic: between the bands, and higher the more presses. */
export function thresholdIn(state: RoutingState, atRest: number): number {
  const begin = Math.min(STRATEGIC_FROM, Math.max(EXECUTION_UP_TO, atRest + PLAN_SHIFT[state.plan]))
  return begin + (STRATEGIC_FROM - begin) * pressureIn(state)
}

/**
 * Sends a scored request to a tier and a model. Pure and deterministic; more pressure never moves a request up.
 * @param scored what `scoreRequest` returned
 * @param atRest the threshold while nothing presses
 */
export function decideRoute(
  scored: RequestScore,
  state: RoutingState,
  atRest: number = routingModel.threshold,
): RouteDecision {
  const threshold = thresholdIn(state, atRest)
  const wanted = wantedTier(scored, state, threshold)
  const strategic = orderedCandidates(state, 'strategic')
  const degradedFor = wanted.tier === 'strategic' ? whyNotStrategic(state, strategic) : null
  const tier = degradedFor ? 'execution' : wanted.tier
  const chain =
    tier === 'strategic'
      ? [...strategic, ...orderedCandidates(state, 'execution')]
      : orderedCandidates(state, 'execution')
  const chosen = chain[0] ?? null
  const first = strategic[0] ?? state.candidates.find((candidate) => candidate.tier === 'strategic')
  return {
    tier,
    modelId: chosen?.id ?? null,
    fallbackIds: chain.slice(1).map(({ id }) => id),
    degradedFor: chosen ? degradedFor : 'no_model',
    decidedBy: wanted.by,
    band: scored.band,
    score: scored.score,
    threshold,
    pressure: pressureIn(state),
    abstains: scored.abstains,
    reasons: scored.reasons,
    candidates: state.candidates.map((candidate) => ({
      id: candidate.id,
      rejectedFor: rejectionOf(candidate, state) ?? (chain.includes(candidate) ? null : 'other_tier'),
    })),
    estimate: chosen && estimateOf(chosen, state),
    strategicEstimate: first ? estimateOf(first, state) : null,
    version: scored.version,
    fingerprint: scored.fingerprint,
  }
}

function wantedTier(
  { score, band, abstains }: RequestScore,
  state: RoutingState,
  threshold: number,
): { tier: Tier; by: DecidedBy } {
  if (state.forcedTier) return { tier: state.forcedTier, by: 'feature' }
  const requested = state.mayChooseModel && state.candidates.find(({ id }) => id === state.requestedModel)
  if (requested) return { tier: requested.tier, by: 'chosen_model' }
  if (state.requiresReasoning) return { tier: 'strategic', by: 'requires_reasoning' }
  if (state.threadTier === 'strategic') return { tier: 'strategic', by: 'thread' }
  if (!canServe(state, 'execution') && canServe(state, 'strategic'))
    return { tier: 'strategic', by: 'capability' }
  if (abstains) return { tier: state.defaultTier, by: 'abstention' }
  if (band === 'strategic') return { tier: 'strategic', by: 'band' }
  if (band === 'execution') return { tier: 'execution', by: 'band' }
  if (Math.abs(score - threshold) < MARGIN) return { tier: state.defaultTier, by: 'narrow_margin' }
  return { tier: score > threshold ? 'strategic' : 'execution', by: 'threshold' }
}

function whyNotStrategic(state: RoutingState, strategic: readonly Candidate[]): Degradation | null {
  if (!state.mayUseStrategic) return 'not_entitled'
  if (state.isStrategicShareUsedUp) return 'share_used_up'
  return strategic.length === 0 ? 'no_strategic_model' : null
}
