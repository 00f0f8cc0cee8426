import type { Tables } from '../../../../shared/database.types.ts'
import type { Area, Pillar, Project } from '../../lib/plan-queries.ts'

type Task = Tables<'tasks'>

export type NodeKind = 'pillar' | 'area' | 'project' | 'task'
export type GroupId = 'no-pillar' | 'no-area' | 'inbox'

export type ProjectTasks = { tasks: readonly Task[]; isPending: boolean; hasMore: boolean }
/** Tasks by project; `null` is the inbox. */
export type TasksByProject = ReadonlyMap<string | null, ProjectTasks>

/** Where a new row is being typed. */
export type DraftPlace = { kind: NodeKind; parentId: string | null }

type Branch = { isExpandable: boolean; isExpanded: boolean }

type RowContent =
  | ({ kind: 'pillar'; node: Pillar } & Branch)
  | ({ kind: 'area'; node: Area } & Branch)
  | ({ kind: 'project'; node: Project } & Branch)
  | ({ kind: 'task'; node: Task } & Branch)
  | ({ kind: 'group'; group: GroupId; openCount: number | null } & Branch)
  | { kind: 'draft'; draft: DraftPlace }
  | { kind: 'loading' }
  | { kind: 'more'; projectId: string | null }
  | ({ kind: 'done'; count: number } & Branch)

export type TreeRow = RowContent & {
  key: string
  parentKey: string | null
  level: number
  place: number
  siblings: number
}
export type NodeRow = Extract<TreeRow, { node: unknown }>
export type LevelRow = Extract<TreeRow, { kind: 'pillar' | 'area' | 'project' }>

export type TreeInput = {
  pillars: readonly Pillar[]
  areas: readonly Area[]
  projects: readonly Project[]
  tasksOf: TasksByProject
  /** Open tasks without a project; without any there is no inbox to show. */
  inboxCount: number
  isExpanded: (key: string) => boolean
  showsArchived: boolean
  draft: DraftPlace | null
}

export const INBOX_KEY = 'group:inbox'
/** Everything down to the projects starts open. */
const STARTS_OPEN = /^(pillar|area|group):/
export const startsOpen = (key: string): boolean => STARTS_OPEN.test(key)

export const nodeKey = (kind: NodeKind, id: string): string => `${kind}:${id}`

type Item = { key: string; row: RowContent; children: () => Item[] }

const none = (): Item[] => []

/** The tree as the flat list of rows that are to be seen, each with its level and its place among its siblings. */
export function buildRows(input: TreeInput): TreeRow[] {
  const rows: TreeRow[] = []
  const add = (items: readonly Item[], level: number, parentKey: string | null) => {
    items.forEach(({ key, row, children }, index) => {
      rows.push({ ...row, key, parentKey, level, place: index + 1, siblings: items.length })
      if ('isExpanded' in row && row.isExpanded) add(children(), level + 1, key)
    })
  }
  add(rootItems(input), 1, null)
  return rows
}

