import { firstTasksUnder, rankTasks, type Weights } from '../../../../../shared/hrm/combine.ts'
import type { Evaluation } from '../../../../../shared/hrm/evaluation.ts'

export type RankedTask = {
  id: string
  /** Whole percent. */
  score: number
  /** Places it gained by the other weights, negative for lost ones; null where it was not near the top. */
  moved: number | null
}

/** The tasks that come first, under the weights as they stand; those within reach are counted for movement. */
export function placesOf(evaluation: Evaluation): Map<string, number> {
  return new Map(rankTasks(evaluation.scores).map(({ entity_id }, place) => [entity_id, place]))
}

/** What would come first under other weights, with how far each task moved from its place before. */
export function preview(
  evaluation: Evaluation,
  weights: Weights,
  before: ReadonlyMap<string, number>,
  shown: number,
): RankedTask[] {
  return firstTasksUnder(evaluation.scores, weights, shown).map(({ entity_id, score }, place) => {
    const past = before.get(entity_id)
    return {
      id: entity_id,
      score: Math.round(score * 100),
      moved: past === undefined ? null : past - place,
    }
  })
}
