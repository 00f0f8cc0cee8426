import { clamp, type EntityScore, rounded, type RuleResult } from './finding.ts'
import type { EntityType, InsightType } from './insight.ts'

/** What scores above this comes first. */
export const HIGH_SCORE = 0.8

/** Weights by the code of the rule; what is not named keeps its own. */
export type Weights = Readonly<Record<string, number>>

const NO_WEIGHTS: Weights = {}

/** The weight of a result under other weights, 0 to 1. */
export function weightUnder({ code, weight }: RuleResult, weights: Weights): number {
  const other = weights[code]
  return other === undefined ? weight : clamp(other, 0, 1)
}

/**
 * Σ(score·weight) / Σweight, and the confidence averaged in the same way. Without weight nothing speaks: both are 0.
 * All scores are within 0 and 1 here, so their mean needs no cap.
 */
export function combine(
  results: readonly RuleResult[],
  weights = NO_WEIGHTS,
): { score: number; confidence: number } {
  let [score, confidence, total] = [0, 0, 0]
  for (const result of results) {
    const weight = weightUnder(result, weights)
    score += result.score * weight
    confidence += result.confidence * weight
    total += weight
  }
  return total === 0
    ? { score: 0, confidence: 0 }
    : { score: clamp(score / total, 0, 1), confidence: clamp(confidence / total, 0, 1) }
}

/** The results by influence: how far each, with its weight, moves the score away from saying nothing. */
export const byInfluence = (results: readonly RuleResult[]): RuleResult[] =>
  results
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => influence(b) - influence(a) || (a.code < b.code ? -1 : 1))

const influence = ({ score, weight }: RuleResult) => rounded(weight * Math.abs(score - 0.5) * 100)

interface Ranked {
  entity: EntityScore
  score: number
  boost: number
}

const inOrder = (a: Ranked, b: Ranked): number =>
  b.score - a.score || b.boost - a.boost || (a.entity.entity_id < b.entity.entity_id ? -1 : 1)

function boostOf(results: readonly RuleResult[], weights: Weights): number {
  let boost = 0
  for (const result of results) boost += result.boost * weightUnder(result, weights)
  return boost
}

/** The open tasks of an evaluation, the most pressing first; equal scores by boosts, then by id. */
export function rankTasks(scores: readonly EntityScore[]): EntityScore[] {
  const ranked: Ranked[] = []
  for (const entity of scores) {
    if (entity.entity_type !== 'task') continue
    ranked.push({ entity, score: entity.score, boost: boostOf(entity.results, NO_WEIGHTS) })
  }
  return ranked.sort(inOrder).map(({ entity }) => entity)
}

/**
 * The tasks that come first under other weights, and their scores then: the beginning of what `rankTasks` gives after
 * `reweigh`, which also carries over what a slider does not show.
 */
export function firstTasksUnder(
  scores: readonly EntityScore[],
  weights: Weights,
  count: number,
): { entity_id: string; score: number }[] {
  const first: Ranked[] = []
  for (const entity of scores) {
    if (entity.entity_type !== 'task') continue
    const { score } = combine(entity.results, weights)
    const last = first[count - 1]
    if (last && score < last.score) continue
    const ranked = { entity, score, boost: boostOf(entity.results, weights) }
    if (last && inOrder(ranked, last) > 0) continue
    const place = first.findIndex((other) => inOrder(ranked, other) < 0)
    first.splice(place === -1 ? first.length : place, 0, ranked)
    first.length = Math.min(first.length, count)
  }
  return first.map(({ entity, score }) => ({ entity_id: entity.entity_id, score }))
}

const IMPACT: Record<EntityType, number> = { global: 1, pillar: 0.9, area: 0.7, project: 0.6, task: 0.4 }

/** 1 for the whole life down to 0.4 for a task, 0.2 more for a high score. */
export const impactOf = (type: EntityType, score: number): number =>
  rounded(clamp(IMPACT[type] + (score > HIGH_SCORE ? 0.2 : 0), 0, 1))

const SPREAD_LIMIT = 0.5

/**
 * 0.7, and 0.05 more for each rule that applied (at most 0.2), and 0.1 more where a model helped; 0.1 less where the
 * rules disagree. The source says disagree of a spread above 1.0 on its scale of -1 to 1, which is 0.5 on ours.
 */
export function insightConfidence(results: readonly RuleResult[], hasModel = false): number {
  const scores = results.filter(({ weight }) => weight > 0).map(({ score }) => score)
  const spread = scores.length === 0 ? 0 : Math.max(...scores) - Math.min(...scores)
  const rules = Math.min(0.2, 0.05 * scores.length)
  return rounded(clamp(0.7 + rules + (hasModel ? 0.1 : 0) - (spread > SPREAD_LIMIT ? 0.1 : 0), 0, 1))
}

const EXPIRY_HOURS: Partial<Record<InsightType, number>> = {
  priority_reasoning: 6,
  obstacle_identification: 24,
  recommendation: 24,
  alignment_analysis: 72,
  pattern_recognition: 168,
}

/** How long an insight holds; null where it does until its rows change. */
export const expiryHours = (type: InsightType): number | null => EXPIRY_HOURS[type] ?? null

/** How close a deadline is, 0 to 1. */
export const deadlineProximity = (days: number | null): number =>
  days === null ? 0 : days <= 0 ? 1 : days <= 7 ? 0.8 : days <= 30 ? 0.5 : 0.2
