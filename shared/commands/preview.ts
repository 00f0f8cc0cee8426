import { ENTITIES, type Entity, type Life, TABLES } from './life.ts'
import type { ChangeCommand } from './schema.ts'
import { compileCommands, type Compiled, type CommandProblem } from './writes.ts'

export type Shown = string | number | boolean | null | readonly string[]

/** One value that would be another one; what names a row is given by that row's name. */
export interface ChangedField {
  entity: Entity
  id: string
  name: string
  /** A column, or `labels` and `waits_for` for the lists of names a task has. */
  field: string
  before: Shown
  after: Shown
}

export interface PreviewRow {
  entity: Entity
  id: string
  name: string
}

export interface Preview {
  changes: ChangedField[]
  creations: (PreviewRow & { fields: Record<string, Shown> })[]
  /** `along`: what hangs on the row and goes with it. */
  deletions: (PreviewRow & { along: PreviewRow[] })[]
  /** Where there is one, nothing may be applied. */
  problems: CommandProblem[]
}

type Row = { id: string } & Record<string, unknown>

/** What commands would do, before they do it. Reads only; the same compilation as `applyCommands`. */
export function previewCommands(commands: readonly ChangeCommand[], life: Life): Preview {
  const compiled = compileCommands(commands, life)
  const rows = ENTITIES.map((entity) => ({ entity, ...sides(compiled, entity) }))
  return {
    changes: rows.flatMap(({ entity, before, after }) =>
      [...after.values()].flatMap((row) => {
        const old = before.get(row.id)
        return old ? changedFields(entity, old, row, compiled) : []
      }),
    ),
    creations: rows.flatMap(({ entity, before, after }) =>
      [...after.values()]
        .filter(({ id }) => !before.has(id))
        .map((row) => ({ ...named(entity, row), fields: fieldsOf(entity, row, compiled) })),
    ),
    deletions: deletionsOf(commands, compiled),
    problems: compiled.problems,
  }
}

const sides = ({ before, after }: Compiled, entity: Entity) => ({
  before: before[TABLES[entity]],
  after: after[TABLES[entity]],
})

const named = (entity: Entity, row: Row): PreviewRow => ({ entity, id: row.id, name: String(row.name) })

const POINTS_AT: Record<string, Entity> = {
  project_id: 'project',
  area_id: 'area',
  pillar_id: 'pillar',
  parent_task_id: 'task',
}

type Side = 'before' | 'after'

function shown(field: string, value: unknown, compiled: Compiled, side: Side): Shown {
  const entity = POINTS_AT[field]
  if (value === undefined || value === null) return null
  if (!entity) return value as Shown
  return String(compiled[side][TABLES[entity]].get(String(value))?.name ?? value)
}

function lists(id: string, compiled: Compiled, side: Side): Record<'labels' | 'waits_for', string[]> {
  const { task_labels, task_dependencies, labels, tasks } = compiled[side]
  const names = (links: Map<string, Row>, column: string, rows: Map<string, Row>) =>
    [...links.values()]
      .filter((link) => link.task_id === id)
      .map((link) => String(rows.get(String(link[column]))?.name))
      .sort()
  return {
    labels: names(task_labels, 'label_id', labels),
    waits_for: names(task_dependencies, 'depends_on_task_id', tasks),
  }
}

function changedFields(entity: Entity, old: Row, row: Row, compiled: Compiled): ChangedField[] {
  const head = named(entity, { ...row, name: old.name })
  const columns = Object.keys(row)
    .filter((field) => !isSame(old[field], row[field]))
    .map((field) => ({
      ...head,
      field,
      before: shown(field, old[field], compiled, 'before'),
      after: shown(field, row[field], compiled, 'after'),
    }))
  if (entity !== 'task') return columns
  const [before, after] = [lists(row.id, compiled, 'before'), lists(row.id, compiled, 'after')]
  const links = (['labels', 'waits_for'] as const)
    .filter((field) => before[field].join('\n') !== after[field].join('\n'))
    .map((field) => ({ ...head, field, before: before[field], after: after[field] }))
  return [...columns, ...links]
}

/** The database gives a time with its seconds. */
const isSame = (before: unknown, after: unknown) =>
  (before ?? null) === (after ?? null) ||
  (typeof before === 'string' && typeof after === 'string' && before === `${after}:00`)

function fieldsOf(entity: Entity, row: Row, compiled: Compiled): Record<string, Shown> {
  const columns = Object.entries(row)
    .filter(([field]) => field !== 'id' && field !== 'name')
    .map(([field, value]) => [field, shown(field, value, compiled, 'after')])
  const worn = entity === 'task' ? lists(row.id, compiled, 'after').labels : []
  return { ...Object.fromEntries(columns), ...(worn.length > 0 && { labels: worn }) }
}

function deletionsOf(commands: readonly ChangeCommand[], compiled: Compiled): Preview['deletions'] {
  const roots = commands.flatMap((command) => (command.type === 'delete' ? command.ids : []))
  const gone = ENTITIES.flatMap((entity) => {
    const { before, after } = sides(compiled, entity)
    return [...before.values()].filter(({ id }) => !after.has(id)).map((row) => ({ entity, row }))
  })
  const rowOf = new Map(gone.map((one) => [one.row.id, one]))
  const isRoot = (id: string) => roots.includes(id)
  const rootOf = (row: Row): string | null => {
    const above = [row.parent_task_id, row.project_id, row.area_id].find((id) => rowOf.has(String(id)))
    if (above === undefined) return null
    return isRoot(String(above)) ? String(above) : rootOf(rowOf.get(String(above))!.row)
  }
  return gone
    .filter(({ row }) => isRoot(row.id))
    .map(({ entity, row }) => ({
      ...named(entity, row),
      along: gone
        .filter((other) => !isRoot(other.row.id) && rootOf(other.row) === row.id)
        .map((other) => named(other.entity, other.row)),
    }))
}
