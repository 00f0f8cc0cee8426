import type { ChangedField, Entity, Preview, PreviewRow } from '../../../../../shared/commands.ts'

export type Shown = ChangedField['after']
export type DiffField = { field: string; before: Shown; after: Shown }
export type DiffRow = PreviewRow & {
  kind: 'create' | 'change' | 'delete'
  fields: DiffField[]
  /** What goes with a row that is deleted. */
  along: PreviewRow[]
}

/** Columns the server keeps by itself, or that say nothing to a person. */
const UNTOLD = new Set(['sort_order', 'completed_at', 'updated_at', 'original_text'])
/** A task says where it stands before it says when. */
const ORDER = ['name', 'status', 'project_id', 'area_id', 'pillar_id', 'parent_task_id', 'due_on', 'due_time']

const rankOf = (field: string): number => {
  const rank = ORDER.indexOf(field)
  return rank < 0 ? ORDER.length : rank
}

const isEmpty = (value: Shown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)

const inOrder = (fields: readonly DiffField[]): DiffField[] =>
  fields
    .filter(({ field, before, after }) => !UNTOLD.has(field) && !(isEmpty(before) && isEmpty(after)))
    .sort((a, b) => rankOf(a.field) - rankOf(b.field))

/** What commands would do, row by row: what is new, what becomes different, what goes. */
export function diffRows({ changes, creations, deletions }: Preview): DiffRow[] {
  const changed = new Map<string, { row: PreviewRow; fields: DiffField[] }>()
  for (const { entity, id, name, field, before, after } of changes) {
    const known = changed.get(id) ?? { row: { entity, id, name }, fields: [] }
    known.fields.push({ field, before, after })
    changed.set(id, known)
  }
  return [
    ...creations.map(({ fields, ...row }): DiffRow => {
      const values = Object.entries(fields).map(([field, after]) => ({ field, before: null, after }))
      return { ...row, kind: 'create', fields: inOrder(values), along: [] }
    }),
    ...[...changed.values()].map(({ row, fields }): DiffRow => ({
      ...row,
      kind: 'change',
      fields: inOrder(fields),
      along: [],
    })),
    ...deletions.map(({ along, ...row }): DiffRow => ({ ...row, kind: 'delete', fields: [], along })),
  ]
}

/**
 * Rows that are being edited: one that has been set to what it is already keeps its place, and so does a value. `fields`
 * names what else can be said of a row.
 */
export function rowsInEdit(
  proposed: readonly DiffRow[],
  current: readonly DiffRow[],
  fieldsOf: (row: DiffRow) => readonly string[] | null,
): DiffRow[] {
  const now = new Map(current.map((row) => [row.id, row]))
  const known = new Set(proposed.map(({ id }) => id))
  return [...proposed, ...current.filter(({ id }) => !known.has(id))].flatMap((row) => {
    const more = fieldsOf(row)
    if (!more) return []
    const latest = now.get(row.id) ?? { ...row, fields: [] }
    const shown = new Set(latest.fields.map(({ field }) => field))
    const asBefore = row.fields.filter(({ field }) => !shown.has(field))
    const unsaid = more.filter((field) => !shown.has(field) && asBefore.every((one) => one.field !== field))
    const fields = [
      ...latest.fields,
      ...asBefore.map(({ field, before }) => ({ field, before, after: before })),
      ...unsaid.map((field) => ({ field, before: null, after: null })),
    ]
    return [{ ...latest, fields: fields.sort((a, b) => rankOf(a.field) - rankOf(b.field)) }]
  })
}

/** How many rows of each kind are meant, most important kind first. */
export function countEntities(rows: readonly Pick<PreviewRow, 'entity'>[]): [Entity, number][] {
  const counts = new Map<Entity, number>()
  for (const { entity } of rows) counts.set(entity, (counts.get(entity) ?? 0) + 1)
  return [...counts]
}
