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

/** What is so is not said. */
const USUAL: Record<string, unknown> = {
  status: 'todo',
  priority: 'medium',
  category: 'general',
  importance: 3,
  archived: false,
}

/** By column, the attribute it is shown as. References and notes are shown otherwise. */
const SHOWN: Record<Entity, Readonly<Record<string, string>>> = {
  pillar: { archived: 'archived', time_allocation_percentage: 'share_percent' },
  area: { importance: 'importance', archived: 'archived' },
  project: {
    status: 'status',
    priority: 'priority',
    importance: 'importance',
    deadline_on: 'deadline_on',
    archived: 'archived',
  },
  task: {
    status: 'status',
    priority: 'priority',
    energy: 'energy',
    category: 'category',
    start_on: 'start_on',
    due_on: 'due_on',
    due_time: 'due_time',
    deadline_on: 'deadline_on',
    duration_minutes: 'duration_minutes',
    recurrence_rule: 'repeat',
    completed_at: 'completed_at',
  },
  label: {},
}

const PLACES: readonly (readonly [string, Entity, string])[] = [
  ['pillar_id', 'pillar', 'in'],
  ['area_id', 'area', 'in'],
  ['project_id', 'project', 'in'],
  ['parent_task_id', 'task', 'under'],
]

/** Under which names rows are shown, and which others are shown too: none but these is pointed at. */
export interface Page {
  book: RefBook
  hidden: HiddenValues
  isShown: (id: string) => boolean
}

/** Puts rows into records, and notes down which columns of them it used. */
export class RecordWriter {
  private readonly ranks: ReadonlyMap<string, { place: number; reasons: string }>

  constructor(
    private readonly readable: ReadableLife,
    ranking: Scene['ranking'],
  ) {
    this.ranks = new Map(
      ranking.map(({ id, reasons }, place) => [
        id,
        // Reasons name projects and areas, which may be closed to models: only their kind is said.
        { place: place + 1, reasons: reasons.map(({ code }) => code).join(' ') },
      ]),
    )
  }

  /** @param isNamed with its note */
  write({ entity, id }: RowKey, isNamed: boolean, page: Page): { text: string; record: SentRecord } {
    const { book, hidden, isShown } = page
    const row: Record<string, unknown> = {
      ...namesOf(this.readable.life, entity).find((one) => one.id === id),
    }
    const fields = ['name']
    const attributes: [string, string][] = []
    const add = (column: string, name: string, value: string) => {
      fields.push(column)
      attributes.push([name, value])
    }
    for (const [column, placed, name] of PLACES) {
      const to = row[column]
      // A sub-task lies where its parent lies.
      if (typeof to !== 'string' || !isShown(to) || (name === 'in' && row.parent_task_id)) continue
      add(column, name, book.refOf(placed, to))
    }
    for (const [column, name] of Object.entries(SHOWN[entity])) {
      const value = row[column]
      if (value === null || value === undefined || value === USUAL[column]) continue
      add(column, name, column === 'due_time' ? String(value).slice(0, 5) : String(value))
    }
    if (entity === 'task') this.addLinks(id, page, attributes)
    const note = String(row.description ?? '')
    if (isNamed && note.trim() !== '') add('description', 'note', noteOf(note, hidden))
    const head = [['ref', book.refOf(entity, id)], ['kind', entity], ...attributes]
    const text = head.map(([name, value]) => ` ${name}="${asData(value!)}"`).join('')
    const record: SentRecord = { table: TABLES[entity], id, fields }
    return { text: `<record${text}>${asData(hidden.hide(String(row.name)))}</record>`, record }
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
    if (rank) attributes.push(['rank', String(rank.place)], ['because', rank.reasons])
  }
}

/** Hidden before it is cut: half a number would be no number, and be sent. */
const noteOf = (note: string, hidden: HiddenValues): string =>
  hidden.hide(note.slice(0, 2 * MOST_NOTE)).slice(0, MOST_NOTE)
