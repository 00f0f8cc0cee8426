import { bandOf, hardnessStep, probabilityFrom, scoreFrom, type Band } from './calibrate.ts'
import { featuresOf } from './features.ts'
import { joined, mixed } from './hash.ts'
import { speaksKnownLanguage } from './language.ts'
import { modelSchema, sumOf, unpack, type RoutingModel, type Weights } from './model.ts'
import { problemKindOf, problemVectorOf } from './problem.ts'
import { reasonsOf, type Reason } from './reasons.ts'
import type { Hardness, Shape } from './shape.ts'
import { joinTurns, readPriorTurn, readTurn, type Turn } from './turn.ts'
import type { Vector } from './vector.ts'
import weights from './weights.json' with { type: 'json' }

export interface RequestToScore {
  /** The latest turn of the person. */
  message: string
  /** Their turns before, oldest first; never the assistant's. The last three count. */
  prior?: readonly string[]
  /** What language the person uses the app in, as a language tag. */
  locale?: string
}

/** Why the scorer would rather not say: the default route is taken. */
export type Abstention = 'no_text' | 'unknown_language'

export interface RequestScore {
  /** 0 (plain work) to 10 (hard judgement), with one decimal. */
  score: number
  /** P(needs the strategic model), 0 to 1. */
  probability: number
  band: Band
  abstains: Abstention | null
  reasons: Reason[]
  features: Shape
  /** The same for the same features: what a decision is recorded under. */
  fingerprint: string
  /** The version of the model. */
  version: string
}

export type Scorer = (request: RequestToScore) => RequestScore

const MOST_PRIOR = 3
const NONE: Hardness = { whole: 0, last: 0 }

/** A scorer of a given model: pure, deterministic, its time bounded whatever the length of the text. */
export function createScorer(model: RoutingModel): Scorer {
  const table = unpack(model.requests)
  const questions = unpack(model.questions)
  return ({ message, prior = [], locale }) => {
    const turn = readTurn(message)
    const before = prior.slice(-MOST_PRIOR).map(readPriorTurn)
    const { vector, shape } = featuresOf(turn, before, hardnessOf(before, table))
    const problem = before.length === 0 ? problemKindOf(message) : null
    const sum = problem ? sumOf(problemVectorOf(message, problem), questions) : sumOf(vector, table)
    const probability = problem ? 1 / (1 + Math.exp(-sum)) : probabilityFrom(sum, model)
    const score = problem ? Math.round(probability * 100) / 10 : scoreFrom(sum, model)
    return {
      score,
      probability,
      band: bandOf(score),
      abstains: abstentionOf(turn, message, locale),
      reasons: problem ? [{ code: 'knowledge_question' }] : reasonsOf(turn, shape),
      features: shape,
      fingerprint: fingerprintOf(vector),
      version: model.version,
    }
  }
}

function hardnessOf(prior: readonly Turn[], table: Weights): Hardness {
  if (prior.length === 0) return NONE
  const stepOf = (turn: Turn): number => hardnessStep(sumOf(featuresOf(turn, [], NONE).vector, table))
  const last = stepOf(prior.at(-1)!)
  return { whole: prior.length === 1 ? last : stepOf(joinTurns(prior)), last }
}

function fingerprintOf({ indices }: Vector): string {
  let hash = 0
  for (const index of indices) hash = joined(hash, index)
  return (mixed(hash) >>> 0).toString(16).padStart(8, '0')
}

function abstentionOf(turn: Turn, message: string, locale: string | undefined): Abstention | null {
  if (turn.tokens.length === 0) return 'no_text'
  return speaksKnownLanguage(message, locale) ? null : 'unknown_language'
}

/** The model that is shipped. */
export const routingModel: RoutingModel = modelSchema.parse(weights)

/** How hard a request is, by the model that is shipped. */
export const scoreRequest: Scorer = createScorer(routingModel)
