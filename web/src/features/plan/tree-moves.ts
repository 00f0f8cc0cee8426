import type { GroupId, NodeKind, NodeRow, TreeRow } from './tree.ts'

/** What a drag or a key asks for: another parent, or another place among the siblings. */
export type TreeMove =
  | { kind: 'place'; row: NodeRow; parentId: string | null; parentName: string | null }
  | { kind: 'order'; row: NodeRow; changes: OrderChange[] }

export type OrderChange = { id: string; sort_order: number }

const PARENT: Partial<Record<NodeKind, NodeKind>> = { area: 'pillar', project: 'area', task: 'project' }

/** Where something lies that hangs under nothing. */
export const HOME: Partial<Record<NodeKind, GroupId>> = {
  area: 'no-pillar',
  project: 'no-area',
  task: 'inbox',
}

function parentIdOf(row: NodeRow): string | null {
  switch (row.kind) {
    case 'pillar':
      return null
    case 'area':
      return row.node.pillar_id
    case 'project':
      return row.node.area_id
    case 'task':
      return row.node.project_id
  }
}

const siblingsOf = (rows: readonly TreeRow[], source: NodeRow): NodeRow[] =>
  rows.flatMap((row) =>
    'node' in row && row.kind === source.kind && row.parentKey === source.parentKey ? [row] : [],
  )

/** The fewest changes by which one of the siblings comes to stand at a place among the others. */
export function orderAt(siblings: readonly OrderChange[], id: string, place: number): OrderChange[] {
  const moved = siblings.find((sibling) => sibling.id === id)
  if (!moved) return []
  const others = siblings.filter((sibling) => sibling !== moved)
  const before = others[place - 1]
  const after = others[place]
  if (before && after) {
    const middle = (before.sort_order + after.sort_order) / 2
    if (before.sort_order < middle && middle < after.sort_order) return [{ id, sort_order: middle }]
    // No room between them: all are numbered anew.
    return others
      .toSpliced(place, 0, moved)
      .map((sibling, index) => ({ id: sibling.id, sort_order: index + 1 }))
      .filter(
        (change) => siblings.find((sibling) => sibling.id === change.id)?.sort_order !== change.sort_order,
      )
  }
  if (before) return [{ id, sort_order: before.sort_order + 1 }]
  return after ? [{ id, sort_order: after.sort_order - 1 }] : []
}

function order(siblings: readonly NodeRow[], row: NodeRow, place: number): TreeMove | null {
  const nodes = siblings.map(({ node: { id, sort_order } }) => ({ id, sort_order }))
  const changes = orderAt(nodes, row.node.id, place)
  return changes.length > 0 ? { kind: 'order', row, changes } : null
}

/** One place up or down among its siblings; null at the end. */
export function stepMove(rows: readonly TreeRow[], row: NodeRow, step: 1 | -1): TreeMove | null {
  const siblings = siblingsOf(rows, row)
  const place = siblings.findIndex(({ key }) => key === row.key) + step
  return place < 0 || place >= siblings.length ? null : order(siblings, row, place)
}

/** What dropping one row on another means; `at` is how far down the target, from 0 to 1. Null where it means nothing. */
export function moveOnto(
  rows: readonly TreeRow[],
  source: NodeRow,
  target: TreeRow,
  at: number,
): TreeMove | null {
  if (source.key === target.key) return null
  if ('node' in target && target.kind === source.kind && target.parentKey === source.parentKey) {
    const siblings = siblingsOf(rows, source)
    const others = siblings.filter(({ key }) => key !== source.key)
    const place = others.findIndex(({ key }) => key === target.key) + (at < 0.5 ? 0 : 1)
    const isThere = siblings.findIndex(({ key }) => key === source.key) === place
    return isThere ? null : order(siblings, source, place)
  }
  // A sub-task stays with its parent.
  if (source.kind === 'task' && source.node.parent_task_id !== null) return null
  const parent = parentFor(source, target)
  if (!parent || parent.parentId === parentIdOf(source)) return null
  return { kind: 'place', row: source, ...parent }
}

function parentFor(
  source: NodeRow,
  target: TreeRow,
): { parentId: string | null; parentName: string | null } | null {
  if ('node' in target && target.kind === PARENT[source.kind]) {
    return { parentId: target.node.id, parentName: target.node.name }
  }
  const isHome = target.kind === 'group' && target.group === HOME[source.kind]
  return isHome ? { parentId: null, parentName: null } : null
}
