import type { Entity } from '../../../../../shared/commands.ts'
import type { Json, Tables } from '../../../../../shared/database.types.ts'
import type { DiffRow, Shown } from './diff-rows.ts'
import { isKnownField } from './use-value-text.ts'

type Change = Pick<
  Tables<'changes'>,
  'table_name' | 'row_id' | 'row_label' | 'operation' | 'before' | 'after'
>

const ENTITY_OF: Record<string, Entity> = {
  pillars: 'pillar',
  areas: 'area',
  projects: 'project',
  tasks: 'task',
  labels: 'label',
}

const columnsOf = (value: Json): Record<string, Json | undefined> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}

const isPlain = (value: Json | undefined): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

/** What a step has changed, as the log tells it; what names a row is given by its name where that is known. */
export function appliedRows(changes: readonly Change[], names: ReadonlyMap<string, string>): DiffRow[] {
  const rows = new Map<string, DiffRow>()
  const shown = (value: Json | undefined): Shown =>
    isPlain(value) ? (names.get(String(value)) ?? value) : null
  for (const change of changes) {
    const entity = ENTITY_OF[change.table_name]
    if (!entity || rows.has(change.row_id)) continue
    const before = columnsOf(change.before)
    const after = columnsOf(change.after)
    const isUpdate = change.operation === 'update'
    rows.set(change.row_id, {
      ...{ entity, id: change.row_id, name: change.row_label ?? '' },
      kind: isUpdate ? 'change' : change.operation === 'insert' ? 'create' : 'delete',
      fields: isUpdate
        ? Object.keys(after)
            .filter(isKnownField)
            .map((field) => ({ field, before: shown(before[field]), after: shown(after[field]) }))
        : [],
      along: [],
    })
  }
  return [...rows.values()]
}
