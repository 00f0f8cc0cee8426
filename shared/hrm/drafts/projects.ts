import { impactOf, insightConfidence } from '../combine.ts'
import type { DraftSpec } from '../draft.ts'
import type { ProjectNode, TaskNode } from '../frame.ts'
import { Receipt } from '../receipt.ts'
import { momentumOf } from '../rules/pattern.ts'
import { conflictsOf } from '../rules/relationship.ts'
import { type DraftContext, named, percentOf, ruleOf, type RuleOf } from './context.ts'

const ALMOST_DONE_PERCENT = 80
const LEAST_TASKS = 5
const PACE_DAYS = 28
/** A deadline further away says nothing about the pace of today. */
const RISK_DAYS = 60

/** What is said of single projects: stalled, going well, late, competing, helping, almost done. */
export function* projectDrafts(context: DraftContext): Iterable<DraftSpec> {
  const momentum = ruleOf(context, 'momentum')
  for (const project of context.frame.projects) {
    if (!context.isWanted(project) || project.row.status === 'completed') continue
    if (momentum) {
      const risks = [...risk(project, momentum, context)]
      yield* risks
      for (const draft of movement(project, momentum, context)) {
        // What moves too slowly for its deadline does not go well.
        if (draft.kind !== 'well' || risks.length === 0) yield draft
      }
    }
    yield* almostDone(project, context)
  }
  const coherence = ruleOf(context, 'coherence')
  if (coherence) {
    yield* conflicts(coherence, context)
    yield* synergies(coherence, context)
  }
}

const scoreOf = ({ row }: ProjectNode, { scores }: DraftContext) => scores.get(row.id)

/** What all drafts of a rule about a project have alike. */
function ruled(
  project: ProjectNode,
  { rule }: RuleOf<'momentum'> | RuleOf<'coherence'>,
  context: DraftContext,
) {
  const score = scoreOf(project, context)
  const results = score?.results.filter(({ code }) => code === rule.rule_code) ?? []
  return {
    ...{ code: rule.rule_code, version: rule.version, node: project, results },
    confidence: insightConfidence(score?.results ?? []),
    impact: impactOf('project', score?.score ?? 0),
    receipt: new Receipt(context.frame).rows(project).results(results),
    tags: rule.rule_config.add_tags,
  }
}

/** The open task one would take next: by day, then by id. */
const nextOf = (project: ProjectNode): TaskNode =>
  project.open.reduce((best, task) => (task.dueEnd < best.dueEnd ? task : best))

function* movement(
  project: ProjectNode,
  rule: RuleOf<'momentum'>,
  context: DraftContext,
): Iterable<DraftSpec> {
  const found = momentumOf(project, rule.config, context.frame)
  if (found === null || found.kind === 'steady') return
  const { row, open } = project
  const own = ruled(project, rule, context)
  const { drafts } = context.frame.words
  if (found.kind === 'stalled') {
    const days = found.idle_days ?? 0
    const next = nextOf(project)
    yield {
      ...own,
      ...{ kind: 'stalled', type: 'obstacle_identification' },
      texts: drafts.stalled({ project: row.name, days, open: open.length, next: next.row.name }),
      receipt: own.receipt
        .rows(next)
        .looked(open.length)
        .value('idle_days', days, 'days', [project])
        .value('open_count', open.length, 'count', open),
    }
    return
  }
  const days = rule.config.recent_days
  yield {
    ...own,
    ...{ kind: 'well', type: 'pattern_recognition' },
    texts: drafts.well({
      ...{ project: row.name, count: found.recent, days },
      ...{ done: row.completed_count, all: row.task_count },
    }),
    receipt: own.receipt
      .looked(row.task_count)
      .parameter('recent_days', days)
      .value('recent_days', days, 'days')
      .value('recent_count', found.recent, 'count', finishedSince(project, context.frame.today - days))
      .value('done', row.completed_count, 'count', [project])
      .value('all', row.task_count, 'count', [project]),
  }
}

const finishedSince = ({ completed }: ProjectNode, day: number): TaskNode[] =>
  completed.filter((task) => task.completed !== null && task.completed > day)

