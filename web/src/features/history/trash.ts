/** What a trash holds: things with a name. Links between them come back along with them. */
export const TRASHED_TABLES = [
  'tasks',
  'projects',
  'areas',
  'pillars',
  'labels',
  'resources',
  'project_templates',
] as const
export type TrashedTable = (typeof TRASHED_TABLES)[number]

export const TRASH_DAYS = 30

type Deletion = {
  at: string
  batch_id: string
  table_name: string
  row_id: string
  row_label: string | null
  before: unknown
}

export type TrashItem = {
  key: string
  table: TrashedTable
  id: string
  name: string | null
  at: string
  batchId: string
}

const PARENTS = ['pillar_id', 'area_id', 'project_id', 'parent_task_id', 'task_id'] as const

const parentsOf = ({ before }: Deletion): string[] => {
  if (typeof before !== 'object' || before === null) return []
  const columns = before as Record<string, unknown>
  return PARENTS.map((column) => columns[column]).filter((id) => typeof id === 'string')
}

/**
 * What lies in the trash, newest first: each thing once, by its last deletion, without what has come back, and without
 * what went along with something above it, which brings it back too.
 * @param alive ids of deleted rows that are there again
 */
export function trashOf(deletions: readonly Deletion[], alive: ReadonlySet<string>): TrashItem[] {
  const gone = new Map<string, Set<string>>()
  for (const { batch_id, row_id } of deletions) {
    gone.set(batch_id, (gone.get(batch_id) ?? new Set()).add(row_id))
  }
  const seen = new Set<string>()
  return deletions.flatMap((deletion) => {
    const { table_name, row_id, row_label, at, batch_id } = deletion
    const table = TRASHED_TABLES.find((known) => known === table_name)
    const key = `${table_name} ${row_id}`
    const wentAlong = parentsOf(deletion).some((id) => gone.get(batch_id)?.has(id))
    if (!table || seen.has(key) || alive.has(row_id)) return []
    seen.add(key)
    return wentAlong ? [] : [{ key, table, id: row_id, name: row_label, at, batchId: batch_id }]
  })
}
