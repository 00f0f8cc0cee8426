import type { Day } from './calendar-day.ts'

interface FileFacts {
  name: string
  /** The day the file was made, which "tomorrow" in it counts from; today when it is not known. */
  exportedOn?: Day
}

/** A CSV file as rows of cells. */
export interface TableFile extends FileFacts {
  rows: readonly (readonly string[])[]
}

/** A file of another shape, such as a calendar, as its text without a byte order mark. */
export interface TextFile extends FileFacts {
  text: string
}

export type SourceFile = TableFile | TextFile

export const isTable = (file: SourceFile): file is TableFile => 'rows' in file

export const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')

/** A row and the line of the file it begins on, from 1. */
export interface NumberedRow {
  line: number
  cells: readonly string[]
}

const lineBreaks = (cells: readonly string[]) =>
  cells.reduce((count, cell) => count + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)

/** Gives each row its line: a quoted cell may hold line breaks of its own. */
export function numberRows({ rows }: TableFile): NumberedRow[] {
  let line = 1
  return rows.map((cells) => {
    const numbered = { line, cells }
    line += 1 + lineBreaks(cells)
    return numbered
  })
}
