/** What became of a cell. `empty` cells are counted, not listed. */
export type Verdict = 'mapped' | 'derived' | 'kept' | 'dropped'

export type DropReason =
  | 'file_left_out'
  | 'no_meaning_here'
  | 'layout_default'
  | 'layout_only'
  | 'says_nothing'
  | 'task_without_name'
  | 'section_without_name'
  | 'not_read'
  | 'not_wanted'
  | 'technical'
  | 'not_a_task'
  | 'event_over'
  | 'attachment_inside'

/** One filled cell of a source row. */
export interface Cell {
  index: number
  /** The name in the file's header, or its place ("column 17") when the header has none. */
  column: string
  value: string
}

/**
 * `mapped`: the value stands in the target as it was. `derived`: the target was worked out from it. `kept`: the
 * value stands verbatim in a text of the target row. `dropped`: it is nowhere, for the given reason.
 */
export type CellVerdict =
  | { verdict: 'mapped' | 'derived' | 'kept'; target: string; rowId?: string }
  | { verdict: 'dropped'; reason: DropReason }

export interface LedgerEntry {
  file: string
  /** The line in the file the row begins on, from 1. */
  line: number
  column: string
  value: string
  verdict: Verdict
  /** table.column, or '' for a dropped cell. */
  target: string
  /** Id of the row the value went to, or ''. */
  row_id: string
  /** Why it was dropped, or ''. */
  reason: DropReason | ''
}

export type LedgerTotals = Record<Verdict | 'empty' | 'cells', number>

export interface Ledger {
  entries: LedgerEntry[]
  totals: LedgerTotals
}

/** The cells of one source row and what becomes of them. */
export interface RowAccount {
  line: number
  /** The filled cells nothing was decided about yet. */
  open(): Cell[]
  /** One of them by its place in the row; null when it is empty, missing or decided. */
  cell(index: number): Cell | null
  /** Decides about a cell, once. @throws Error when it was decided or claimed before */
  settle(cell: Cell, verdict: CellVerdict): void
  /** Takes a cell off the open ones now, to be decided about by the returned call. */
  claim(cell: Cell): (verdict: CellVerdict) => void
  /** Decides about everything that is still open. */
  settleRest(verdict: CellVerdict): void
}

export interface LedgerBook {
  openRow(file: string, line: number, header: readonly string[], cells: readonly string[]): RowAccount
  close(): Ledger
}

/** Keeps the books of an import: every cell that goes in comes out with exactly one verdict. */
export function createLedgerBook(): LedgerBook {
  const totals: LedgerTotals = { cells: 0, empty: 0, mapped: 0, derived: 0, kept: 0, dropped: 0 }
  const filePlaces = new Map<string, number>()
  const pages: {
    place: number
    line: number
    entries: { index: number; entry: LedgerEntry }[]
    finish: () => void
  }[] = []

  function openRow(
    file: string,
    line: number,
    header: readonly string[],
    cells: readonly string[],
  ): RowAccount {
    const undecided = new Map<number, Cell>()
    const claimed = new Map<number, Cell>()
    const entries: (typeof pages)[number]['entries'] = []
    cells.forEach((value, index) => {
      totals.cells++
      if (value.trim() === '') totals.empty++
      else undecided.set(index, { index, column: header[index]?.trim() || `column ${index + 1}`, value })
    })

    function book({ column, value, index }: Cell, decided: CellVerdict) {
      totals[decided.verdict]++
      const went =
        decided.verdict === 'dropped'
          ? { target: '', row_id: '', reason: decided.reason }
          : { target: decided.target, row_id: decided.rowId ?? '', reason: '' as const }
      entries.push({ index, entry: { file, line, column, value, verdict: decided.verdict, ...went } })
    }
    function move(cell: Cell, from: Map<number, Cell>) {
      if (!from.delete(cell.index)) throw new Error(`${file} line ${line}: ${cell.column} is settled already`)
    }
    const account: RowAccount = {
      line,
      open: () => [...undecided.values()],
      cell: (index) => undecided.get(index) ?? null,
      settle: (cell, decided) => account.claim(cell)(decided),
      claim(cell) {
        move(cell, undecided)
        claimed.set(cell.index, cell)
        return (decided) => {
          move(cell, claimed)
          book(cell, decided)
        }
      },
      settleRest(decided) {
        for (const cell of account.open()) account.settle(cell, decided)
      },
    }
    const finish = () => {
      for (const cell of [...undecided.values(), ...claimed.values()]) {
        book(cell, { verdict: 'dropped', reason: 'not_read' })
      }
    }
    const place = filePlaces.get(file) ?? filePlaces.size
    filePlaces.set(file, place)
    pages.push({ place, line, entries, finish })
    return account
  }

  function close(): Ledger {
    pages.sort((a, b) => a.place - b.place || a.line - b.line)
    const entries = pages.flatMap((page) => {
      page.finish()
      return page.entries.sort((a, b) => a.index - b.index).map(({ entry }) => entry)
    })
    return { entries, totals }
  }

  return { openRow, close }
}

const quote = (value: string | number) => {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const ledgerColumns = ['file', 'line', 'column', 'value', 'verdict', 'target', 'row_id', 'reason'] as const

/** RFC 4180 with a byte order mark, without which spreadsheets garble accents. */
export function ledgerToCsv({ entries }: Ledger): string {
  const lines = entries.map((entry) => ledgerColumns.map((column) => quote(entry[column])).join(','))
  return `\uFEFF${[ledgerColumns.join(','), ...lines].join('\r\n')}\r\n`
}

export const ledgerToJson = (ledger: Ledger): string => JSON.stringify(ledger, null, 1)
