import { createPlanTools, type PlanTools } from '../finish-plan.ts'
import { mappingOf, type ImportMapping, type TaskPriority } from '../mapping.ts'
import { breakRings, planDrafts } from '../plan-drafts.ts'
import { isBlank, isTable, type SourceFile } from '../source-file.ts'
import type {
  DetectedFile,
  DetectHints,
  PlanInput,
  PlanResult,
  SourceFormat,
  TablePreview,
} from '../source-format.ts'
import { guessPriority, readStatus } from './cell-values.ts'
import { listOf, readCsvTables, type CsvRow, type CsvTables } from './csv-table.ts'
import { planCsvTask } from './csv-task.ts'

const SAMPLE_SIZE = 5
/** Somebody who writes so many different priorities means something else by the column. */
const PRIORITIES_MAX = 12

/** A name for the task that holds as long as its text does, so that the same table read again finds it. */
function taskIds(rows: readonly CsvRow[], { roles }: CsvTables, tools: PlanTools): Map<CsvRow, string> {
  const seen = new Map<string, number>()
  return new Map(
    rows.map((row) => {
      const name = row.text('name') || row.text('notes') || row.cells.join('\u001F')
      const key = row.text('id') === '' ? [listOf(row, roles).name, name] : [row.text('id'), name]
      const twin = seen.get(key.join('\u001F')) ?? 0
      seen.set(key.join('\u001F'), twin + 1)
      return [row, tools.id('task', ...key, twin)]
    }),
  )
}

/** Parents are named by their id, or else by what they are called. */
function planParents(rows: readonly CsvRow[], ids: ReadonlyMap<CsvRow, string>, tools: PlanTools) {
  const known = new Map<string, string>()
  for (const role of ['id', 'name'] as const) {
    for (const row of rows) {
      const text = row.text(role)
      if (text !== '' && !known.has(text)) known.set(text, ids.get(row)!)
    }
  }
  const rowOf = new Map(rows.map((row) => [ids.get(row)!, row]))
  const warn = (code: 'parent_missing' | 'parent_cycle', row: CsvRow) => {
    const values = { value: row.text('parent'), name: row.text('name') }
    tools.warnings.push({ code, file: row.file, line: row.line, column: null, values })
  }
  const wanted = new Map<string, string>()
  for (const row of rows) {
    const text = row.text('parent')
    if (text === '') continue
    const parentId = known.get(text)
    if (parentId === undefined) warn('parent_missing', row)
    else wanted.set(ids.get(row)!, parentId)
  }
  return breakRings([...ids.values()], wanted, (id) => warn('parent_cycle', rowOf.get(id)!))
}

function planTables(found: CsvTables, tools: PlanTools): PlanResult {
  const { tables, names, roles, dateOrder } = found
  const { book, mapping } = tools
  const isIncluded = (row: CsvRow) => mapping.files[listOf(row, roles).key]?.include === true
  for (const { file, header, blankRows, rows } of tables) {
    const account = book.openRow(file, header.line, names, header.cells)
    account.settleRest({ verdict: 'derived', target: 'column names' })
    for (const { line, cells } of blankRows) book.openRow(file, line, names, cells)
    for (const row of rows.filter((each) => !isIncluded(each))) {
      const left = book.openRow(file, row.line, names, row.cells)
      left.settleRest({ verdict: 'dropped', reason: 'file_left_out' })
    }
  }
  const rows = tables.flatMap((table) => table.rows.filter(isIncluded))
  const ids = taskIds(rows, found, tools)
  const parents = planParents(rows, ids, tools)
  const drafts = rows.map((row, place) => {
    const id = ids.get(row)!
    const account = book.openRow(row.file, row.line, names, row.cells)
    const task = { id, parentId: parents.get(id) ?? null, sortOrder: place + 1 }
    return planCsvTask(row, task, account, roles, dateOrder, tools)
  })
  const lists = new Map(rows.map((row) => listOf(row, roles)).map((list) => [list.key, list]))
  return planDrafts([...lists.values()], drafts, tools)
}

