import type { DraftSpec } from '../draft.ts'
import { dayNumber } from '../days.ts'
import { byInfluence } from '../combine.ts'
import { type EntityNode, isOverdue, type TaskNode } from '../frame.ts'
import type { InsightType } from '../insight.ts'
import { Receipt } from '../receipt.ts'
import type { DraftTexts } from '../words.ts'
import { type DraftContext, named, percentOf } from './context.ts'

const HIGH_PERCENT = 80
const LOW_PERCENT = 30
const LEAST_TASKS = 10
const RECENT_DAYS = 7
/** As far back as the snapshot has completed tasks. */
const COMPLETED_DAYS = 60
const LAPSED_DAYS = 7
const FOCUS_TASKS = 3

/** What is said of the whole life without a rule of the table. */
export function* lifeDrafts(context: DraftContext): Iterable<DraftSpec> {
  yield* emptyLevels(context)
  yield* overdue(context)
  yield* completion(context)
  yield* mostActive(context)
  yield* journal(context)
  yield* focus(context)
}

interface Generated {
  kind: string
  type: InsightType
  confidence: number
  impact: number
  texts: DraftTexts
  receipt: Receipt
  tags?: string[]
}

const generated = (draft: Generated): DraftSpec => ({
  ...draft,
  ...{ code: `GENERATOR_${draft.kind.toUpperCase()}`, version: 1, node: null },
})

function* emptyLevels({ frame }: DraftContext): Iterable<DraftSpec> {
  const { drafts } = frame.words
  const { pillars, projects } = frame
  if (pillars.length === 0) {
    const [confidence, impact] = [0.95, 1]
    yield generated({
      ...{ kind: 'no_pillars', type: 'recommendation', confidence, impact, tags: ['critical'] },
      ...{ texts: drafts.noPillars(), receipt: new Receipt(frame).value('pillar_count', 0, 'count') },
    })
  }
  if (projects.length === 0) {
    const receipt = new Receipt(frame).looked(frame.areas.length).value('project_count', 0, 'count')
    yield generated({
      ...{ kind: 'no_projects', type: 'recommendation', confidence: 0.95, impact: 0.9 },
      ...{ texts: drafts.noProjects(), receipt },
    })
  }
  const withoutAreas = pillars.filter(({ areas }) => areas.length === 0)
  if (withoutAreas.length > 0) {
    const shown = named(withoutAreas)
    yield generated({
      ...{ kind: 'empty_pillars', type: 'recommendation', confidence: 0.9, impact: 0.8 },
      texts: drafts.emptyPillars({ count: withoutAreas.length, pillars: shown }),
      receipt: counted(frame, withoutAreas, shown.more).looked(pillars.length),
    })
  }
  const withoutTasks = projects.filter(({ row }) => row.task_count === 0 && row.status !== 'completed')
  if (withoutTasks.length > 0) {
    const shown = named(withoutTasks)
    yield generated({
      ...{ kind: 'empty_projects', type: 'recommendation', confidence: 0.9, impact: 0.7 },
      texts: drafts.emptyProjects({ count: withoutTasks.length, projects: shown }),
      receipt: counted(frame, withoutTasks, shown.more).looked(projects.length),
    })
  }
}

const counted = (frame: DraftContext['frame'], nodes: readonly EntityNode[], more: number) =>
  new Receipt(frame)
    .rows(...nodes)
    .value('count', nodes.length, 'count', nodes)
    .value('unnamed_count', more, 'count', nodes)

function* overdue({ frame }: DraftContext): Iterable<DraftSpec> {
  const late = frame.openTasks
    .filter((task) => isOverdue(task, frame))
    .sort((a, b) => a.dueEnd - b.dueEnd || (a.row.id < b.row.id ? -1 : 1))
  const first = late[0]
  if (!first) return
  const shown = named(late)
  const days = frame.today - first.due!
  yield generated({
    ...{ kind: 'overdue', type: 'priority_reasoning', confidence: 1, impact: 0.95, tags: ['critical'] },
    texts: frame.words.drafts.overdue({ count: late.length, tasks: shown, first: first.row.name, days }),
    receipt: counted(frame, late, shown.more)
      .looked(frame.openTasks.length)
      .value('overdue_days', days, 'days', [first]),
  })
}

