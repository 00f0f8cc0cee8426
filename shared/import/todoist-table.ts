import type { Day } from './calendar-day.ts'
import { problem, type ImportProblem } from './import-problem.ts'
import { readHeader, type TodoistColumn, type TodoistHeader } from './todoist-header.ts'

/** A CSV file as rows of cells, the header first. */
export interface SourceFile {
  name: string
  rows: readonly (readonly string[])[]
  /** The day the file was made, which "tomorrow" in it counts from; today when it is not known. */
  exportedOn?: Day
}

export type RowKind = 'task' | 'section' | 'note' | 'meta' | 'unknown' | 'blank'

export interface SourceRow {
  /** The line of the file the row begins on, from 1. */
  line: number
  kind: RowKind
  cells: readonly string[]
  /** The trimmed text of a column; '' when the file has no such column. */
  text(column: TodoistColumn): string
}

export interface TodoistTable {
  file: SourceFile
  headerLine: number
  header: TodoistHeader
  rows: SourceRow[]
}

const rowKinds: readonly string[] = ['task', 'section', 'note', 'meta']

const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

function kindOf(type: string, cells: readonly string[]): RowKind {
  if (isBlank(cells)) return 'blank'
  const lower = type.toLowerCase()
  return rowKinds.includes(lower) ? (lower as RowKind) : 'unknown'
}

const lineBreaks = (cells: readonly string[]) =>
  cells.reduce((count, cell) => count + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)

/** Gives the rows their line numbers, columns and kinds; a problem when this is not a Todoist file. */
export function readTodoistTable(file: SourceFile): TodoistTable | ImportProblem {
  const rows: SourceRow[] = []
  let header: TodoistHeader | null = null
  let headerLine = 0
  let line = 1
  for (const cells of file.rows) {
    if (header) {
      const { places } = header
      const text = (column: TodoistColumn) => cells[places.get(column) ?? -1]?.trim() ?? ''
      rows.push({ line, kind: kindOf(text('TYPE'), cells), cells, text })
    } else if (isBlank(cells)) {
      rows.push({ line, kind: 'blank', cells, text: () => '' })
    } else {
      const found = readHeader(file.name, cells, line)
      if ('code' in found) return found
      header = found
      headerLine = line
    }
    line += 1 + lineBreaks(cells)
  }
  return header ? { file, headerLine, header, rows } : problem('empty_file', file.name)
}