function rootItems({ draft, isExpanded, inboxCount, showsArchived, tasksOf, ...all }: TreeInput): Item[] {
  const isShown = ({ archived }: { archived: boolean }) => showsArchived || !archived
  const pillars = all.pillars.filter(isShown)
  const areas = all.areas.filter(isShown)
  const projects = all.projects.filter(isShown)

  const drafted = (kind: NodeKind, parentId: string | null): Item[] =>
    draft?.kind === kind && draft.parentId === parentId
      ? [{ key: `draft:${kind}:${parentId}`, row: { kind: 'draft', draft }, children: none }]
      : []

  const tasks = (projectId: string | null): Item[] =>
    taskItems(tasksOf.get(projectId), projectId, isExpanded, drafted('task', projectId))

  const projectItem = (node: Project): Item => {
    const key = nodeKey('project', node.id)
    const row: RowContent = { kind: 'project', node, isExpandable: true, isExpanded: isExpanded(key) }
    return { key, row, children: () => tasks(node.id) }
  }

  const areaItem = (node: Area): Item => {
    const key = nodeKey('area', node.id)
    const children = () => [
      ...projects.filter(({ area_id }) => area_id === node.id).map(projectItem),
      ...drafted('project', node.id),
    ]
    const isExpandable = children().length > 0
    return { key, row: { kind: 'area', node, isExpandable, isExpanded: isExpanded(key) }, children }
  }

  const pillarItem = (node: Pillar): Item => {
    const key = nodeKey('pillar', node.id)
    const children = () => [
      ...areas.filter(({ pillar_id }) => pillar_id === node.id).map(areaItem),
      ...drafted('area', node.id),
    ]
    const isExpandable = children().length > 0
    return { key, row: { kind: 'pillar', node, isExpandable, isExpanded: isExpanded(key) }, children }
  }

  const group = (id: GroupId, children: () => Item[], openCount: number | null = null): Item[] => {
    const key = `group:${id}`
    const isNeeded = children().length > 0
    const row: RowContent = {
      kind: 'group',
      group: id,
      openCount,
      isExpandable: true,
      isExpanded: isExpanded(key),
    }
    return isNeeded ? [{ key, row, children }] : []
  }

  // What hangs under something archived is hidden with it; what hangs under nothing has a group of its own.
  const noPillar = () => [
    ...areas.filter(({ pillar_id }) => pillar_id === null).map(areaItem),
    ...drafted('area', null),
  ]
  const noArea = () => [
    ...projects.filter(({ area_id }) => area_id === null).map(projectItem),
    ...drafted('project', null),
  ]
  const isInboxNeeded = inboxCount > 0 || drafted('task', null).length > 0

  return [
    ...(isInboxNeeded ? group('inbox', () => tasks(null), inboxCount) : []),
    ...pillars.map(pillarItem),
    ...drafted('pillar', null),
    ...group('no-pillar', noPillar),
    ...group('no-area', noArea),
  ]
}

function taskItems(
  loaded: ProjectTasks | undefined,
  projectId: string | null,
  isExpanded: (key: string) => boolean,
  draft: readonly Item[],
): Item[] {
  if (!loaded || loaded.isPending)
    return [{ key: `loading:${projectId}`, row: { kind: 'loading' }, children: none }, ...draft]

  const ids = new Set(loaded.tasks.map(({ id }) => id))
  const childrenOf = new Map<string | null, Task[]>()
  for (const task of loaded.tasks) {
    // A sub-task whose parent is on a later page stands on its own until then.
    const parent = task.parent_task_id !== null && ids.has(task.parent_task_id) ? task.parent_task_id : null
    const siblings = childrenOf.get(parent)
    if (siblings) siblings.push(task)
    else childrenOf.set(parent, [task])
  }
  const toItem = (node: Task): Item => {
    const key = nodeKey('task', node.id)
    const children = childrenOf.get(node.id) ?? []
    const row: RowContent = {
      kind: 'task',
      node,
      isExpandable: children.length > 0,
      isExpanded: isExpanded(key),
    }
    return { key, row, children: () => children.map(toItem) }
  }
  const more: Item[] = loaded.hasMore
    ? [{ key: `more:${projectId}`, row: { kind: 'more', projectId }, children: none }]
    : []
  const roots = childrenOf.get(null) ?? []
  const isDone = ({ status }: Task) => status === 'completed'
  const done = roots.filter(isDone)
  const doneKey = `done:${projectId}`
  const doneRow: Item[] =
    done.length > 0
      ? [
          {
            key: doneKey,
            row: { kind: 'done', count: done.length, isExpandable: true, isExpanded: isExpanded(doneKey) },
            children: () => done.map(toItem),
          },
        ]
      : []
  return [...roots.filter((task) => !isDone(task)).map(toItem), ...draft, ...doneRow, ...more]
}

/** The projects whose tasks are on screen; `null` is the inbox. */
export const projectsOnScreen = (rows: readonly TreeRow[]): (string | null)[] =>
  rows.flatMap((row) => {
    if (row.kind === 'project' && row.isExpanded) return [row.node.id]
    return row.kind === 'group' && row.group === 'inbox' && row.isExpanded ? [null] : []
  })
