import type { Candidate, Load, RoutingState, Tier } from './state.ts'

/** Why a model is not asked. */
export type Rejection =
  | 'other_tier'
  | 'not_yet_valid'
  | 'expired'
  | 'shut_down'
  | 'unpriced'
  | 'context_too_small'
  | 'modality'
  | 'no_tools'
  | 'other_region'
  | 'breaker_open'

export interface JudgedCandidate {
  id: string
  /** null: it can be asked. */
  rejectedFor: Rejection | null
}

const AT_REST: Load = { firstTokenMs: null, inFlight: 0, rateLimitedShare: 0, breaker: 'closed' }
const SLOW_FIRST_TOKEN_MS = 4000
const FULL_HOUSE = 64
const HALF_OPEN_PRESSURE = 0.5
const OVERLOADED = 0.8

export const loadOf = ({ loads }: RoutingState, id: string): Load => loads[id] ?? AT_REST

/** What a model cannot do for this request, whatever its condition. */
export function incapacityOf(candidate: Candidate, state: RoutingState): Rejection | null {
  const { today } = state
  if (candidate.validFrom > today) return 'not_yet_valid'
  if (candidate.validTo !== null && candidate.validTo <= today) return 'expired'
  if (candidate.shutdownOn !== null && candidate.shutdownOn <= today) return 'shut_down'
  if (candidate.price === null) return 'unpriced'
  if (candidate.contextTokens < state.inputTokens + state.outputTokens) return 'context_too_small'
  if (!candidate.modalities.includes(state.modality)) return 'modality'
  if (state.needsTools && !candidate.hasTools) return 'no_tools'
  if (state.region !== null && !candidate.regions.includes(state.region)) return 'other_region'
  return null
}

export const rejectionOf = (candidate: Candidate, state: RoutingState): Rejection | null =>
  incapacityOf(candidate, state) ?? (loadOf(state, candidate.id).breaker === 'open' ? 'breaker_open' : null)

/** How hard pressed a model is: 0 at rest, 1 at its limit. More of anything never makes it less. */
export function pressureOf({ firstTokenMs, inFlight, rateLimitedShare, breaker }: Load): number {
  if (breaker === 'open') return 1
  return Math.min(
    1,
    Math.max(
      (firstTokenMs ?? 0) / SLOW_FIRST_TOKEN_MS,
      inFlight / FULL_HOUSE,
      rateLimitedShare,
      breaker === 'half_open' ? HALF_OPEN_PRESSURE : 0,
    ),
  )
}

/** The least pressed model of a tier that can do the work; 1 when there is none. */
export const tierPressure = (state: RoutingState, tier: Tier): number =>
  Math.min(
    1,
    ...state.candidates
      .filter((candidate) => candidate.tier === tier && incapacityOf(candidate, state) === null)
      .map(({ id }) => pressureOf(loadOf(state, id))),
  )

/** Whether a tier has a model for this request, were all of them in good condition. */
export const canServe = (state: RoutingState, tier: Tier): boolean =>
  state.candidates.some((candidate) => candidate.tier === tier && incapacityOf(candidate, state) === null)

/** What an answer costs at most, in nano-USD: all input, and all output that is allowed. */
export const estimateOf = (
  { price }: Candidate,
  { inputTokens, outputTokens }: RoutingState,
): bigint | null => price && price.input * BigInt(inputTokens) + price.output * BigInt(outputTokens)

/**
 * The models of a tier that can be asked, best first: the one the person may choose, the one that holds the thread's
 * prompt, those that are not overloaded, then by rank and price.
 */
export function orderedCandidates(state: RoutingState, tier: Tier): Candidate[] {
  const { requestedModel, mayChooseModel, threadProvider } = state
  const keyOf = (candidate: Candidate): number[] => [
    mayChooseModel && candidate.id === requestedModel ? 0 : 1,
    pressureOf(loadOf(state, candidate.id)) >= OVERLOADED ? 1 : 0,
    candidate.provider === threadProvider ? 0 : 1,
    candidate.rank,
  ]
  return state.candidates
    .filter((candidate) => candidate.tier === tier && rejectionOf(candidate, state) === null)
    .map((candidate) => ({ candidate, key: keyOf(candidate), estimate: estimateOf(candidate, state) ?? 0n }))
    .sort(
      (left, right) =>
        left.key.map((part, at) => part - right.key[at]!).find((difference) => difference !== 0) ??
        compare(left.estimate, right.estimate) ??
        compare(left.candidate.id, right.candidate.id) ??
        0,
    )
    .map(({ candidate }) => candidate)
}

const compare = <T>(left: T, right: T): number | undefined =>
  left < right ? -1 : left > right ? 1 : undefined
