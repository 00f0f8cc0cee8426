import { byInfluence, HIGH_SCORE, impactOf, insightConfidence } from '../combine.ts'
import type { DraftSpec } from '../draft.ts'
import type { EntityScore, RuleResult } from '../finding.ts'
import { daysLeft, openBlockers, type TaskNode } from '../frame.ts'
import type { InsightType } from '../insight.ts'
import { Receipt } from '../receipt.ts'
import { waitingFor } from '../rules/constraint.ts'
import { type DraftContext, named, ruleOf, type RuleOf } from './context.ts'

const SOON_DAYS = 7
const LEAST_WAITING = 2
const REASONS = 3
const SILENT = 0.05

/** What is said of single tasks: blocked, holding up others, and why they stand where they do. */
export function* taskDrafts(context: DraftContext): Iterable<DraftSpec> {
  const dependencies = ruleOf(context, 'dependencies')
  for (const task of context.frame.openTasks) {
    if (!context.isWanted(task)) continue
    const score = context.scores.get(task.row.id)
    if (dependencies) {
      if (task.blockers.length > 0) yield* obstacle(task, score, dependencies, context)
      if (task.dependents.length > 0 && dependencies.config.cascade)
        yield* cascade(task, score, dependencies, context)
    }
    if (score && (score.score > HIGH_SCORE || context.explained.has(task.row.id))) {
      yield priority(task, score, context)
    }
  }
}

const resultOf = (score: EntityScore | undefined, { rule }: RuleOf<'dependencies'>): RuleResult[] =>
  score?.results.filter(({ code }) => code === rule.rule_code) ?? []

function* obstacle(
  task: TaskNode,
  score: EntityScore | undefined,
  judge: RuleOf<'dependencies'>,
  { frame }: DraftContext,
): Iterable<DraftSpec> {
  const blockers = openBlockers(task)
  const left = daysLeft(task, frame)
  const isPressing = left !== null && left <= SOON_DAYS
  const deadline = task.project?.deadline ?? null
  if (blockers.length === 0 || !(isPressing || (deadline !== null && deadline - frame.today <= SOON_DAYS)))
    return
  const results = resultOf(score, judge)
  const shown = named(blockers, judge.config.most_named)
  yield {
    ...{ kind: 'obstacle', code: judge.rule.rule_code, version: judge.rule.version, node: task },
    type: 'obstacle_identification',
    texts: frame.words.drafts.obstacle({
      task: task.row.name,
      blockers: shown,
      dueOn: isPressing ? earlier(task) : null,
    }),
    confidence: insightConfidence(score?.results ?? []),
    impact: impactOf('task', score?.score ?? 0),
    receipt: new Receipt(frame)
      .rows(task, ...blockers)
      .results(results)
      .value('blocker_count', blockers.length, 'count', blockers)
      .value('unnamed_count', shown.more, 'count', blockers),
    results,
    tags: judge.rule.rule_config.add_tags,
  }
}

const earlier = ({ row: { due_on, deadline_on } }: TaskNode): string | null =>
  due_on !== null && deadline_on !== null
    ? due_on < deadline_on
      ? due_on
      : deadline_on
    : (due_on ?? deadline_on)

function* cascade(
  task: TaskNode,
  score: EntityScore | undefined,
  judge: RuleOf<'dependencies'>,
  { frame }: DraftContext,
): Iterable<DraftSpec> {
  if (openBlockers(task).length > 0) return
  const waiting = waitingFor(task)
  if (waiting.length < LEAST_WAITING) return
  const shown = named(waiting)
  const results = resultOf(score, judge)
  yield {
    ...{ kind: 'cascade', code: judge.rule.rule_code, version: judge.rule.version, node: task },
    type: 'recommendation',
    texts: frame.words.drafts.cascade({ task: task.row.name, count: waiting.length, waiting: shown }),
    confidence: insightConfidence(score?.results ?? []),
    impact: impactOf('task', score?.score ?? 0),
    receipt: new Receipt(frame)
      .rows(task, ...waiting)
      .results(results)
      .value('waiting_count', waiting.length, 'count', waiting)
      .value('unnamed_count', shown.more, 'count', waiting),
    results,
    tags: judge.rule.rule_config.add_tags,
  }
}

/** What an explained score is called: obstacle before urgency before alignment. */
function typeOf(task: TaskNode, { score }: EntityScore): InsightType {
  if (openBlockers(task).length > 0) return 'obstacle_identification'
  if (score > HIGH_SCORE) return 'priority_reasoning'
  return task.pillar ? 'alignment_analysis' : 'recommendation'
}

function priority(task: TaskNode, entity: EntityScore, { frame, judges }: DraftContext): DraftSpec {
  const influential = byInfluence(entity.results)
  const isHigh = entity.score > HIGH_SCORE
  const speaking = influential.filter(
    ({ score }) => Math.abs(score - 0.5) >= SILENT && (!isHigh || score > 0.5),
  )
  const shown = (speaking.length > 0 ? speaking : influential).slice(0, REASONS)
  const first = shown[0] ?? entity.results[0]
  const isCritical = entity.results.some(({ factors }) => factors.band === 'critical')
  const spoken = new Set(entity.results.map(({ code }) => code))
  const added = judges
    .filter(({ rule }) => spoken.has(rule.rule_code))
    .flatMap(({ rule }) => rule.rule_config.add_tags ?? [])
  return {
    ...{ kind: 'priority', code: first?.code ?? 'PRIORITY', version: first?.version ?? 1, node: task },
    type: typeOf(task, entity),
    texts: frame.words.drafts.priority({
      task: task.row.name,
      reasons: shown.map(({ reasoning }) => reasoning),
      isHigh,
    }),
    confidence: insightConfidence(entity.results),
    impact: impactOf('task', entity.score),
    receipt: new Receipt(frame)
      .rows(task)
      .results(influential)
      .value('score', Math.round(entity.score * 100) / 100, 'score', [task]),
    results: influential,
    tags: [...(isCritical ? ['critical'] : []), ...added],
  }
}
