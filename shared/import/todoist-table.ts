import { problem, type ImportProblem } from './import-problem.ts'
import { isBlank, isTable, numberRows, type SourceFile, type TableFile } from './source-file.ts'
import { readHeader, type TodoistColumn, type TodoistHeader } from './todoist-header.ts'

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
  file: TableFile
  headerLine: number
  header: TodoistHeader
  rows: SourceRow[]
}

const rowKinds: readonly string[] = ['task', 'section', 'note', 'meta']

function kindOf(type: string, cells: readonly string[]): RowKind {
  if (isBlank(cells)) return 'blank'
  const lower = type.toLowerCase()
  return rowKinds.includes(lower) ? (lower as RowKind) : 'unknown'
}

/** Gives the rows their line numbers, columns and kinds; a problem when this is not a Todoist file. */
export function readTodoistTable(file: TableFile): TodoistTable | ImportProblem {
  const rows: SourceRow[] = []
  let header: TodoistHeader | null = null
  let headerLine = 0
  for (const { line, cells } of numberRows(file)) {
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
  }
  return header ? { file, headerLine, header, rows } : problem('empty_file', file.name)
}

/** Reads all files, or says of each that cannot be read why. */
export function readTodoistTables(files: readonly SourceFile[]) {
  const tables: TodoistTable[] = []
  const problems: ImportProblem[] = []
  for (const file of files) {
    const table = isTable(file) ? readTodoistTable(file) : problem('other_format', file.name)
    if ('code' in table) problems.push(table)
    else tables.push(table)
  }
  return { tables, problems }
}
