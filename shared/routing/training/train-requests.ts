import { hardnessStep } from '../calibrate.ts'
import { featuresOf } from '../features.ts'
import type { Hardness } from '../shape.ts'
import { joinTurns, readPriorTurn, readTurn, type Turn } from '../turn.ts'
import { BUCKETS, type Vector } from '../vector.ts'
import type { LabelledRequest } from './examples.ts'
import { recombined } from './recombine.ts'
import { fitLogistic, sumOfExample, type Solution } from './regression.ts'

/** Light judgement is right on both sides: it teaches less about where the line is. */
const WEIGHT_OF_EITHER = 0.5
const WEIGHT_OF_RECOMBINED = 0.3
const WEIGHT_OF_SIMPLE = 0.3
export const PENALTY = 3e-4
/** How hard paraphrases are drawn to one sum. */
const AGREEMENT = 4
/**
 * What is aimed at, by score. Light judgement, of 4 to 7, lies nearer to plain work, where it is done as well and for
 * less: between it and hard judgement is the gap in which the tiers are cut, so that a paraphrase does not cross it.
 */
const TARGETS = [0.03, 0.08, 0.12, 0.17, 0.22, 0.27, 0.32, 0.38, 0.8, 0.9, 0.95]
const MOST_PRIOR = 3
const NONE: Hardness = { whole: 0, last: 0 }

/** A request read once, for many fits. */
export interface ReadRequest {
  /** How much it counts in training. */
  weight: number
  label: Pick<LabelledRequest, 'band' | 'score'>
  /** The paraphrases it belongs to, unless it was made up of others. */
  group?: string
  turn: Turn
  prior: Turn[]
}

/** What is learned from. */
export interface Lessons {
  requests: readonly LabelledRequest[]
  /** Queries to any assistant that are known to be plain work. */
  simple?: readonly string[]
}

/** A simple query as a labelled request: a group, and so a fold, of its own. */
export const labelledSimple = (query: string): LabelledRequest => ({
  id: query,
  group: query,
  prompt: query,
  prior: [],
  locale: 'en',
  band: 'execution',
  score: 1,
  trap: null,
})

export const read = ({ prompt, prior, band, score, group }: LabelledRequest, weight = 1): ReadRequest => ({
  weight,
  label: { band, score },
  ...(weight === 1 && { group }),
  turn: readTurn(prompt),
  prior: prior.slice(-MOST_PRIOR).map(readPriorTurn),
})

/**
 * Learns how hard requests are. Twice: how hard the turns before a follow-up are is asked of the first result.
 */
export function trainOnRequests({ requests: labelled, simple = [] }: Lessons, penalty = PENALTY): Solution {
  const requests = [
    ...labelled.map((request) => read(request)),
    ...recombined(labelled).map((request) => read(request, WEIGHT_OF_RECOMBINED)),
    ...simple.map((query) => read(labelledSimple(query), WEIGHT_OF_SIMPLE)),
  ]
  const first = fit(requests, () => NONE, penalty)
  return fit(requests, ({ prior }) => hardnessBy(first, prior), penalty)
}

/** The sum of weights of a request, which the calibration turns into a score. */
export const sumOfRequest = ({ turn, prior }: ReadRequest, solution: Solution): number =>
  sumOfExample(featuresOf(turn, prior, hardnessBy(solution, prior)).vector, solution)

function fit(
  requests: readonly ReadRequest[],
  hardnessOf: (request: ReadRequest) => Hardness,
  penalty: number,
): Solution {
  const examples = requests.map((request) => ({
    vector: featuresOf(request.turn, request.prior, hardnessOf(request)).vector,
    target: TARGETS[Math.round(request.label.score)]!,
    ...(request.group !== undefined && { group: request.group }),
    weight: request.weight * (request.label.band === 'either' ? WEIGHT_OF_EITHER : 1),
  }))
  return fitLogistic(examples, BUCKETS, penalty, AGREEMENT)
}

function hardnessBy(solution: Solution, prior: readonly Turn[]): Hardness {
  if (prior.length === 0) return NONE
  const stepOf = (vector: Vector): number => hardnessStep(sumOfExample(vector, solution))
  return {
    whole: stepOf(featuresOf(joinTurns(prior), [], NONE).vector),
    last: stepOf(featuresOf(prior.at(-1)!, [], NONE).vector),
  }
}
