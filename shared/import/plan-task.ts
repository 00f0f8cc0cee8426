import type { DateAssumption } from './date-expression.ts'
import { createKeptText, TASK_NAME_MAX, type KeptText } from './kept-text.ts'
import type { TaskRow } from './import-rows.ts'
import { mapPriority, type TaskPriority } from './mapping.ts'
import type { FileContext, OpenRow } from './plan-context.ts'
import { planDates } from './plan-dates.ts'
import { shorten } from './text-room.ts'
import { readLabels } from './todoist-labels.ts'
import { linkAttachments, noteTime } from './todoist-note.ts'
import type { OutlineTask } from './todoist-outline.ts'
import type { SourceRow } from './todoist-table.ts'

export interface PlannedTask {
  row: TaskRow
  /** Label names from the text, without @. */
  labels: string[]
  /** What the description could not hold. */
  continued: string[]
}

export interface TaskPlace {
  id: string
  projectId: string | null
  parentId: string | null
  sortOrder: number
}

function planName(opened: OpenRow, kept: KeptText, context: FileContext, id: string) {
  const { row, account } = opened
  const text = row.text('CONTENT')
  const { name, labels } = readLabels(text)
  const cell = opened.cell('CONTENT')
  if (!cell) return { name: context.texts.untitled, labels }
  const short = shorten(name, TASK_NAME_MAX)
  if (short !== name) {
    context.warn('name_shortened', row, 'CONTENT', { name: short.slice(0, 80) })
    kept.addDetail(`${context.texts.fullName}: ${text}`, account, cell)
  } else if (name === text) {
    account.settle(cell, { verdict: 'mapped', target: 'tasks.name', rowId: id })
  } else {
    account.settle(cell, { verdict: 'derived', target: 'tasks.name', rowId: id })
    kept.addOriginal(`${cell.column}: ${text}`)
  }
  return { name: short, labels }
}

function planPriority(opened: OpenRow, context: FileContext, rowId: string): TaskPriority {
  const priority = mapPriority(opened.row.text('PRIORITY'), context.mapping)
  const cell = opened.cell('PRIORITY')
  if (priority === null) {
    context.warn('priority_unreadable', opened.row, 'PRIORITY', { value: opened.row.text('PRIORITY') })
  } else if (cell) {
    opened.account.settle(cell, { verdict: 'derived', target: 'tasks.priority', rowId })
  }
  return priority ?? 'medium'
}

/** Takes a comment below a task, or below the project, into the text that is kept. */
export function planNote(row: SourceRow, kept: KeptText, context: FileContext) {
  const opened = context.open(row)
  const { account } = opened
  const text = row.text('CONTENT')
  const linked = linkAttachments(text)
  const when = noteTime(row.text('DATE'), context.timeZone)
  for (const [column, verdict] of [
    ['TYPE', 'derived'],
    ['CONTENT', linked === text ? 'kept' : 'derived'],
    ['DESCRIPTION', 'kept'],
    ['AUTHOR', 'kept'],
    ['DATE', when === null ? 'kept' : 'derived'],
  ] as const) {
    const cell = opened.cell(column)
    if (cell) kept.book(verdict, account, cell)
  }
  if (linked !== text) kept.addOriginal(`note CONTENT: ${text}`)
  for (const column of ['PRIORITY', 'INDENT'] as const) {
    const cell = opened.cell(column)
    if (cell) account.settle(cell, { verdict: 'dropped', reason: 'no_meaning_here' })
  }
  for (const cell of account.open())
    kept.addOriginal(`note ${cell.column}: ${cell.value.trim()}`, account, cell)
  const byline = [row.text('AUTHOR'), when ?? row.text('DATE')].filter(Boolean).join(', ')
  kept.addComment([byline && `— ${byline}`, linked, row.text('DESCRIPTION')].filter(Boolean).join('\n'))
}

/** Keeps a row of a type nobody knows, cell by cell, where the person can see it. */
export function planUnknownRow(row: SourceRow, kept: KeptText, context: FileContext) {
  const { account } = context.open(row)
  for (const cell of account.open()) kept.addDetail(`${cell.column}: ${cell.value.trim()}`, account, cell)
}

/** Turns a task row with the comments below it into a row of ours; decides about each of their cells. */
export function planTask(
  task: OutlineTask,
  place: TaskPlace,
  context: FileContext,
  assumed: Map<DateAssumption, number>,
): PlannedTask {
  const opened = context.open(task.row)
  const { account } = opened
  const kept = createKeptText(context.texts)

  const kindCell = opened.cell('TYPE')
  if (kindCell) account.settle(kindCell, { verdict: 'derived', target: 'tasks', rowId: place.id })
  const { name, labels } = planName(opened, kept, context, place.id)
  const description = opened.cell('DESCRIPTION')
  if (description)
    account.settle(description, { verdict: 'mapped', target: 'tasks.description', rowId: place.id })
  kept.addBlock(task.row.text('DESCRIPTION'))
  const priority = planPriority(opened, context, place.id)
  const indent = opened.cell('INDENT')
  if (indent && /^[1-9]\d{0,3}$/.test(task.row.text('INDENT'))) {
    account.settle(indent, { verdict: 'derived', target: 'tasks.parent_task_id', rowId: place.id })
  }
  const dates = planDates({ opened, kept, context, assumed, rowId: place.id })
  const responsible = opened.cell('RESPONSIBLE')
  const responsibleName = task.row.text('RESPONSIBLE')
  if (responsible && responsibleName !== task.row.text('AUTHOR')) {
    kept.addDetail(`${context.texts.responsible}: ${responsibleName}`, account, responsible)
  }
  for (const cell of account.open()) kept.addOriginal(`${cell.column}: ${cell.value.trim()}`, account, cell)
  for (const row of task.attached) {
    if (row.kind === 'note') planNote(row, kept, context)
    else planUnknownRow(row, kept, context)
  }

  const { descriptions, original } = kept.finish({ table: 'tasks', rowId: place.id })
  if (descriptions.length > 1)
    context.warn('text_continued', task.row, 'DESCRIPTION', { name: name.slice(0, 80) })
  return {
    labels,
    continued: descriptions.slice(1),
    row: {
      id: place.id,
      project_id: place.projectId,
      parent_task_id: place.parentId,
      name,
      description: descriptions[0] ?? '',
      priority,
      ...dates,
      original_text: original,
      sort_order: place.sortOrder,
    },
  }
}
