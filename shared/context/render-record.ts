import type { Scene } from '../assistant/scene.ts'
import { type Entity, namesOf, TABLES } from '../commands/life.ts'
import { asData } from './data-text.ts'
import type { HiddenValues } from './hidden-values.ts'
import type { ReadableLife, RowKey } from './readable-life.ts'
import type { RefBook } from './refs.ts'

/** A row that was sent, by its columns. */
export interface SentRecord {
  table: (typeof TABLES)[Entity] | 'assistant_memories'
  id: string
  fields: string[]
}

const MOST_NOTE = 400

/** What is so is not said; the system prompt tells so. */
const USUAL: Record<string, unknown> = {
  priority: 'medium',
  category: 'general',
  importance: 3,
  archived: false,
}
const USUAL_STATUS: Partial<Record<Entity, string>> = { task: 'todo', project: 'in_progress' }
/** These are only said where they matter: the row is named, or the message is about days. */
const DETAILS: Partial<Record<Entity, ReadonlySet<string>>> = {
  task: new Set(['energy', 'category', 'start_on', 'duration_minutes', 'recurrence_rule']),
  project: new Set(['priority']),
}

/** By column, the attribute it is shown as: short, because each is paid for with each row. References and notes are shown otherwise. */
const SHOWN: Record<Entity, Readonly<Record<string, string>>> = {
  pillar: { archived: 'archived', time_allocation_percentage: 'share' },
  area: { importance: 'importance', archived: 'archived' },
  project: {
    status: 'status',
    priority: 'priority',
    importance: 'importance',
    deadline_on: 'deadline',
    archived: 'archived',
  },
  task: {
    status: 'status',
    priority: 'priority',
    energy: 'energy',
    category: 'category',
    start_on: 'start',
    due_on: 'due',
    due_time: 'at',
    deadline_on: 'deadline',
    duration_minutes: 'minutes',
    recurrence_rule: 'repeat',
    completed_at: 'done',
  },
  label: {},
}

/** Of an instant the day is enough, and of a time the minute. */
const LENGTHS: Record<string, number> = { due_time: 5, completed_at: 10 }

/** The column that says where a row lies. */
const PLACES: Partial<Record<Entity, (isUnder: boolean) => string>> = {
  area: () => 'pillar_id',
  project: () => 'area_id',
  task: (isUnder) => (isUnder ? 'parent_task_id' : 'project_id'),
}

/** Under which names rows are shown, and which others are shown too: none but these is pointed at. */
export interface Page {
  book: RefBook
  hidden: HiddenValues
  isShown: (id: string) => boolean
  /** All that is known of a row is said: of each, of those that are named, or of none. */
  details: 'all' | 'named' | 'none'
}

/** Puts rows into records, and notes down which columns of them it used. */
export class RecordWriter {
  private readonly ranks: ReadonlyMap<string, number>

  constructor(
    private readonly readable: ReadableLife,
    ranking: Scene['ranking'],
  ) {
    this.ranks = new Map(ranking.map(({ id }, place) => [id, place + 1]))
  }

  /** @param isNamed with its note */
  write({ entity, id }: RowKey, isNamed: boolean, page: Page): { text: string; record: SentRecord } {
    const { book, hidden, details } = page
    const isDetailed = details === 'all' || (details === 'named' && isNamed)
    const row: Record<string, unknown> = {
      ...namesOf(this.readable.life, entity).find((one) => one.id === id),
    }
    const fields = ['name']
    const attributes: [string, string][] = []
    const add = (column: string, name: string, value: string) => {
      fields.push(column)
      attributes.push([name, value])
    }
    const place = this.placeOf({ entity, id }, page)
    if (place) add(place.column, place.name, book.refOf(place.entity, place.id))
    for (const [column, name] of Object.entries(SHOWN[entity])) {
      const value = row[column]
      if (value === null || value === undefined || isUsual(entity, column, value)) continue
      if (!isDetailed && DETAILS[entity]?.has(column)) continue
      // The day on which it was done says that it is.
      if (column === 'status' && typeof row.completed_at === 'string') continue
      add(column, name, String(value).slice(0, LENGTHS[column]))
    }
    if (entity === 'task') this.addLinks(id, page, attributes)
    const note = String(row.description ?? '')
    if (isNamed && note.trim() !== '') add('description', 'note', noteOf(note, hidden))
    const said = attributes.map(([name, value]) => ` ${name}=${asValue(value)}`).join('')
    const record: SentRecord = { table: TABLES[entity], id, fields }
    const name = asData(hidden.hide(String(row.name)))
    // No closing tag: it ends with its line, which nothing in it can end.
    return { text: `<${book.refOf(entity, id)}${said}> ${name}`, record }
  }

  /** The nearest of what a row lies in that is shown. */
  private placeOf(row: RowKey, { isShown }: Page) {
    const found = this.readable.above(row).find(({ id }) => isShown(id))
    if (!found) return null
    const isUnder = found.entity === 'task'
    // Shown through a level between: the column that leads there is the same.
    return { ...found, name: isUnder ? 'under' : 'in', column: PLACES[row.entity]!(isUnder) }
  }

  private addLinks(id: string, { book, isShown }: Page, attributes: [string, string][]): void {
    const { task_labels, task_dependencies } = this.readable.life
    const labels = task_labels.filter((link) => link.task_id === id && isShown(link.label_id))
    const waits = task_dependencies.filter((link) => link.task_id === id && isShown(link.depends_on_task_id))
    const refs = (entity: Entity, ids: readonly string[]) =>
      ids.map((each) => book.refOf(entity, each)).join(' ')
    if (labels.length > 0)
      attributes.push([
        'labels',
        refs(
          'label',
          labels.map(({ label_id }) => label_id),
        ),
      ])
    if (waits.length > 0) {
      attributes.push([
        'waits_for',
        refs(
          'task',
          waits.map((link) => link.depends_on_task_id),
        ),
      ])
    }
    const rank = this.ranks.get(id)
    if (rank) attributes.push(['rank', String(rank)])
  }
}

const isUsual = (entity: Entity, column: string, value: unknown): boolean =>
  value === (column === 'status' ? USUAL_STATUS[entity] : USUAL[column])

/** Quoted only where it must be: of short values the quotation marks are a third of the tokens. */
const asValue = (value: string): string => (/^[\w:.-]+$/.test(value) ? value : `"${asData(value)}"`)

/** Hidden before it is cut: half a number would be no number, and be sent. */
const noteOf = (note: string, hidden: HiddenValues): string =>
  hidden.hide(note.slice(0, 2 * MOST_NOTE)).slice(0, MOST_NOTE)
