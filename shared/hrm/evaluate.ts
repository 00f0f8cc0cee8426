import { combine, rankTasks, weightUnder, type Weights } from './combine.ts'
import { type DraftSpec, finishDraft } from './draft.ts'
import type { DraftContext } from './drafts/context.ts'
import { lifeDrafts } from './drafts/life.ts'
import { projectDrafts } from './drafts/projects.ts'
import { shareDrafts } from './drafts/shares.ts'
import { taskDrafts } from './drafts/tasks.ts'
import type { EvaluateOptions, Evaluation } from './evaluation.ts'
import type { EntityScore, RuleResult } from './finding.ts'
import { type EntityNode, type Frame, frameOf } from './frame.ts'
import type { EntityRef } from './insight.ts'
import { judgesOf, type RuleJudge } from './judges.ts'
import type { Rule } from './rule.ts'
import type { Snapshot } from './snapshot.ts'

const EXPLAINED = 3

/**
 * Runs all rules over a life and says what follows. A pure function: equal snapshots and rules give equal results,
 * whatever the order of their rows, the machine, its clock and its zone.
 */
export function evaluate(
  snapshot: Snapshot,
  rules: readonly Rule[],
  { depth = snapshot.preferences.explanation_detail_level, only, before, explain }: EvaluateOptions = {},
): Evaluation {
  const frame = frameOf(snapshot)
  const judges = judgesOf(rules, frame)
  const wanted = only && wantedIn(only)
  const isWanted = (node: EntityNode | null) => !wanted || wanted.has(node?.row.id ?? GLOBAL)
  const wantsAll = isWanted(null)

  const scores = scoredNodes(frame)
    .filter((node) => isWanted(node))
    .map((node) => scoreOf(node, judges))
  const found = byEntity(scores)
  // What comes first in a life can only be said when all its tasks are known.
  const ranking = wantsAll ? rankTasks(wanted ? allTasks(frame, judges, found, before) : scores) : []
  const asked = explain ?? (wanted ? [] : 'first')
  const explained = asked === 'first' ? ranking.slice(0, EXPLAINED).map(({ entity_id }) => entity_id) : asked
  const context: DraftContext = {
    ...{ frame, judges, isWanted, ranking },
    scores: found,
    explained: new Set(explained),
  }
  return {
    user_id: snapshot.user_id,
    data_version: snapshot.data_version,
    depth,
    scope: only ?? null,
    scores,
    insights: specsOf(context, wantsAll)
      .map((spec) => finishDraft(spec, frame, depth))
      .sort((a, b) => b.impact * b.confidence - a.impact * a.confidence || (a.subject < b.subject ? -1 : 1)),
  }
}

const GLOBAL = 'global'

const wantedIn = (only: readonly EntityRef[]) => new Set(only.map(({ entity_id }) => entity_id ?? GLOBAL))

const scoredNodes = ({ areas, projects, openTasks }: Frame): EntityNode[] => [
  ...areas,
  ...projects.filter(({ row }) => row.status !== 'completed'),
  ...openTasks,
]

const specsOf = (context: DraftContext, wantsAll: boolean): DraftSpec[] => [
  ...taskDrafts(context),
  ...projectDrafts(context),
  ...shareDrafts(context),
  ...(wantsAll ? lifeDrafts(context) : []),
]

const byEntity = (scores: readonly EntityScore[]) => new Map(scores.map((score) => [score.entity_id, score]))

function allTasks(
  { openTasks }: Frame,
  judges: readonly RuleJudge[],
  found: ReadonlyMap<string, EntityScore>,
  before: readonly EntityScore[] = [],
): EntityScore[] {
  const known = byEntity(before)
  return openTasks.map((task) => found.get(task.row.id) ?? known.get(task.row.id) ?? scoreOf(task, judges))
}

function scoreOf(node: EntityNode, judges: readonly RuleJudge[]): EntityScore {
  const results: RuleResult[] = []
  for (const { rule, weight, appliesTo, judge, told } of judges) {
    if (node.type === 'pillar' || !appliesTo.has(node.type)) continue
    const finding = judge(node)
    if (finding === null) continue
    let result = told.get(finding)
    if (result === undefined) {
      result = { code: rule.rule_code, version: rule.version, weight, ...finding }
      told.set(finding, result)
    }
    results.push(result)
  }
  const { score, confidence } = combine(results)
  return { entity_type: node.type, entity_id: node.row.id, score, confidence, results }
}

/**
 * Combines the scores anew under other weights, without evaluating anything. The texts of the insights stay as they
 * are.
 */
export function reweigh(evaluation: Evaluation, weights: Weights): Evaluation {
  const scores = evaluation.scores.map((entity) => {
    const results = entity.results.map((result) => {
      const weight = weightUnder(result, weights)
      return weight === result.weight ? result : { ...result, weight }
    })
    return { ...entity, ...combine(results), results }
  })
  return { ...evaluation, scores }
}