/** Whether the pace of the last weeks suffices for the deadline. */
function* risk(project: ProjectNode, rule: RuleOf<'momentum'>, context: DraftContext): Iterable<DraftSpec> {
  const { row, open, deadline } = project
  const { today, words } = context.frame
  if (deadline === null || row.deadline_on === null || open.length === 0 || row.status === 'on_hold') return
  const left = deadline - today
  if (left < 0 || left > RISK_DAYS) return
  const finished = finishedSince(project, today - PACE_DAYS)
  const pace = finished.length
  const needed = pace === 0 ? null : Math.ceil((open.length * PACE_DAYS) / pace)
  if (needed !== null && needed <= left) return
  const own = ruled(project, rule, context)
  own.receipt
    .looked(open.length + pace)
    .parameter('pace_days', PACE_DAYS)
    .value('open_count', open.length, 'count', open)
    .value('deadline_on', row.deadline_on, 'date', [project])
    .value('left_days', left, 'days', [project])
    .value('pace_days', PACE_DAYS, 'days')
    .value('pace_count', pace, 'count', finished)
  if (needed !== null) own.receipt.value('needed_days', needed, 'days', [...open, ...finished])
  yield {
    ...own,
    ...{ kind: 'risk', type: 'progress_prediction' },
    texts: words.drafts.risk({
      ...{ project: row.name, open: open.length, deadlineOn: row.deadline_on },
      ...{ left, pace, days: PACE_DAYS, needed },
    }),
  }
}

function* almostDone(project: ProjectNode, context: DraftContext): Iterable<DraftSpec> {
  const { row, open } = project
  const isAlmostDone = 100 * row.completed_count > ALMOST_DONE_PERCENT * row.task_count
  if (row.task_count < LEAST_TASKS || !isAlmostDone || open.length === 0) return
  const percent = percentOf(row.completed_count, row.task_count)
  const left = named(open)
  yield {
    ...{ kind: 'almost_done', code: 'GENERATOR_ALMOST_DONE', version: 1, node: project },
    type: 'pattern_recognition',
    ...{ confidence: 0.95, impact: 0.7 },
    texts: context.frame.words.drafts.almostDone({
      ...{ project: row.name, done: row.completed_count, all: row.task_count, percent, left },
    }),
    receipt: new Receipt(context.frame)
      .rows(project, ...open)
      .looked(row.task_count)
      .value('done', row.completed_count, 'count', [project])
      .value('all', row.task_count, 'count', [project])
      .value('done_percent', percent, 'percent', [project])
      .value('unnamed_count', left.more, 'count', open),
  }
}

function* conflicts(rule: RuleOf<'coherence'>, context: DraftContext): Iterable<DraftSpec> {
  for (const { projects, days_apart } of conflictsOf(rule.config, context.frame)) {
    const [first, second] = projects
    if (!context.isWanted(first)) continue
    const own = ruled(first, rule, context)
    const [firstOn, secondOn] = [first.row.deadline_on!, second.row.deadline_on!]
    yield {
      ...own,
      ...{ kind: 'conflict', detail: second.row.id, type: 'goal_coherence' },
      texts: context.frame.words.drafts.conflict({
        ...{ first: first.row.name, second: second.row.name, firstOn, secondOn, apart: days_apart },
      }),
      receipt: own.receipt
        .rows(second)
        .value('apart_days', days_apart, 'days', projects)
        .value('first_on', firstOn, 'date', [first])
        .value('second_on', secondOn, 'date', [second]),
    }
  }
}

/** Told of the project others wait for. */
function* synergies(rule: RuleOf<'coherence'>, context: DraftContext): Iterable<DraftSpec> {
  for (const helper of context.frame.projects) {
    if (!context.isWanted(helper)) continue
    const helped = new Map<ProjectNode, Set<TaskNode>>()
    for (const { dependents } of helper.open) {
      for (const task of dependents) {
        if (!task.isOpen || !task.project || task.project === helper) continue
        helped.set(task.project, (helped.get(task.project) ?? new Set()).add(task))
      }
    }
    for (const [project, waiting] of [...helped].sort(([a], [b]) => (a.row.id < b.row.id ? -1 : 1))) {
      const own = ruled(helper, rule, context)
      yield {
        ...own,
        ...{ kind: 'synergy', detail: project.row.id, type: 'goal_coherence' },
        texts: context.frame.words.drafts.synergy({
          ...{ helper: helper.row.name, helped: project.row.name, count: waiting.size },
        }),
        receipt: own.receipt
          .rows(project, ...waiting)
          .value('waiting_count', waiting.size, 'count', [...waiting]),
      }
    }
  }
}