function describe(rows: readonly CsvRow[], { roles }: CsvTables): DetectedFile {
  const { key, name, folder, isInbox } = listOf(rows[0]!, roles)
  const priorities: Record<string, number> = {}
  for (const row of rows) {
    const text = row.text('priority').toLowerCase() || 'empty'
    priorities[text] = (priorities[text] ?? 0) + 1
  }
  return {
    file: rows[0]!.file,
    key,
    projectName: name,
    folder,
    isInbox,
    generation: null,
    counts: {
      tasks: rows.length,
      subTasks: rows.filter((row) => row.text('parent') !== '').length,
      sections: new Set(rows.map((row) => row.text('section')).filter(Boolean)).size,
      notes: 0,
      dated: 0,
      past: rows.filter((row) => readStatus(row.text('status')) === 'completed').length,
    },
    priorities,
    samples: rows.slice(0, SAMPLE_SIZE).map((row) => ({
      depth: row.text('parent') === '' ? 0 : 1,
      content: row.text('name'),
      priority: '',
      date: row.text('due'),
    })),
  }
}

function suggestMapping(files: readonly DetectedFile[], found: CsvTables): ImportMapping {
  const texts = new Set(files.flatMap(({ priorities }) => Object.keys(priorities)))
  const known = [...texts].slice(0, PRIORITIES_MAX).flatMap((text): [string, TaskPriority][] => {
    const priority = text === 'empty' ? 'medium' : guessPriority(text)
    return priority ? [[text, priority]] : []
  })
  return mappingOf(files, {
    priorities: { empty: 'medium', ...Object.fromEntries(known) },
    columns: found.roles,
    dateOrder: found.dateOrder,
  })
}

/** The first rows as they would arrive, by the very plan that would bring them. */
function preview(found: CsvTables, mapping: ImportMapping, hints: DetectHints): TablePreview {
  const rows = found.tables.flatMap((table) => table.rows).slice(0, SAMPLE_SIZE)
  const columns = found.names.map((name, place) => ({
    name,
    values: rows.map((row) => row.cells[place]?.trim().slice(0, 80) ?? ''),
  }))
  const tables = found.tables.map((table) => ({
    ...table,
    rows: table.rows.filter((row) => rows.includes(row)),
  }))
  const input = { ...hints, mapping, files: [], userId: '00000000-0000-0000-0000-000000000000' }
  const result = planTables({ ...found, tables }, createPlanTools('csv', input))
  const plan = result.ok ? result.plan.rows : null
  const tasks = rows.flatMap((row) => {
    const wanted = row.text('name')
    const task = plan?.tasks.find(
      (each) => each.name === wanted || wanted.startsWith(each.name.slice(0, 400)),
    )
    if (!task || !plan) return []
    const ids = plan.task_labels.filter((link) => link.task_id === task.id).map((link) => link.label_id)
    return {
      name: task.name,
      project: plan.projects.find(({ id }) => id === task.project_id)?.name ?? '',
      due: [task.due_on, task.due_time].filter(Boolean).join(' '),
      priority: task.priority,
      labels: plan.labels.filter(({ id }) => ids.includes(id)).map(({ name }) => name),
    }
  })
  return { columns, tasks, isDateOrderOpen: found.isDateOrderOpen }
}

function byList({ tables, roles }: CsvTables): CsvRow[][] {
  const lists = new Map<string, CsvRow[]>()
  for (const row of tables.flatMap((table) => table.rows)) {
    const { key } = listOf(row, roles)
    const rows = lists.get(key)
    if (rows) rows.push(row)
    else lists.set(key, [row])
  }
  return [...lists.values()]
}

const isFilled = (file: SourceFile) => isTable(file) && file.rows.some((row) => !isBlank(row))

/** Any other table, by what the person says its columns mean. */
export const csvFormat: SourceFormat = {
  name: 'csv',
  recognises: isFilled,
  detect(files, hints) {
    const found = readCsvTables(files, hints)
    if (Array.isArray(found)) return { files: [], problems: found, mapping: mappingOf([]), table: null }
    const lists = byList(found).map((rows) => describe(rows, found))
    const mapping = suggestMapping(lists, found)
    const isEmpty = lists.length === 0
    return { files: lists, problems: [], mapping, table: isEmpty ? null : preview(found, mapping, hints) }
  },
  plan(input: PlanInput): PlanResult {
    const found = readCsvTables(input.files, input.mapping)
    return Array.isArray(found)
      ? { ok: false, problems: found }
      : planTables(found, createPlanTools('csv', input))
  },
}
