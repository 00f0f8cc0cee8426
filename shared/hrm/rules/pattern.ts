import { dayNumber } from '../days.ts'
import { clamp, type Finding, NO_ROWS, type Prepare, rounded, scoreOfBoost } from '../finding.ts'
import type { AreaNode, EntityNode, Frame, ProjectNode } from '../frame.ts'
import type { ConfigOf } from '../rule.ts'
import { partsOf, wordsIn } from '../word-match.ts'

/** How a project moves. */
export interface Momentum {
  kind: 'stalled' | 'well' | 'steady'
  /** 0 to 1: the mean of the factors. */
  mean: number
  /** Completed in the recent days. */
  recent: number
  /** Days since something was finished, or since it was begun; null when that is not known. */
  idle_days: number | null
}

/** How a project moves; null without open tasks, and while it is on hold or done. */
export function momentumOf(
  project: ProjectNode,
  config: ConfigOf<'momentum'>,
  { today }: Frame,
): Momentum | null {
  const { row, open, completed } = project
  if (row.status === 'on_hold' || row.status === 'completed' || open.length === 0) return null
  const within = (from: number, to: number) =>
    completed.reduce(
      (sum, task) => sum + (task.completed! > today - to && task.completed! <= today - from ? 1 : 0),
      0,
    )
  const created = dayNumber(row.created_on)
  const last = row.last_completed_on === null ? created : dayNumber(row.last_completed_on)
  const recent = within(0, config.recent_days)
  const [now, before] = [within(0, config.stall_days), within(config.stall_days, 2 * config.stall_days)]
  const factors = {
    recent_completions: Math.min(1, recent / config.enough_completions),
    timeline_adherence: adherence(project, created, today),
    velocity: now + before === 0 ? 0 : now / (now + before),
  }
  const counted = config.factors.map((factor) => factors[factor]).filter((value) => value !== null)
  const mean = counted.length === 0 ? 0 : counted.reduce((sum, value) => sum + value, 0) / counted.length
  const idle = today - Math.max(last, created)
  const kind =
    now === 0 && idle >= config.stall_days ? 'stalled' : mean >= config.boost_from ? 'well' : 'steady'
  return { kind, mean, recent, idle_days: Math.max(0, idle) }
}

/** Share done against share of the time gone; null without a deadline. */
function adherence({ row, deadline }: ProjectNode, created: number, today: number): number | null {
  if (deadline === null || row.task_count === 0) return null
  const elapsed = clamp((today - created) / Math.max(1, deadline - created), 0, 1)
  return elapsed === 0 ? 1 : Math.min(1, row.completed_count / row.task_count / elapsed)
}

export const momentum: Prepare<ConfigOf<'momentum'>> = (config, frame) => {
  const known = new Map<ProjectNode, Finding | null>()
  const { reasons } = frame.words
  const judge = (project: ProjectNode): Finding | null => {
    const found = momentumOf(project, config, frame)
    if (found === null) return null
    const { kind, mean, recent, idle_days } = found
    const isStalled = kind === 'stalled'
    return {
      ...{ score: isStalled ? scoreOfBoost(config.stall_boost) : mean, confidence: 0.8 },
      boost: isStalled ? config.stall_boost : 0,
      reasoning: isStalled
        ? reasons.stalled(project.row.name, idle_days ?? 0)
        : reasons.moves(project.row.name, recent, config.recent_days, kind === 'well'),
      factors: { recent_count: recent, recent_days: config.recent_days, idle_days },
      rows: [project.row.id],
    }
  }
  return (node) => {
    const project = node.type === 'project' ? node : node.type === 'task' ? node.project : null
    if (project === null) return null
    let finding = known.get(project)
    if (finding === undefined) known.set(project, (finding = judge(project)))
    return finding
  }
}

/** The lived share of one sphere of life, in percent of what could be assigned to a sphere. */
export interface SphereShare {
  sphere: string
  target_percent: number
  lived_percent: number
  minutes: number
  areas: AreaNode[]
}

export interface Balance {
  minutes: number
  shares: SphereShare[]
  sphereOf: (node: EntityNode) => string | null
}

/** Lived minutes by sphere; the area says it, else the pillar. */
export function balanceOf({ spheres }: ConfigOf<'balance'>, { minutes, byId, areas }: Frame): Balance {
  const list = Object.entries(spheres).map(([sphere, { target, words }]) => ({
    sphere,
    target,
    has: wordsIn(words),
  }))
  const known = new Map<EntityNode, string | null>()
  const named = (name: string) => {
    const parts = partsOf(name)
    return list.find(({ has }) => has(parts))?.sphere ?? null
  }
  const sphereOf = (node: EntityNode): string | null => {
    let sphere = known.get(node)
    if (sphere !== undefined) return sphere
    if (node.type === 'pillar') sphere = named(node.row.name)
    else if (node.type === 'area') sphere = named(node.row.name) ?? (node.pillar && sphereOf(node.pillar))
    else sphere = node.area && sphereOf(node.area)
    known.set(node, sphere)
    return sphere
  }
  const spent = new Map<string, number>()
  for (const row of minutes) {
    const place = byId.get(row.area_id ?? row.pillar_id ?? '')
    const sphere = place ? sphereOf(place) : null
    if (sphere) spent.set(sphere, (spent.get(sphere) ?? 0) + row.minutes)
  }
  const total = [...spent.values()].reduce((sum, value) => sum + value, 0)
  const shares = list.map(({ sphere, target }) => ({
    sphere,
    target_percent: Math.round(target * 100),
    lived_percent: total === 0 ? 0 : Math.round((100 * (spent.get(sphere) ?? 0)) / total),
    minutes: spent.get(sphere) ?? 0,
    areas: areas.filter((area) => sphereOf(area) === sphere),
  }))
  return { minutes: total, shares, sphereOf }
}

/** What had more of the lived time than it should goes down, what had less goes up. Silent without enough time. */
export const balance: Prepare<ConfigOf<'balance'>> = (config, frame) => {
  const { minutes, shares, sphereOf } = balanceOf(config, frame)
  if (minutes < config.least_minutes) return () => null
  const findings = new Map(
    shares.map(({ sphere, target_percent, lived_percent }) => {
      const apart = lived_percent - target_percent
      const isBalanced = Math.abs(apart) <= config.tolerance * 100
      const most = Math.max(lived_percent, target_percent)
      const boost = isBalanced ? 0 : rounded((config.imbalance_boost * apart) / most)
      const finding: Finding = {
        ...{ score: scoreOfBoost(boost), confidence: 0.8, boost },
        reasoning: frame.words.reasons.share(frame.words.sphere(sphere), lived_percent, target_percent),
        factors: { sphere, lived_percent, target_percent },
        rows: NO_ROWS,
      }
      return [sphere, finding]
    }),
  )
  return (node) => {
    const sphere = node.type === 'pillar' ? null : sphereOf(node)
    return sphere === null ? null : (findings.get(sphere) ?? null)
  }
}
