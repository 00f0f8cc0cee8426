import type { EntityScore } from './finding.ts'
import type { Depth, EntityRef, InsightDraft } from './insight.ts'

export interface EvaluateOptions {
  /** How much reasoning the insights carry; by default as the person prefers. */
  depth?: Depth
  /** Evaluates these only; everything else keeps what an earlier run found. By default all. */
  only?: readonly EntityRef[]
  /**
   * Scores of an evaluation before the changes, under the same rules and at the same time. With `only`, the ranking takes
   * from here what is not evaluated, instead of judging every task again.
   */
  before?: readonly EntityScore[]
  /**
   * Ids of tasks, among those evaluated, whose place is explained however high they score. `first`, the default of a run over everything: the three
   * most pressing ones. A run over some rows explains none by default.
   */
  explain?: readonly string[] | 'first'
}

export interface Evaluation {
  user_id: string
  data_version: string | number
  depth: Depth
  /**
   * What was evaluated; null is everything. An active insight whose entity is in here and whose subject is not among
   * `insights` holds no longer.
   */
  scope: readonly EntityRef[] | null
  /** Areas, projects that are not completed, and open tasks, each in order of ids. */
  scores: EntityScore[]
  insights: InsightDraft[]
}
