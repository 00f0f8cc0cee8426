import { problem, type ImportProblem } from '../import-problem.ts'
import { isBlank, isTable, numberRows, type NumberedRow, type SourceFile } from '../source-file.ts'

export const ticktickColumns = [
  'Folder Name',
  'List Name',
  'Title',
  'Kind',
  'Tags',
  'Content',
  'Is Check list',
  'Start Date',
  'Due Date',
  'Reminder',
  'Repeat',
  'Priority',
  'Status',
  'Created Time',
  'Completed Time',
  'Order',
  'Timezone',
  'Is All Day',
  'Is Floating',
  'Column Name',
  'Column Order',
  'View Mode',
  'taskId',
  'parentId',
] as const
export type TicktickColumn = (typeof ticktickColumns)[number]

export interface TicktickRow extends NumberedRow {
  /** The trimmed text of a column; '' when the file has no such column. */
  text(column: TicktickColumn): string
}

export interface TicktickTable {
  file: string
  /** Rows above the header: date, version, the legend of the states. */
  preamble: NumberedRow[]
  header: NumberedRow
  places: ReadonlyMap<TicktickColumn, number>
  rows: TicktickRow[]
  blankRows: NumberedRow[]
  /** "7.1", as the preamble says. */
  version: string | null
}

/** The preamble has some lines; a header further down would be one by chance. */
const HEADER_WITHIN = 30

const bare = (name: string) =>
  name
    .replace(/^\uFEFF/, '')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
const byBareName = new Map(ticktickColumns.map((column) => [bare(column), column]))

const isHeader = (cells: readonly string[]) => {
  const names = new Set(cells.map(bare))
  return names.has('listname') && names.has('title')
}

export const isTicktick = (file: SourceFile): boolean =>
  isTable(file) && file.rows.slice(0, HEADER_WITHIN).some(isHeader)

/** Finds the header below the preamble and the columns by name; older exports have fewer of them. */
export function readTicktickTable(file: SourceFile): TicktickTable | ImportProblem {
  if (!isTable(file)) return problem('other_format', file.name)
  const all = numberRows(file)
  const at = all.findIndex(({ cells }) => isHeader(cells))
  const header = all[at]
  if (!header) return problem('empty_file', file.name)
  const places = new Map<TicktickColumn, number>()
  for (const [index, name] of header.cells.entries()) {
    const column = byBareName.get(bare(name))
    if (!column) continue
    const first = places.get(column)
    if (first !== undefined) {
      const values = { column, first: first + 1, second: index + 1 }
      return problem('duplicate_column', file.name, header.line, values)
    }
    places.set(column, index)
  }
  const preamble = all.slice(0, at)
  const body = all.slice(at + 1)
  const version = preamble.map(({ cells }) => /version:\s*([\d.]+)/i.exec(cells[0] ?? '')?.[1])
  return {
    file: file.name,
    preamble,
    header,
    places,
    version: version.find((found) => found !== undefined) ?? null,
    blankRows: body.filter(({ cells }) => isBlank(cells)),
    rows: body
      .filter(({ cells }) => !isBlank(cells))
      .map((row) => ({ ...row, text: (column) => row.cells[places.get(column) ?? -1]?.trim() ?? '' })),
  }
}

export interface TicktickList {
  key: string
  name: string
  folder: string | null
  isInbox: boolean
}

const INBOX = /^(inbox|eingang|posteingang|bandeja de entrada|boîte de réception)$/i

/** The list a row belongs to; rows without one lie in the inbox. */
export function listOf(row: TicktickRow): TicktickList {
  const folder = row.text('Folder Name') || null
  const name = row.text('List Name') || 'Inbox'
  return {
    key: JSON.stringify([folder ?? '', name]),
    name,
    folder,
    isInbox: folder === null && INBOX.test(name),
  }
}