function* completion({ frame }: DraftContext): Iterable<DraftSpec> {
  const all = frame.tasks
  const done = all.filter(({ isOpen }) => !isOpen)
  // Unrounded: 80.4 % is above 80 %, though it is told as 80 %.
  const isHigh = 100 * done.length > HIGH_PERCENT * all.length
  const isLow = 100 * done.length < LOW_PERCENT * all.length
  if (all.length < LEAST_TASKS || !(isHigh || isLow)) return
  const percent = percentOf(done.length, all.length)
  yield generated({
    kind: 'completion',
    type: isHigh ? 'pattern_recognition' : 'obstacle_identification',
    ...(isHigh ? { confidence: 0.95, impact: 0.7 } : { confidence: 0.85, impact: 0.9 }),
    texts: frame.words.drafts.completion({
      ...{ done: done.length, all: all.length, percent, days: COMPLETED_DAYS, isHigh },
    }),
    receipt: new Receipt(frame)
      .looked(all.length)
      .parameter('completed_days', COMPLETED_DAYS)
      .value('completed_days', COMPLETED_DAYS, 'days')
      .value('done', done.length, 'count')
      .value('all', all.length, 'count')
      .value('done_percent', percent, 'percent'),
  })
}

function* mostActive({ frame }: DraftContext): Iterable<DraftSpec> {
  const since = frame.today - RECENT_DAYS
  const recent = ({ completed }: TaskNode) =>
    completed !== null && completed > since && completed <= frame.today
  const active = frame.projects
    .map((project) => ({ project, finished: project.completed.filter(recent) }))
    .filter(({ finished }) => finished.length > 0)
    .sort((a, b) => b.finished.length - a.finished.length)
  const [first, second] = active
  if (!first || first.finished.length === second?.finished.length) return
  const { project, finished } = first
  yield generated({
    ...{ kind: 'most_active', type: 'pattern_recognition', confidence: 0.9, impact: 0.5 },
    texts: frame.words.drafts.mostActive({
      project: project.row.name,
      count: finished.length,
      days: RECENT_DAYS,
    }),
    receipt: new Receipt(frame)
      .rows(project, ...finished)
      .looked(active.reduce((sum, { finished: tasks }) => sum + tasks.length, 0))
      .value('recent_days', RECENT_DAYS, 'days')
      .value('finished_count', finished.length, 'count', finished)
      .value('comparison.most', 'most', 'text', [project]),
  })
}

function* journal({ frame }: DraftContext): Iterable<DraftSpec> {
  const { snapshot, words, today } = frame
  if (snapshot.journal === null) return
  const { last_entry_on, entries_last_7_days } = snapshot.journal
  const kind = 'journal'
  if (last_entry_on === null) {
    yield generated({
      ...{ kind, type: 'recommendation', confidence: 0.9, impact: 0.5, texts: words.drafts.journalEmpty() },
      receipt: new Receipt(frame).value('entry_count', 0, 'count'),
    })
    return
  }
  if (entries_last_7_days > 0) {
    yield generated({
      ...{ kind, type: 'pattern_recognition', confidence: 0.9, impact: 0.5 },
      texts: words.drafts.journalKept({ count: entries_last_7_days, days: RECENT_DAYS }),
      receipt: new Receipt(frame)
        .looked(entries_last_7_days)
        .value('entry_count', entries_last_7_days, 'count')
        .value('recent_days', RECENT_DAYS, 'days'),
    })
    return
  }
  const days = today - dayNumber(last_entry_on)
  if (days < LAPSED_DAYS) return
  yield generated({
    ...{ kind, type: 'recommendation', confidence: 0.9, impact: 0.5 },
    texts: words.drafts.journalLapsed({ days, lastOn: last_entry_on }),
    receipt: new Receipt(frame)
      .value('idle_days', days, 'days')
      .value('last_entry_on', last_entry_on, 'date'),
  })
}

/** The few tasks to begin with, each with its best reason. */
function* focus({ frame, ranking }: DraftContext): Iterable<DraftSpec> {
  const chosen = ranking.slice(0, FOCUS_TASKS).flatMap((entity) => {
    const node = frame.byId.get(entity.entity_id)
    const reasons = byInfluence(entity.results)
    const reason = reasons.find(({ score }) => score > 0.5) ?? reasons[0]
    return node && reason ? [{ node, entity, reason }] : []
  })
  const best = chosen[0]
  if (!best) return
  const receipt = new Receipt(frame).looked(ranking.length)
  for (const { node, reason } of chosen) receipt.rows(node).results([reason], node)
  yield {
    ...generated({
      ...{ kind: 'focus', type: 'priority_reasoning', confidence: 0.9, impact: 1, receipt },
      texts: frame.words.drafts.focus({
        tasks: chosen.map(({ node, reason }) => ({ name: node.row.name, reason: reason.reasoning })),
      }),
    }),
    results: chosen.map(({ reason }) => reason),
  }
}
