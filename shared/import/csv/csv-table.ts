import { problem, type ImportProblem } from '../import-problem.ts'
import type { ImportMapping } from '../mapping.ts'
import { baseName } from '../project-name.ts'
import { isBlank, isTable, numberRows, type NumberedRow, type SourceFile } from '../source-file.ts'
import { isOpenOrder, orderOf, withoutGuard } from './cell-values.ts'
import { guessRoles, type ColumnRole, type DateOrder } from './column-roles.ts'

export interface CsvRow extends NumberedRow {
  file: string
  /** The trimmed text of the first column of that role; '' when there is none. */
  text(role: ColumnRole): string
  /** The places of all filled columns of that role. */
  places(role: ColumnRole): number[]
}

export interface CsvTable {
  file: string
  header: NumberedRow
  rows: CsvRow[]
  blankRows: NumberedRow[]
}

export interface CsvTables {
  tables: CsvTable[]
  names: string[]
  roles: ColumnRole[]
  dateOrder: DateOrder
  isDateOrderOpen: boolean
}

const dateRoles: readonly ColumnRole[] = ['due', 'start', 'deadline', 'completed', 'reminder']

const sameNames = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name, i) => name.trim().toLowerCase() === b[i]!.trim().toLowerCase())

function readDates(rows: readonly NumberedRow[], roles: readonly ColumnRole[], chosen: DateOrder) {
  const places = roles.flatMap((role, place) => (dateRoles.includes(role) ? [place] : []))
  const texts = rows.flatMap(({ cells }) => places.map((place) => cells[place] ?? ''))
  const shown = orderOf(texts)
  return { dateOrder: shown ?? chosen, isDateOrderOpen: shown === null && texts.some(isOpenOrder) }
}

/** Reads tables that share one header; the columns mean what the person said, or else what their names suggest. */
export function readCsvTables(
  files: readonly SourceFile[],
  { columns, dateOrder }: Pick<ImportMapping, 'columns' | 'dateOrder'>,
): CsvTables | ImportProblem[] {
  const problems: ImportProblem[] = []
  const read: { file: string; header: NumberedRow; body: NumberedRow[] }[] = []
  for (const file of files.filter(isTable)) {
    const all = numberRows(file)
    const at = all.findIndex(({ cells }) => !isBlank(cells))
    const first = read[0]
    const header = all[at]
    if (!header) problems.push(problem('empty_file', file.name))
    else if (first && !sameNames(first.header.cells, header.cells)) {
      problems.push(problem('other_columns', file.name, header.line, { first: first.file }))
    } else read.push({ file: file.name, header, body: all.slice(at + 1) })
  }
  if (problems.length > 0 || !read[0]) return problems

  const width = Math.max(
    ...read.flatMap(({ header, body }) => [header, ...body].map(({ cells }) => cells.length)),
  )
  const names = Array.from({ length: width }, (_, i) => read[0]!.header.cells[i]?.trim() || `column ${i + 1}`)
  const guessed = guessRoles(names)
  const roles = names.map((_, i) => columns?.[i] ?? guessed[i]!)
  const all = read.flatMap(({ body }) => body)

  const tables = read.map(({ file, header, body }): CsvTable => ({
    file,
    header,
    blankRows: body.filter(({ cells }) => isBlank(cells)),
    rows: body
      .filter(({ cells }) => !isBlank(cells))
      .map((row) => ({
        ...row,
        file,
        text: (role) => withoutGuard((row.cells[roles.indexOf(role)] ?? '').trim()),
        places: (role) =>
          roles.flatMap((each, place) => (each === role && row.cells[place]?.trim() ? [place] : [])),
      })),
  }))
  return { tables, names, roles, ...readDates(all, roles, dateOrder) }
}

export interface CsvList {
  key: string
  name: string
  folder: string | null
  isInbox: boolean
}

/** The list a row belongs to: its project, or the file where the table knows no projects. */
export function listOf(row: CsvRow, roles: readonly ColumnRole[]): CsvList {
  const folder = row.text('area') || null
  const hasProjects = roles.includes('project')
  const name = hasProjects ? row.text('project') : baseName(row.file)
  return { key: JSON.stringify([folder ?? '', name]), name: name || 'Inbox', folder, isInbox: name === '' }
}
