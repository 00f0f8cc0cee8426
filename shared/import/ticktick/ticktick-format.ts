import type { TaskDraft } from '../draft-task.ts'
import { createPlanTools, type PlanTools } from '../finish-plan.ts'
import type { ImportProblem } from '../import-problem.ts'
import { mappingOf, type TaskPriority } from '../mapping.ts'
import { breakRings, planDrafts, type DraftList } from '../plan-drafts.ts'
import type { SourceFile } from '../source-file.ts'
import type { DetectedFile, PlanInput, PlanResult, SourceFormat } from '../source-format.ts'
import { readChecklist } from './checklist.ts'
import {
  isTicktick,
  listOf,
  readTicktickTable,
  type TicktickRow,
  type TicktickTable,
} from './ticktick-table.ts'
import { planTicktickTask } from './ticktick-task.ts'

/** The numbers of TickTick, and the names some versions write in their place. */
const priorities: Record<string, TaskPriority> = {
  '0': 'medium',
  '1': 'low',
  '3': 'medium',
  '5': 'high',
  p1: 'high',
  p2: 'medium',
  p3: 'low',
  empty: 'medium',
}

const SAMPLE_SIZE = 5

function readTables(files: readonly SourceFile[]) {
  const tables: TicktickTable[] = []
  const problems: ImportProblem[] = []
  for (const table of files.map(readTicktickTable)) {
    if ('code' in table) problems.push(table)
    else tables.push(table)
  }
  return { tables, problems }
}

function describe(table: TicktickTable, rows: readonly TicktickRow[]): DetectedFile {
  const { key, name, folder, isInbox } = listOf(rows[0]!)
  const ids = new Set(rows.map((row) => row.text('taskId')).filter(Boolean))
  const isSub = (row: TicktickRow) => ids.has(row.text('parentId'))
  const steps = rows.reduce((sum, row) => {
    const isList = /^y/i.test(row.text('Is Check list'))
    return sum + (isList ? readChecklist(row.text('Content')).items.length : 0)
  }, 0)
  const counted: Record<string, number> = {}
  for (const row of rows) {
    const text = row.text('Priority').toLowerCase() || 'empty'
    const known = text in priorities ? text : 'other'
    counted[known] = (counted[known] ?? 0) + 1
  }
  return {
    file: table.file,
    key,
    projectName: name,
    folder,
    isInbox,
    generation: table.version,
    counts: {
      tasks: rows.length + steps,
      subTasks: rows.filter(isSub).length + steps,
      sections: new Set(rows.map((row) => row.text('Column Name')).filter(Boolean)).size,
      notes: 0,
      dated: 0,
      past: 0,
    },
    priorities: counted,
    samples: rows.slice(0, SAMPLE_SIZE).map((row) => ({
      depth: isSub(row) ? 1 : 0,
      content: row.text('Title'),
      priority: row.text('Priority') === '0' ? '' : row.text('Priority'),
      date: (row.text('Due Date') || row.text('Start Date')).slice(0, 10),
    })),
  }
}

function byList(table: TicktickTable): Map<string, TicktickRow[]> {
  const lists = new Map<string, TicktickRow[]>()
  for (const row of table.rows) {
    const { key } = listOf(row)
    const rows = lists.get(key)
    if (rows) rows.push(row)
    else lists.set(key, [row])
  }
  return lists
}

/**
 * An id that later exports of the same task have too. The short numbers some versions write count the rows of one
 * file, so only a long one may stand for its task; otherwise the task is known by when it was made and what it says.
 */
function taskKeys(rows: readonly TicktickRow[], tools: PlanTools): Map<TicktickRow, string> {
  const seen = new Map<string, number>()
  return new Map(
    rows.map((row) => {
      const sourceId = row.text('taskId')
      const made = row.text('Created Time')
      const content = [made === '' ? listOf(row).key : '', made, row.text('Title') || row.text('Content')]
      const name = sourceId.length >= 16 ? [sourceId] : content
      const twin = seen.get(name.join('\n')) ?? 0
      seen.set(name.join('\n'), twin + 1)
      return [row, tools.id('task', ...name, twin)]
    }),
  )
}

