import type { EntityRef } from './insight.ts'
import type { Snapshot } from './snapshot.ts'

/** A row that was written, created or removed. */
export interface RowChange {
  table: 'pillars' | 'areas' | 'projects' | 'tasks' | 'task_dependencies' | 'focus_sessions'
  /** Of the row; of a dependency, those of its two tasks. */
  ids: readonly string[]
  /** Names of the columns that changed; left out when not known, or when the row is new. */
  fields?: readonly string[]
}

/** Columns of a task by which it moves between projects, or its project between running and done. */
const MOVING = ['status', 'project_id', 'completed_at']

/**
 * What has to be evaluated anew after changes, by the snapshot after them; null is everything. A task touches itself,
 * what it is linked to by dependencies at any distance, their projects with all tasks in them and the areas above, and
 * always the whole life. What can change a score anywhere touches everything: levels above tasks, lived time, rows that
 * are gone, tasks that change their project, and, while nothing was lived today that has a place at each level, tasks
 * that are begun (they say where the person works).
 */
export function touchedBy(changes: readonly RowChange[], snapshot: Snapshot): EntityRef[] | null {
  if (changes.length === 0) return []
  const tasks = new Map(snapshot.tasks.map((task) => [task.id, task]))
  // Minutes say where the person works at each level at which they have a place.
  const isIdle = !snapshot.minutes.some(
    ({ on, project_id, area_id, pillar_id }) => on === snapshot.today && project_id && area_id && pillar_id,
  )
  let isMoving = false
  for (const { table, ids, fields } of changes) {
    if (table !== 'tasks' && table !== 'task_dependencies') return null
    if (ids.some((id) => !tasks.has(id)) || fields?.includes('project_id')) return null
    if (table === 'tasks' && (!fields || fields.some((field) => MOVING.includes(field)))) isMoving = true
  }
  if (isMoving && isIdle) return null
  const touched = linkedTo(new Set(changes.flatMap(({ ids }) => ids)), snapshot)
  const holding = new Set([...touched].map((id) => tasks.get(id)?.project_id).filter((id) => id !== null))
  // A project begins or ends to compete with others when its last open task does.
  const projects = snapshot.projects.filter(
    ({ id, deadline_on }) => holding.has(id) || (isMoving && deadline_on !== null),
  )
  const areas = new Set(projects.map(({ area_id }) => area_id))
  return [
    { entity_type: 'global', entity_id: null },
    ...refs(
      'area',
      snapshot.areas.filter(({ id }) => areas.has(id)),
    ),
    ...refs('project', projects),
    ...refs(
      'task',
      snapshot.tasks.filter(({ id, project_id }) => touched.has(id) || holding.has(project_id ?? undefined)),
    ),
  ]
}

const refs = (entity_type: EntityRef['entity_type'], rows: readonly { id: string }[]): EntityRef[] =>
  rows.map(({ id }) => ({ entity_type, entity_id: id }))

/** The tasks and all that dependencies connect them with, in either direction. */
function linkedTo(ids: Set<string>, { dependencies }: Snapshot): Set<string> {
  const links = new Map<string, string[]>()
  const join = (from: string, to: string) => {
    const known = links.get(from)
    if (known) known.push(to)
    else links.set(from, [to])
  }
  for (const { task_id, depends_on_task_id } of dependencies) {
    join(task_id, depends_on_task_id)
    join(depends_on_task_id, task_id)
  }
  const queue = [...ids]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const other of links.get(id) ?? []) {
      if (ids.has(other)) continue
      ids.add(other)
      queue.push(other)
    }
  }
  return ids
}
