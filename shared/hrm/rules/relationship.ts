import { type Finding, type Prepare, rounded, scoreOfBoost } from '../finding.ts'
import type { Frame, ProjectNode } from '../frame.ts'
import type { ConfigOf } from '../rule.ts'

/** Two projects that compete for the same weeks. */
export interface Conflict {
  projects: [ProjectNode, ProjectNode]
  days_apart: number
  /** 0 to 1; 1 is the same day. */
  closeness: number
}

const isRunning = ({ row }: ProjectNode) => row.status === 'in_progress' || row.status === 'not_started'
const asksForMuch = ({ row }: ProjectNode) =>
  row.priority === 'high' || row.priority === 'urgent' || row.importance >= 4

/**
 * Pairs of open projects of different areas, both of weight, whose deadlines to come are so close that they want the
 * same weeks. Each pair stands once, the smaller id first.
 */
export function conflictsOf({ threshold, horizon_days }: ConfigOf<'coherence'>, frame: Frame): Conflict[] {
  const asking = frame.projects
    .filter((project) => project.deadline !== null && project.deadline >= frame.today)
    .filter((project) => isRunning(project) && asksForMuch(project) && project.open.length > 0)
    .sort((a, b) => a.deadline! - b.deadline! || (a.row.id < b.row.id ? -1 : 1))
  const found: Conflict[] = []
  asking.forEach((first, i) => {
    for (let at = i + 1; at < asking.length; at++) {
      const second = asking[at]!
      const apart = second.deadline! - first.deadline!
      const closeness = 1 - apart / horizon_days
      if (closeness < threshold || closeness <= 0) break
      if (first.area !== null && first.area === second.area) continue
      const projects: Conflict['projects'] = first.row.id < second.row.id ? [first, second] : [second, first]
      found.push({ projects, days_apart: apart, closeness: rounded(closeness) })
    }
  })
  return found
}

/** Project to the other open projects whose open tasks wait for its open tasks, or the other way round. */
export function synergiesOf({ openTasks }: Frame): Map<ProjectNode, Set<ProjectNode>> {
  const found = new Map<ProjectNode, Set<ProjectNode>>()
  const add = (from: ProjectNode, to: ProjectNode) => {
    const known = found.get(from)
    if (known) known.add(to)
    else found.set(from, new Set([to]))
  }
  for (const task of openTasks) {
    for (const blocker of task.blockers) {
      if (!task.project || !blocker.project || !blocker.isOpen || task.project === blocker.project) continue
      add(task.project, blocker.project)
      add(blocker.project, task.project)
    }
  }
  return found
}

/** Projects, and the areas that hold them, by what gets in their way or helps them. Silent where neither does. */
export const coherence: Prepare<ConfigOf<'coherence'>> = (config, frame) => {
  const against = new Map<ProjectNode, Set<ProjectNode>>()
  for (const { projects } of conflictsOf(config, frame)) {
    for (const [i, project] of projects.entries()) {
      const known = against.get(project) ?? new Set()
      against.set(project, known.add(projects[1 - i]!))
    }
  }
  const helping = synergiesOf(frame)
  const judge = (projects: readonly ProjectNode[]): Finding | null => {
    const rivals = union(projects, against)
    const helpers = union(projects, helping)
    if (rivals.length + helpers.length === 0) return null
    const boost =
      (rivals.length > 0 ? config.conflict_boost : 0) + (helpers.length > 0 ? config.synergy_boost : 0)
    const name = (rivals[0] ?? helpers[0]!).row.name
    return {
      ...{ score: scoreOfBoost(boost), confidence: 0.8, boost },
      reasoning: rivals.length > 0 ? frame.words.reasons.competes(name) : frame.words.reasons.helps(name),
      factors: { conflict_count: rivals.length, synergy_count: helpers.length },
      rows: [...rivals, ...helpers].map(({ row }) => row.id),
    }
  }
  return (node) =>
    node.type === 'project' ? judge([node]) : node.type === 'area' ? judge(node.projects) : null
}

const union = (projects: readonly ProjectNode[], links: Map<ProjectNode, Set<ProjectNode>>): ProjectNode[] =>
  [...new Set(projects.flatMap((project) => [...(links.get(project) ?? [])]))].sort((a, b) =>
    a.row.id < b.row.id ? -1 : 1,
  )
