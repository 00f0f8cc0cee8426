import { DAY_MINUTES, dayNumber, minuteOf } from './days.ts'
import type { Area, LivedMinutes, Pillar, Project, Snapshot, Task } from './snapshot.ts'
import { HRM_WORDS, type HrmWords, localeOf } from './words.ts'

export interface PillarNode {
  type: 'pillar'
  row: Pillar
  areas: AreaNode[]
}

export interface AreaNode {
  type: 'area'
  row: Area
  pillar: PillarNode | null
  projects: ProjectNode[]
}

export interface ProjectNode {
  type: 'project'
  row: Project
  area: AreaNode | null
  pillar: PillarNode | null
  /** Days since 1970. */
  deadline: number | null
  open: TaskNode[]
  /** Completed in the last 60 days. */
  completed: TaskNode[]
}

export interface TaskNode {
  type: 'task'
  row: Task
  project: ProjectNode | null
  area: AreaNode | null
  pillar: PillarNode | null
  isOpen: boolean
  /** The day that counts, since 1970: due or deadline, whichever is earlier. */
  due: number | null
  /** Local minutes since 1970 when that day, or its clock time, is over. */
  dueEnd: number
  /** Days since 1970; null while it is open. */
  completed: number | null
  /** What it waits for, done or not; only rows of the snapshot. */
  blockers: TaskNode[]
  /** What waits for it directly. */
  dependents: TaskNode[]
}

export type EntityNode = PillarNode | AreaNode | ProjectNode | TaskNode

export interface Place {
  pillar: PillarNode | null
  area: AreaNode | null
  project: ProjectNode | null
}

/** What a row serves, and what it is itself among the three. */
export function placeOf(node: EntityNode): Place {
  switch (node.type) {
    case 'task':
      return node
    case 'project':
      return { pillar: node.pillar, area: node.area, project: node }
    case 'area':
      return { pillar: node.pillar, area: node, project: null }
    case 'pillar':
      return { pillar: node, area: null, project: null }
  }
}

/** A snapshot with its links followed, in one order whatever the order of its rows: by id. */
export interface Frame {
  snapshot: Snapshot
  words: HrmWords
  /** Days since 1970. */
  today: number
  /** Local minutes since 1970. */
  now: number
  pillars: PillarNode[]
  areas: AreaNode[]
  projects: ProjectNode[]
  tasks: TaskNode[]
  openTasks: TaskNode[]
  minutes: LivedMinutes[]
  byId: Map<string, EntityNode>
}

/** Sorted by id; a list that already is stays as it is, which is what the database sends. */
function byId<Row extends { id: string }>(rows: readonly Row[]): readonly Row[] {
  for (let i = 1; i < rows.length; i++) {
    if (rows[i - 1]!.id > rows[i]!.id) return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))
  }
  return rows
}

const NONE: TaskNode[] = []

/** Follows every link once, so that no rule has to search. */
export function frameOf(snapshot: Snapshot): Frame {
  const found = new Map<string, EntityNode>()
  const pillars = byId(snapshot.pillars).map((row) => keep(found, pillarNode(row)))
  const areas = byId(snapshot.areas).map((row) => keep(found, areaNode(row, found)))
  const projects = byId(snapshot.projects).map((row) => keep(found, projectNode(row, found)))
  const days = new Map<string, number>()
  const tasks = byId(snapshot.tasks).map((row) => keep(found, taskNode(row, found, days)))
  link(snapshot, found)
  const today = dayNumber(snapshot.today)
  return {
    snapshot,
    words: HRM_WORDS[localeOf(snapshot.locale)],
    today,
    now: today * DAY_MINUTES + snapshot.minute_of_day,
    ...{ pillars, areas, projects, tasks },
    openTasks: tasks.filter(({ isOpen }) => isOpen),
    minutes: [...snapshot.minutes].sort(byPlace),
    byId: found,
  }
}

function keep<Node extends EntityNode>(found: Map<string, EntityNode>, node: Node): Node {
  found.set(node.row.id, node)
  return node
}

const pillarNode = (row: Pillar): PillarNode => ({ type: 'pillar', row, areas: [] })

