import { type Finding, NO_ROWS, type Prepare, scoreOfBoost } from '../finding.ts'
import { type EntityNode, type Frame, type PillarNode, placeOf, type ProjectNode } from '../frame.ts'
import type { ConfigOf } from '../rule.ts'
import { partsOf, wordsIn } from '../word-match.ts'

const PRIORITY_SHARE = { low: 0.25, medium: 0.5, high: 0.75, urgent: 1 } as const
const MOST_IMPORTANT = 5

/** How much a row serves what the person wants to give time to. */
export const weightedAverage: Prepare<ConfigOf<'weighted_average'>> = (config, { words }) => {
  const alone = {
    ...{ score: config.without_pillar_score, confidence: 0.8, boost: 0 },
    reasoning: words.reasons.noPillar,
    factors: {},
    rows: NO_ROWS,
  }
  const weights = config.factors
  const judge = (node: EntityNode, pillar: PillarNode): Finding | null => {
    const { area, project } = placeOf(node)
    const declared = pillar.row.time_allocation_percentage
    let [sum, weight] = [0, 0]
    const add = (share: number | null, factor: number | undefined) => {
      if (share === null || factor === undefined) return
      sum += share * factor
      weight += factor
    }
    add(declared === null ? config.default_time_allocation : declared / 100, weights.time_allocation)
    add(pillar.row.alignment_strength ?? config.default_alignment_strength, weights.alignment_strength)
    add(area && area.row.importance / MOST_IMPORTANT, weights.area_importance)
    add(project && project.row.importance / MOST_IMPORTANT, weights.project_importance)
    add(project && PRIORITY_SHARE[project.row.priority], weights.project_priority)
    add(node.type === 'task' ? PRIORITY_SHARE[node.row.priority] : null, weights.task_priority)
    if (weight === 0) return null
    return {
      ...{ score: Math.min(1, sum / weight), confidence: 0.9, boost: 0 },
      reasoning: words.reasons.serves(pillar.row.name),
      factors: {
        declared_percent: declared,
        area_importance: area?.row.importance ?? null,
        project_importance: project?.row.importance ?? null,
      },
      rows: [pillar.row.id],
    }
  }
  // The tasks of a project only differ where their own priority counts.
  const known = new Map<EntityNode, Finding | null>()
  return (node) => {
    const { pillar } = placeOf(node)
    if (pillar === null) return alone
    if (node.type !== 'task' || weights.task_priority !== undefined) return judge(node, pillar)
    let finding = known.get(node.project!)
    if (finding === undefined) known.set(node.project!, (finding = judge(node, pillar)))
    return finding
  }
}

/** Where the person works today, by lived minutes, else by what is in progress. Silent before anything was done. */
export const context: Prepare<ConfigOf<'context'>> = (config, frame) => {
  const current = currentPlace(config.group_by, frame)
  if (current === null) return () => null
  const { name } = current.row
  const result = (boost: number, reasoning: string) => ({
    ...{ score: scoreOfBoost(boost), confidence: 0.8, boost },
    ...{ reasoning, factors: { current: name }, rows: [current.row.id] },
  })
  const stay = result(config.focus_boost, frame.words.reasons.sameContext(name))
  const change = result(config.switch_boost, frame.words.reasons.otherContext(name))
  return (node) =>
    node.type === 'pillar' ? null : placeOf(node)[config.group_by] === current ? stay : change
}

function currentPlace(level: 'project' | 'area' | 'pillar', frame: Frame) {
  const { snapshot, minutes, openTasks, byId } = frame
  const spent = new Map<string, number>()
  const add = (id: string | null | undefined, amount: number) => {
    if (id) spent.set(id, (spent.get(id) ?? 0) + amount)
  }
  for (const row of minutes) if (row.on === snapshot.today) add(row[`${level}_id`], row.minutes)
  if (spent.size === 0) {
    for (const task of openTasks) if (task.row.status === 'in_progress') add(task[level]?.row.id, 1)
  }
  let best: string | null = null
  for (const [id, amount] of spent) {
    const most = best === null ? -1 : spent.get(best)!
    if (amount > most || (amount === most && id < best!)) best = id
  }
  return best === null ? null : (byId.get(best) ?? null)
}

/** Whether a name, or that of what the row belongs to, has a word of one of the groups. */
export const words: Prepare<ConfigOf<'words'>> = (config, frame) => {
  const groups = Object.entries(config.groups).map(([group, list]) => {
    const finding: Finding = {
      ...{ score: scoreOfBoost(config.boost), confidence: 0.7, boost: config.boost },
      ...{ reasoning: frame.words.reasons.skill(group), factors: { group }, rows: NO_ROWS },
    }
    return { has: wordsIn(list), finding }
  })
  const ofProject = new Map<ProjectNode, Finding | null>()
  const findingOf = (name: string): Finding | null => {
    const parts = partsOf(name)
    return groups.find(({ has }) => has(parts))?.finding ?? null
  }
  const inherited = (project: ProjectNode): Finding | null => {
    let finding = ofProject.get(project)
    if (finding === undefined) ofProject.set(project, (finding = findingOf(project.row.name)))
    return finding
  }
  return (node) =>
    findingOf(node.row.name) ?? (node.type === 'task' && node.project ? inherited(node.project) : null)
}
