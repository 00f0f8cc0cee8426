import type { Day } from './calendar-day.ts'
import type { PlanTools } from './finish-plan.ts'
import type { ImportWarning, WarningCode } from './import-problem.ts'
import type { ImportTexts } from './import-texts.ts'
import type { Cell, RowAccount } from './ledger.ts'
import type { FileMapping, ImportMapping } from './mapping.ts'
import { parseTodoistDate, type TodoistDate } from './todoist-date.ts'
import type { TodoistColumn } from './todoist-header.ts'
import type { SourceRow, TodoistTable } from './todoist-table.ts'

/** A source row whose cells are being decided about. */
export interface OpenRow {
  row: SourceRow
  account: RowAccount
  /** The column's cell while it is filled and undecided. */
  cell(column: TodoistColumn): Cell | null
}

/** What planning one file needs to know. */
export interface FileContext {
  key: string
  table: TodoistTable
  mapping: ImportMapping
  file: FileMapping
  texts: ImportTexts
  timeZone: string
  open(row: SourceRow): OpenRow
  warn(
    code: WarningCode,
    row: SourceRow | null,
    column: TodoistColumn | null,
    values?: ImportWarning['values'],
  ): void
  id(...name: (string | number)[]): string
  readDate(text: string, language: string): TodoistDate | null
}

export interface PlanClock {
  today: Day
  time: string
  timeZone: string
  weekStart: number
}

/** The context of one file. Dates are read once per text: exports repeat "every day" thousands of times. */
export function createFileContext(
  table: TodoistTable,
  key: string,
  file: FileMapping,
  tools: PlanTools,
): FileContext {
  const { header } = table
  const { clock } = tools
  const dates = new Map<string, TodoistDate | null>()
  return {
    key,
    table,
    file,
    mapping: tools.mapping,
    texts: tools.texts,
    timeZone: clock.timeZone,
    open(row) {
      const account = tools.book.openRow(table.file.name, row.line, header.names, row.cells)
      return { row, account, cell: (column) => account.cell(header.places.get(column) ?? -1) }
    },
    warn(code, row, column, values = {}) {
      tools.warnings.push({ code, file: table.file.name, line: row?.line ?? null, column, values })
    },
    id: tools.id,
    readDate(text, language) {
      const question = `${language}\n${text}`
      const known = dates.get(question)
      if (known !== undefined) return known
      const today = table.file.exportedOn ?? clock.today
      const date = parseTodoistDate(text, { ...clock, language, today })
      dates.set(question, date)
      return date
    },
  }
}