function areaNode(row: Area, found: Map<string, EntityNode>): AreaNode {
  const pillar = row.pillar_id === null ? undefined : found.get(row.pillar_id)
  const node: AreaNode = {
    type: 'area',
    row,
    pillar: pillar?.type === 'pillar' ? pillar : null,
    projects: [],
  }
  node.pillar?.areas.push(node)
  return node
}

function projectNode(row: Project, found: Map<string, EntityNode>): ProjectNode {
  const holder = row.area_id === null ? undefined : found.get(row.area_id)
  const area = holder?.type === 'area' ? holder : null
  const deadline = row.deadline_on === null ? null : dayNumber(row.deadline_on)
  const pillar = area?.pillar ?? null
  const node: ProjectNode = { type: 'project', row, area, pillar, deadline, open: [], completed: [] }
  area?.projects.push(node)
  return node
}

/** Many rows share few days. */
function numberOf(day: string | null, known: Map<string, number>): number | null {
  if (day === null) return null
  let number = known.get(day)
  if (number === undefined) known.set(day, (number = dayNumber(day)))
  return number
}

function taskNode(row: Task, found: Map<string, EntityNode>, days: Map<string, number>): TaskNode {
  const holder = row.project_id === null ? undefined : found.get(row.project_id)
  const project = holder?.type === 'project' ? holder : null
  const isOpen = row.status !== 'completed'
  const due = numberOf(row.due_on, days)
  const deadline = numberOf(row.deadline_on, days)
  const dueEnd =
    due === null ? Infinity : due * DAY_MINUTES + (row.due_time ? minuteOf(row.due_time) : DAY_MINUTES)
  const deadlineEnd = deadline === null ? Infinity : (deadline + 1) * DAY_MINUTES
  // Written out: this is made for every task of every person, and a spread would be most of the time it takes.
  const node: TaskNode = {
    type: 'task',
    row,
    project,
    area: project === null ? null : project.area,
    pillar: project === null ? null : project.pillar,
    isOpen,
    due: deadlineEnd < dueEnd ? deadline : due,
    dueEnd: Math.min(dueEnd, deadlineEnd),
    completed: numberOf(row.completed_on, days),
    blockers: NONE,
    dependents: NONE,
  }
  if (project) (isOpen ? project.open : project.completed).push(node)
  return node
}

function link({ dependencies }: Snapshot, found: Map<string, EntityNode>): void {
  const touched = new Set<TaskNode[]>()
  for (const { task_id, depends_on_task_id } of dependencies) {
    const [task, blocker] = [found.get(task_id), found.get(depends_on_task_id)]
    if (task?.type !== 'task' || blocker?.type !== 'task') continue
    // The database holds each pair once; a snapshot that names one twice says nothing more by it.
    if (task.blockers.includes(blocker)) continue
    if (task.blockers === NONE) touched.add((task.blockers = []))
    if (blocker.dependents === NONE) touched.add((blocker.dependents = []))
    task.blockers.push(blocker)
    blocker.dependents.push(task)
  }
  for (const list of touched) list.sort((a, b) => (a.row.id < b.row.id ? -1 : 1))
}

const byPlace = (a: LivedMinutes, b: LivedMinutes): number => {
  const [left, right] = [orderOf(a), orderOf(b)]
  return left < right ? -1 : left > right ? 1 : a.minutes - b.minutes
}
const orderOf = ({ on, task_id, project_id, area_id, pillar_id }: LivedMinutes) =>
  `${on}${task_id}${project_id}${area_id}${pillar_id}`

/** Days until the day that counts; negative when it is over, null without one. */
export const daysLeft = (task: TaskNode, { today }: Frame): number | null =>
  task.due === null ? null : task.due - today

/** Whether the day, or the clock time on it, is over. */
export const isOverdue = (task: TaskNode, { now }: Frame): boolean => task.dueEnd < now

export const openBlockers = (task: TaskNode): TaskNode[] =>
  task.blockers.length === 0 ? NONE : task.blockers.filter(({ isOpen }) => isOpen)
