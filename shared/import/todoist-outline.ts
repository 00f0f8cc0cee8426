import type { ImportWarning, WarningCode } from './import-problem.ts'
import type { SourceRow, TodoistTable } from './todoist-table.ts'

export interface OutlineSection {
  row: SourceRow
  name: string
}

export interface OutlineTask {
  row: SourceRow
  parent: OutlineTask | null
  section: OutlineSection | null
  /** Comments and rows of unknown types that stand below the task, in file order. */
  attached: SourceRow[]
}

/** A Todoist project as a tree; every row of the file is in exactly one of the lists. */
export interface Outline {
  sections: OutlineSection[]
  /** In file order, so parents come before their sub-tasks. */
  tasks: OutlineTask[]
  /** Rows that belong to the project itself: layout, project comments, unknown rows above the first task. */
  projectRows: SourceRow[]
  /** Task and section rows without anything to make a task or a section of. */
  hollowRows: SourceRow[]
  blankRows: SourceRow[]
  warnings: ImportWarning[]
}

const hasSubstance = (row: SourceRow) =>
  (['CONTENT', 'DESCRIPTION', 'DATE', 'DEADLINE', 'DURATION'] as const).some(
    (column) => row.text(column) !== '',
  )

/** The row's depth from 1; anything that is no such number is the top level. */
function indentOf(row: SourceRow): number | null {
  const text = row.text('INDENT')
  if (text === '') return 1
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : null
}

/** Builds the tree from TYPE and INDENT. A jump of more than one level hangs on the nearest ancestor there is. */
export function buildOutline({ file, rows }: TodoistTable): Outline {
  const outline: Outline = {
    sections: [],
    tasks: [],
    projectRows: [],
    hollowRows: [],
    blankRows: [],
    warnings: [],
  }
  let section: OutlineSection | null = null
  let ancestors: { indent: number; task: OutlineTask }[] = []

  const warn = (code: WarningCode, row: SourceRow, column: string, values: ImportWarning['values'] = {}) =>
    outline.warnings.push({ code, file: file.name, line: row.line, column, values })

  function addTask(row: SourceRow) {
    if (!hasSubstance(row)) {
      outline.hollowRows.push(row)
      warn('task_without_name', row, 'CONTENT')
      return
    }
    const indent = indentOf(row)
    if (indent === null) warn('indent_unreadable', row, 'INDENT', { value: row.text('INDENT') })
    const depth = indent ?? 1
    ancestors = ancestors.filter((ancestor) => ancestor.indent < depth)
    const above = ancestors.at(-1)
    if (depth > (above?.indent ?? 0) + 1) {
      warn('indent_jump', row, 'INDENT', { from: above?.indent ?? 0, to: depth, name: row.text('CONTENT') })
    }
    const task = { row, parent: above?.task ?? null, section, attached: [] }
    ancestors.push({ indent: depth, task })
    outline.tasks.push(task)
  }

  function addSection(row: SourceRow) {
    const name = row.text('CONTENT')
    section = name === '' ? null : { row, name }
    ancestors = []
    if (section) outline.sections.push(section)
    else outline.hollowRows.push(row)
  }

  function attach(row: SourceRow) {
    const owner = ancestors.length > 0 ? outline.tasks.at(-1) : undefined
    if (row.kind === 'unknown') warn('unknown_type', row, 'TYPE', { type: row.text('TYPE') })
    if (row.kind === 'note' && !owner) warn('note_without_task', row, 'TYPE')
    if (owner) owner.attached.push(row)
    else outline.projectRows.push(row)
  }

  for (const row of rows) {
    if (row.kind === 'blank') outline.blankRows.push(row)
    else if (row.kind === 'task') addTask(row)
    else if (row.kind === 'section') addSection(row)
    else if (row.kind === 'meta') outline.projectRows.push(row)
    else attach(row)
  }
  return outline
}
