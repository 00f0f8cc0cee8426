import type { TablesInsert, TablesUpdate } from '../database.types.ts'
import { type Entity, type Life, TABLES } from './life.ts'
import { Picture, rowsOf, type Row, type Rows, type WriteTable } from './picture.ts'
import { referencesOf } from './references.ts'
import type { ChangeCommand } from './schema.ts'

/** A row to add; the writer adds whose it is. */
export type NewRow<Table extends WriteTable> = Omit<TablesInsert<Table>, 'user_id'> & { id: string }

type WriteOf<Table extends WriteTable> =
  | { table: Table; operation: 'insert'; rows: readonly NewRow<Table>[] }
  | { table: Table; operation: 'update'; ids: readonly string[]; values: TablesUpdate<Table> }
  | { table: Table; operation: 'delete'; ids: readonly string[] }

/** One write of the kind the Data API does in one request. */
export type Write = { [Table in WriteTable]: WriteOf<Table> }[WriteTable]

export type CommandProblem =
  /** It names a row that is not in the life, or not any more after the commands before it. */
  | { code: 'unknown_row'; command: number; entity: Entity; id: string }
  /** A time of day, or a repetition, would stand without a day. */
  | { code: 'needs_day'; command: number; id: string }
  /** It would hang a row under itself, or make it wait for itself. */
  | { code: 'circle'; command: number; id: string }
  /** A row of that id is there already. */
  | { code: 'taken_id'; command: number; id: string }
  /** A note would grow beyond what fits. */
  | { code: 'too_long'; command: number; id: string }

export interface Compiled {
  writes: Write[]
  problems: CommandProblem[]
  /** The rows before and after, by table and id; what is gone is missing after. */
  before: Rows
  after: Rows
}

const MOST_NOTE = 20_000

/** What commands come to: the writes in order, and the life as it stands after them. */
export function compileCommands(
  commands: readonly ChangeCommand[],
  life: Life,
  newId: () => string = () => crypto.randomUUID(),
): Compiled {
  const compiler = new Compiler(life, newId)
  commands.forEach((command, index) => compiler.add(command, index))
  return compiler.result
}

class Compiler {
  readonly result: Compiled
  private readonly picture: Picture
  private command = 0

  constructor(
    life: Life,
    private readonly newId: () => string,
  ) {
    this.picture = new Picture(life)
    this.result = { writes: [], problems: [], before: rowsOf(life), after: this.picture.rows }
  }

  add(command: ChangeCommand, index: number): void {
    this.command = index
    const known = referencesOf(command).filter(([entity, id]) => !this.row(entity, id))
    for (const [entity, id] of known) {
      this.result.problems.push({ code: 'unknown_row', command: index, entity, id })
    }
    if (known.length === 0) this.write(command)
  }

  private row(entity: Entity, id: string): Row | undefined {
    return this.picture.row(entity, id)
  }

  private problem(code: 'needs_day' | 'circle' | 'taken_id' | 'too_long', id: string): void {
    this.result.problems.push({ code, command: this.command, id })
  }

  private write(command: ChangeCommand): void {
    switch (command.type) {
      case 'create_task': {
        const id = this.insert('tasks', command.id, this.placed(command.fields))
        for (const label_id of command.label_ids ?? []) this.link('task_labels', { task_id: id, label_id })
        return
      }
      case 'create_project':
        return void this.insert('projects', command.id, command.fields)
      case 'create_area':
        return void this.insert('areas', command.id, command.fields)
      case 'create_pillar':
        return void this.insert('pillars', command.id, command.fields)
      case 'create_label':
        return void this.insert('labels', command.id, command.fields)
      case 'update_task':
      case 'schedule_task':
        return this.update('tasks', command.ids, command.fields)
      case 'update_project':
      case 'schedule_project':
        return this.update('projects', command.ids, command.fields)
      case 'update_area':
        return this.update('areas', command.ids, command.fields)
      case 'update_pillar':
        return this.update('pillars', command.ids, command.fields)
      case 'update_label':
        return this.update('labels', command.ids, command.fields)
      case 'complete':
        return this.update(TABLES[command.entity], command.ids, { status: 'completed' })
      case 'reopen': {
        const status = command.entity === 'task' ? 'todo' : 'in_progress'
        return this.update(TABLES[command.entity], command.ids, { status })
      }
      case 'move_task':
        return this.moveTasks(command.ids, command.project_id)
      case 'move_project':
        return this.update('projects', command.ids, { area_id: command.area_id })
      case 'move_area':
        return this.update('areas', command.ids, { pillar_id: command.pillar_id })
      case 'nest_task':
        return this.nest(command.ids, command.parent_task_id)
      case 'delete':
        return this.remove(TABLES[command.entity], command.ids)
      case 'append_note': {
        const before = String(this.row(command.entity, command.id)?.description ?? '')
        return this.describe(command, before.trim() === '' ? command.text : `${before}\n${command.text}`)
      }
      case 'replace_note':
        return this.describe(command, command.text)
      default:
        return this.connect(command)
    }
  }

