import type { Scene } from '../assistant/scene.ts'
import { ENTITIES, type Entity, type Life, namesOf } from '../commands/life.ts'

export interface RowKey {
  entity: Entity
  id: string
}

/** The part of a life that models may read, and how its rows hang together. */
export interface ReadableLife {
  life: Life
  kindOf(id: string): Entity | null
  /** What a row lies in, nearest first: parent task, project, area, pillar. */
  above(row: RowKey): RowKey[]
  isPrivate(id: string): boolean
}

const parentsIn = (life: Life): ReadonlyMap<string, RowKey> => {
  const parents = new Map<string, RowKey>()
  const put = (child: string, entity: Entity, id: string | null) => {
    if (id !== null) parents.set(child, { entity, id })
  }
  for (const { id, pillar_id } of life.areas) put(id, 'pillar', pillar_id)
  for (const { id, area_id } of life.projects) put(id, 'area', area_id)
  for (const { id, project_id, parent_task_id } of life.tasks) {
    if (parent_task_id !== null) put(id, 'task', parent_task_id)
    else put(id, 'project', project_id)
  }
  return parents
}

/** Leaves out what is for rules only, and all that lies in it, whether the list says so or not. */
export function readableLife({ life, rules_only }: Pick<Scene, 'life' | 'rules_only'>): ReadableLife {
  const parents = parentsIn(life)
  const closed = new Set(rules_only)
  const known = new Map<string, boolean>()
  const isPrivate = (id: string): boolean => {
    if (closed.size === 0) return false
    const answer = known.get(id)
    if (answer !== undefined) return answer
    // For the time being, so that a circle ends.
    known.set(id, closed.has(id))
    const above = parents.get(id)
    const found = closed.has(id) || (above !== undefined && isPrivate(above.id))
    known.set(id, found)
    return found
  }
  const open = <Row extends { id: string }>(rows: readonly Row[]) => rows.filter(({ id }) => !isPrivate(id))
  const readable: Life = {
    pillars: open(life.pillars),
    areas: open(life.areas),
    projects: open(life.projects),
    tasks: open(life.tasks),
    labels: open(life.labels),
    task_labels: life.task_labels.filter((link) => !isPrivate(link.task_id) && !isPrivate(link.label_id)),
    task_dependencies: life.task_dependencies.filter(
      (link) => !isPrivate(link.task_id) && !isPrivate(link.depends_on_task_id),
    ),
  }
  const kinds = new Map<string, Entity>()
  for (const entity of ENTITIES) for (const { id } of namesOf(readable, entity)) kinds.set(id, entity)
  return {
    life: readable,
    isPrivate,
    kindOf: (id) => kinds.get(id) ?? null,
    above({ id }) {
      const path: RowKey[] = []
      for (let row = parents.get(id); row && kinds.has(row.id); row = parents.get(row.id)) {
        if (path.some((known) => known.id === row!.id)) break
        path.push(row)
      }
      return path
    },
  }
}
