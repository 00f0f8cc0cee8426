import type { PlanTools } from './finish-plan.ts'
import type { WarningCode } from './import-problem.ts'
import type { TaskRow } from './import-rows.ts'
import { createKeptText, TASK_NAME_MAX } from './kept-text.ts'
import type { Cell, DropReason, RowAccount } from './ledger.ts'
import { blankTask } from './plan-container.ts'
import { shorten } from './text-room.ts'

/** A task of ours before it is known which project it goes to. */
export interface TaskDraft {
  listKey: string
  parentId: string | null
  /** A part of its list, such as a column of a board; becomes a label or a project. */
  section: string | null
  row: TaskRow
  labels: string[]
  /** What the description could not hold. */
  continued: string[]
}

type MaybeCell = Cell | null

/** Builds one task out of the cells of a source row, and books each cell as it goes. */
export interface TaskBuilder {
  readonly id: string
  /** The columns worked out so far; texts come with `finish`. */
  readonly row: TaskRow
  readonly labels: string[]
  name(text: string, cell: MaybeCell): void
  /** Visible text. Without a cell it was booked in another way. */
  notes(text: string, cell: MaybeCell): void
  /** The cells became this column. */
  derive(column: keyof TaskRow | 'labels', ...cells: MaybeCell[]): void
  /** Keeps the text of a cell where the person sees it. */
  detail(label: string, cell: MaybeCell, text?: string): void
  /** Keeps cells word for word, out of sight. */
  original(...cells: MaybeCell[]): void
  /** Repeats how something was written that went elsewhere. */
  remember(cell: MaybeCell): void
  drop(reason: DropReason, ...cells: MaybeCell[]): void
  warn(code: WarningCode, column: string | null, values?: Record<string, string | number>): void
  /** Keeps whatever is still open, and packs the texts. */
  finish(place: Pick<TaskDraft, 'listKey' | 'parentId' | 'section'>): TaskDraft
}

export function buildTask(id: string, file: string, account: RowAccount, tools: PlanTools): TaskBuilder {
  const { texts, warnings } = tools
  const kept = createKeptText(texts)
  const row = { ...blankTask(id, null, texts.untitled), priority: tools.mapping.priorities.empty ?? 'medium' }
  const labels: string[] = []
  const isOpen = (cell: MaybeCell): cell is Cell => cell !== null && account.cell(cell.index) !== null
  const line = (cell: Cell) => `${cell.column}: ${cell.value.trim()}`

  const builder: TaskBuilder = {
    id,
    row,
    labels,
    name(text, cell) {
      const trimmed = text.trim()
      if (trimmed === '') return
      row.name = shorten(trimmed, TASK_NAME_MAX)
      if (!isOpen(cell)) return
      if (row.name === trimmed) {
        const verdict = trimmed === cell.value.trim() ? 'mapped' : 'derived'
        account.settle(cell, { verdict, target: 'tasks.name', rowId: id })
        return
      }
      builder.warn('name_shortened', cell.column, { name: row.name.slice(0, 80) })
      kept.addDetail(`${texts.fullName}: ${trimmed}`, account, cell)
    },
    notes(text, cell) {
      kept.addBlock(text.trim())
      if (isOpen(cell)) kept.book(text.trim() === cell.value.trim() ? 'kept' : 'derived', account, cell)
    },
    derive(column, ...cells) {
      const target = column === 'labels' ? 'labels.name' : `tasks.${column}`
      for (const cell of cells.filter(isOpen)) {
        account.settle(cell, { verdict: 'derived', target, rowId: id })
      }
    },
    detail(label, cell, text = cell?.value.trim() ?? '') {
      if (isOpen(cell)) kept.addDetail(`${label}: ${text}`, account, cell)
    },
    original(...cells) {
      for (const cell of cells.filter(isOpen)) kept.addOriginal(line(cell), account, cell)
    },
    remember: (cell) => void (cell && kept.addOriginal(line(cell))),
    drop(reason, ...cells) {
      for (const cell of cells.filter(isOpen)) account.settle(cell, { verdict: 'dropped', reason })
    },
    warn(code, column, values = {}) {
      warnings.push({ code, file, line: account.line, column, values })
    },
    finish(place) {
      builder.original(...account.open())
      const { descriptions, original } = kept.finish({ table: 'tasks', rowId: id })
      if (descriptions.length > 1) builder.warn('text_continued', null, { name: row.name.slice(0, 80) })
      return {
        ...place,
        labels,
        row: { ...row, description: descriptions[0] ?? '', original_text: original },
        continued: descriptions.slice(1),
      }
    },
  }
  return builder
}