  private connect(
    command: Extract<
      ChangeCommand,
      { type: 'add_labels' | 'remove_labels' | 'add_dependency' | 'remove_dependency' }
    >,
  ): void {
    for (const task_id of command.ids) {
      switch (command.type) {
        case 'add_labels':
          for (const label_id of command.label_ids) this.link('task_labels', { task_id, label_id })
          break
        case 'remove_labels':
          for (const label_id of command.label_ids) this.unlink('task_labels', { task_id, label_id })
          break
        case 'add_dependency':
          this.wait(task_id, command.depends_on_task_id)
          break
        case 'remove_dependency':
          this.unlink('task_dependencies', { task_id, depends_on_task_id: command.depends_on_task_id })
      }
    }
  }

  private describe({ entity, id }: { entity: Entity; id: string }, description: string): void {
    if (description.length > MOST_NOTE) return this.problem('too_long', id)
    this.update(TABLES[entity], [id], { description })
  }

  /** A sub-task lies where its parent lies. */
  private placed<Fields extends { parent_task_id?: string }>(fields: Fields) {
    const parent = fields.parent_task_id && this.row('task', fields.parent_task_id)
    return parent ? { ...fields, project_id: parent.project_id } : fields
  }

  private insert(table: WriteTable, given: string | undefined, values: object): string {
    const id = given ?? this.newId()
    if (this.picture.rows[table].has(id)) this.problem('taken_id', id)
    else {
      this.put({ table, operation: 'insert', rows: [{ ...values, id }] })
      this.picture.set(table, id, values)
      this.checkDay(table, id)
    }
    return id
  }

  private update(table: WriteTable, ids: readonly string[], values: object): void {
    this.put({ table, operation: 'update', ids, values })
    for (const id of ids) {
      this.picture.set(table, id, values)
      this.checkDay(table, id)
    }
  }

  /** What the schema let through for a table fits the columns of that table. */
  private put(write: { table: WriteTable; operation: Write['operation'] } & Record<string, unknown>): void {
    this.result.writes.push(write as Write)
  }

  private checkDay(table: WriteTable, id: string): void {
    const row = this.picture.rows[table].get(id)!
    if (table === 'tasks' && !row.due_on && (row.due_time || row.recurrence_rule))
      this.problem('needs_day', id)
  }

  private moveTasks(ids: readonly string[], project_id: string | null): void {
    const isNested = (id: string) => Boolean(this.row('task', id)?.parent_task_id)
    const nested = ids.filter(isNested)
    const free = ids.filter((id) => !isNested(id))
    if (free.length > 0) this.update('tasks', free, { project_id })
    // It would stay where its parent is.
    if (nested.length > 0) this.update('tasks', nested, { project_id, parent_task_id: null })
    for (const id of ids) this.picture.moveChildren(id, project_id)
  }

  private nest(ids: readonly string[], parent_task_id: string): void {
    for (
      let id: unknown = parent_task_id;
      typeof id === 'string';
      id = this.row('task', id)?.parent_task_id
    ) {
      if (ids.includes(id)) return this.problem('circle', id)
    }
    const project_id = (this.row('task', parent_task_id)?.project_id ?? null) as string | null
    this.update('tasks', ids, { parent_task_id, project_id })
    for (const id of ids) this.picture.moveChildren(id, project_id)
  }

  private remove(table: WriteTable, ids: readonly string[]): void {
    this.put({ table, operation: 'delete', ids })
    for (const id of ids) this.picture.remove(table, id)
  }

  private link(table: 'task_labels' | 'task_dependencies', columns: Record<string, string>): void {
    if (this.picture.having(table, columns).length === 0) this.insert(table, undefined, columns)
  }

  private unlink(table: 'task_labels' | 'task_dependencies', columns: Record<string, string>): void {
    const ids = this.picture.having(table, columns)
    if (ids.length > 0) this.remove(table, ids)
  }

  private wait(task_id: string, depends_on_task_id: string): void {
    if (this.picture.waitsFor(depends_on_task_id, task_id)) return this.problem('circle', task_id)
    this.link('task_dependencies', { task_id, depends_on_task_id })
  }
}
