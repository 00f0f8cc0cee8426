import { type Entity, type Life, TABLES } from './life.ts'

export type WriteTable = (typeof TABLES)[Entity] | 'task_labels' | 'task_dependencies'

export type Row = { id: string } & Record<string, unknown>

/** The rows of a life, by table and id. */
export type Rows = Record<WriteTable, Map<string, Row>>

const WRITE_TABLES = [...Object.values(TABLES), 'task_labels', 'task_dependencies'] as const

const eachTable = <Value>(make: (table: WriteTable) => Value) =>
  Object.fromEntries(WRITE_TABLES.map((table) => [table, make(table)])) as Record<WriteTable, Value>

/** Kept per snapshot, and never changed: a long life is compiled against again and again. */
const known = new WeakMap<Life, Rows>()

/** The rows of a snapshot, shared by all who ask: not to be changed. */
export function rowsOf(life: Life): Rows {
  const rows =
    known.get(life) ?? eachTable((table) => new Map(life[table].map((row) => [row.id, row as Row])))
  known.set(life, rows)
  return rows
}

const GOES_ALONG: Partial<Record<WriteTable, readonly (readonly [WriteTable, string])[]>> = {
  areas: [['projects', 'area_id']],
  projects: [['tasks', 'project_id']],
  tasks: [
    ['tasks', 'parent_task_id'],
    ['task_labels', 'task_id'],
    ['task_dependencies', 'task_id'],
    ['task_dependencies', 'depends_on_task_id'],
  ],
  labels: [['task_labels', 'label_id']],
}

/** A life as it stands after some writes: the database's own rules about what hangs together, foretold. */
export class Picture {
  readonly rows: Rows

  constructor(life: Life) {
    const before = rowsOf(life)
    this.rows = eachTable((table) => new Map(before[table]))
  }

  row(entity: Entity, id: string): Row | undefined {
    return this.rows[TABLES[entity]].get(id)
  }

  set(table: WriteTable, id: string, values: object): void {
    this.rows[table].set(id, { ...this.rows[table].get(id), ...values, id })
  }

  /** The ids of rows with these values. */
  having(table: WriteTable, columns: Record<string, string>): string[] {
    return [...this.rows[table].values()]
      .filter((row) => Object.entries(columns).every(([column, value]) => row[column] === value))
      .map(({ id }) => id)
  }

  /** Sub-tasks move along with their parent. */
  moveChildren(parent_task_id: string, project_id: string | null): void {
    for (const id of this.having('tasks', { parent_task_id })) {
      this.set('tasks', id, { project_id })
      this.moveChildren(id, project_id)
    }
  }

  /** What hangs on a row goes with it, or stays without it: as the foreign keys say. */
  remove(table: WriteTable, id: string): void {
    if (!this.rows[table].delete(id)) return
    for (const [child, column] of GOES_ALONG[table] ?? []) {
      for (const row of this.having(child, { [column]: id })) this.remove(child, row)
    }
    if (table !== 'pillars') return
    for (const area of this.having('areas', { pillar_id: id })) this.set('areas', area, { pillar_id: null })
  }

  /** Whether one task waits for another, if only by way of others. */
  waitsFor(task: string, other: string): boolean {
    const links = [...this.rows.task_dependencies.values()]
    const upstream = new Set([task])
    for (const id of upstream) {
      for (const link of links) if (link.task_id === id) upstream.add(String(link.depends_on_task_id))
    }
    return upstream.has(other)
  }
}