function planParents(table: TicktickTable, rows: readonly TicktickRow[], tools: PlanTools) {
  const keys = taskKeys(rows, tools)
  const byTaskId = new Map<string, string>()
  for (const row of rows) {
    const sourceId = row.text('taskId')
    if (sourceId !== '' && !byTaskId.has(sourceId)) byTaskId.set(sourceId, keys.get(row)!)
  }
  const lineOf = new Map(rows.map((row) => [keys.get(row)!, row]))
  const warn = (code: 'parent_missing' | 'parent_cycle', row: TicktickRow) => {
    const values = { value: row.text('parentId'), name: row.text('Title') }
    tools.warnings.push({ code, file: table.file, line: row.line, column: 'parentId', values })
  }
  const wanted = new Map<string, string>()
  for (const row of rows) {
    const parentId = byTaskId.get(row.text('parentId'))
    if (parentId !== undefined) wanted.set(keys.get(row)!, parentId)
    else if (row.text('parentId') !== '') warn('parent_missing', row)
  }
  const parents = breakRings([...keys.values()], wanted, (id) => warn('parent_cycle', lineOf.get(id)!))
  return { keys, parents }
}

/** TickTick sorts by huge numbers, some of them fractions; ours only keep the order. */
function inOrder(rows: readonly TicktickRow[]): Map<TicktickRow, number> {
  const order = (row: TicktickRow) => Number(row.text('Order')) || 0
  const sorted = rows.toSorted((a, b) => order(a) - order(b) || a.line - b.line)
  return new Map(sorted.map((row, place) => [row, place + 1]))
}

function planTable(table: TicktickTable, tools: PlanTools): { drafts: TaskDraft[]; lists: DraftList[] } {
  const { book, mapping } = tools
  const names = table.header.cells
  for (const { line, cells } of table.preamble) {
    book.openRow(table.file, line, [], cells).settleRest({ verdict: 'dropped', reason: 'technical' })
  }
  book.openRow(table.file, table.header.line, names, names).settleRest({
    verdict: 'derived',
    target: 'column names',
  })
  for (const { line, cells } of table.blankRows) book.openRow(table.file, line, names, cells)

  const isIncluded = (row: TicktickRow) => mapping.files[listOf(row).key]?.include === true
  for (const row of table.rows.filter((each) => !isIncluded(each))) {
    const account = book.openRow(table.file, row.line, names, row.cells)
    account.settleRest({ verdict: 'dropped', reason: 'file_left_out' })
  }
  const rows = table.rows.filter(isIncluded)
  const { keys, parents } = planParents(table, rows, tools)
  const order = inOrder(rows)
  const drafts = rows.flatMap((row) => {
    const id = keys.get(row)!
    const account = book.openRow(table.file, row.line, names, row.cells)
    const place = { id, parentId: parents.get(id) ?? null, sortOrder: order.get(row)! }
    return planTicktickTask(row, place, account, table, tools)
  })
  const lists = [...byList(table).entries()].map(([key, [row]]) => ({ key, folder: listOf(row!).folder }))
  return { drafts, lists }
}

function planTicktick(input: PlanInput): PlanResult {
  const { tables, problems } = readTables(input.files)
  if (problems.length > 0) return { ok: false, problems }
  const tools = createPlanTools('ticktick', input)
  const planned = tables.map((table) => planTable(table, tools))
  // The same backup chosen twice is one backup.
  const drafts = new Map(planned.flatMap((each) => each.drafts).map((draft) => [draft.row.id, draft]))
  return planDrafts(
    planned.flatMap(({ lists }) => lists),
    [...drafts.values()],
    tools,
  )
}

/** TickTick's backup: all lists in one CSV, below a few lines about the file. */
export const ticktickFormat: SourceFormat = {
  name: 'ticktick',
  recognises: isTicktick,
  detect(files) {
    const { tables, problems } = readTables(files)
    const found = tables.flatMap((table) => [...byList(table).values()].map((rows) => describe(table, rows)))
    const lists = new Map(found.map((list) => [list.key, list]))
    return {
      files: [...lists.values()],
      problems,
      mapping: mappingOf([...lists.values()], { priorities }),
      table: null,
    }
  },
  plan: planTicktick,
}
