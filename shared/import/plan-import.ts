import { deterministicId } from './deterministic-id.ts'
import type { ImportProblem, ImportWarning } from './import-problem.ts'
import { emptyRows, importTables, type ImportRows, type ImportTable, type LabelRow } from './import-rows.ts'
import { englishTexts, type ImportTexts } from './import-texts.ts'
import { createLabelBook } from './label-book.ts'
import { createLedgerBook, type Ledger } from './ledger.ts'
import { taskPriorities, type ImportMapping, type TaskPriority } from './mapping.ts'
import { createFileContext } from './plan-context.ts'
import { planFile } from './plan-file.ts'
import { identifyFiles } from './project-name.ts'
import { selectNew } from './select-new.ts'
import { buildOutline } from './todoist-outline.ts'
import { readTodoistTable, type SourceFile, type TodoistTable } from './todoist-table.ts'
import { wallClock } from './zoned-time.ts'

/** What the person has already: planned rows with these ids, or labels of these names, are not made again. */
export interface ExistingPlan {
  ids: ReadonlySet<string>
  labels: readonly LabelRow[]
}

export interface PlanInput {
  files: readonly SourceFile[]
  mapping: ImportMapping
  now: Date
  /** The owner's IANA zone. */
  timeZone: string
  /** Namespace of the ids: two people importing one file get rows of their own. */
  userId: string
  existing?: ExistingPlan
  /** 1 (Monday, the default) to 7 (Sunday). */
  weekStart?: number
  texts?: ImportTexts
}

export interface ImportPlan {
  /** Only what is new, parents before children. */
  rows: ImportRows
  counts: Record<ImportTable, { new: number; existing: number }>
  /** Tasks of the plan, new and existing, by our priority. */
  priorities: Record<TaskPriority, number>
  warnings: ImportWarning[]
  ledger: Ledger
}

export type PlanResult = { ok: true; plan: ImportPlan } | { ok: false; problems: ImportProblem[] }

function readTables(files: readonly SourceFile[]) {
  const tables: TodoistTable[] = []
  const problems: ImportProblem[] = []
  for (const table of files.map(readTodoistTable)) {
    if ('code' in table) problems.push(table)
    else tables.push(table)
  }
  return { tables, problems }
}

/**
 * Turns Todoist files into rows of ours, without touching anything: pure, and the same input gives the same rows,
 * so an import that is repeated finds its rows there already. Every source cell gets a verdict in the ledger.
 */
export function planImport(input: PlanInput): PlanResult {
  const { tables, problems } = readTables(input.files)
  if (problems.length > 0) return { ok: false, problems }

  const {
    mapping,
    userId,
    timeZone,
    texts = englishTexts,
    existing = { ids: new Set<string>(), labels: [] },
  } = input
  const id = (...name: (string | number)[]) => deterministicId(userId, ['todoist', ...name])
  const now = wallClock(input.now, timeZone)
  const clock = { today: now.day, time: now.time, timeZone, weekStart: input.weekStart ?? 1 }
  const book = createLedgerBook()
  const warnings: ImportWarning[] = []
  const labels = createLabelBook(existing.labels, (key) => id('label', key))
  const places = { areaId: id('imported-area'), pillarId: id('imported-pillar') }
  const planned = emptyRows()
  let order = 1000

  const keys = identifyFiles(tables.map(({ file }) => file.name)).map(({ key }) => key)
  tables.forEach((table, i) => {
    const { file, headerLine, header, rows } = table
    book
      .openRow(file.name, headerLine, header.names, header.names)
      .settleRest({ verdict: 'derived', target: 'column names' })
    const choice = mapping.files[keys[i]!]
    if (!choice?.include) {
      for (const row of rows) {
        book
          .openRow(file.name, row.line, header.names, row.cells)
          .settleRest({ verdict: 'dropped', reason: 'file_left_out' })
      }
      return
    }
    const outline = buildOutline(table)
    warnings.push(...outline.warnings)
    const context = createFileContext(table, keys[i]!, choice, {
      userId,
      clock,
      mapping,
      texts,
      book,
      warnings,
    })
    const filed = planFile(context, outline, labels, places, () => ++order)
    planned.areas.push(...filed.areas)
    planned.projects.push(...filed.projects)
    for (const task of filed.tasks) planned.tasks.push(task)
    for (const link of filed.task_labels) planned.task_labels.push(link)
  })

  const usesArea = planned.projects.some((project) => project.area_id === places.areaId)
  if (usesArea) {
    const area = { id: places.areaId, pillar_id: places.pillarId, name: texts.importedArea, description: '' }
    planned.areas.unshift({ ...area, sort_order: 1000 })
  }
  if (planned.areas.some((area) => area.pillar_id === places.pillarId)) {
    planned.pillars.push({ id: places.pillarId, name: texts.importedPillar, sort_order: 1000 })
  }
  planned.labels.push(...labels.rows())

  const ownLabels = new Set(existing.labels.map((label) => label.id))
  const isExisting = (rowId: string) => existing.ids.has(rowId) || ownLabels.has(rowId)
  const rows = selectNew(planned, isExisting)
  return { ok: true, plan: { rows, warnings, ledger: book.close(), ...count(planned, rows, isExisting) } }
}

function count(planned: ImportRows, rows: ImportRows, isExisting: (id: string) => boolean) {
  const counts = Object.fromEntries(
    importTables.map((table) => [
      table,
      { new: rows[table].length, existing: planned[table].filter((row) => isExisting(row.id)).length },
    ]),
  ) as ImportPlan['counts']
  const priorities = Object.fromEntries(
    taskPriorities.map((priority) => [
      priority,
      planned.tasks.filter((task) => task.priority === priority).length,
    ]),
  ) as ImportPlan['priorities']
  return { counts, priorities }
}
