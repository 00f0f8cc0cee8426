import { buildTask, type TaskBuilder, type TaskDraft } from '../draft-task.ts'
import { DURATION_MAX, writtenMinutes } from '../duration-text.ts'
import type { PlanTools } from '../finish-plan.ts'
import type { Cell, RowAccount } from '../ledger.ts'
import { mapPriority } from '../mapping.ts'
import { supportedRule } from '../supported-rule.ts'
import { parseTodoistDate, type TodoistDate } from '../todoist-date.ts'
import { instantOf } from '../zoned-time.ts'
import { readDay, readLabelList, readStatus, readTime, withoutGuard } from './cell-values.ts'
import type { ColumnRole, DateOrder } from './column-roles.ts'
import { listOf, type CsvRow } from './csv-table.ts'

interface Source {
  row: CsvRow
  task: TaskBuilder
  tools: PlanTools
  dateOrder: DateOrder
  cell(role: ColumnRole): Cell | null
}

/** A day in numbers or in words, with the rule it repeats by where it says one. */
function readDate(text: string, { dateOrder, tools }: Source): TodoistDate | null {
  const { clock } = tools
  const moment = readDay(text, dateOrder, clock.timeZone)
  if (!moment) return parseTodoistDate(text, { ...clock, language: '' })
  return {
    due_on: moment.day,
    due_time: moment.time,
    recurrence_rule: null,
    recurrence_after_completion: false,
    is_instant: false,
    assumed: [],
  }
}

function unreadable(source: Source, role: ColumnRole, code: 'date_unreadable' | 'duration_unreadable'): void {
  const { task, cell, row } = source
  const found = cell(role)
  task.warn(code, found?.column ?? null, { value: row.text(role), name: row.text('name') })
  task.detail(found?.column ?? role, found)
}

/** Books a cell and repeats how it was written, unless it stands there as we would write it. */
function became(
  source: Source,
  role: ColumnRole,
  column: Parameters<TaskBuilder['derive']>[0],
  written: string,
) {
  const found = source.cell(role)
  if (found && found.value.trim() !== written) source.task.remember(found)
  source.task.derive(column, found)
}

function planDay(source: Source, role: 'start' | 'deadline', column: 'start_on' | 'deadline_on'): void {
  const text = source.row.text(role)
  if (text === '') return
  const date = readDate(text, source)
  if (!date || date.recurrence_rule !== null) return unreadable(source, role, 'date_unreadable')
  source.task.row[column] = date.due_on
  became(source, role, column, date.due_on)
}

function planDue(source: Source): void {
  const { row, task, cell } = source
  const text = row.text('due')
  const date = text === '' ? null : readDate(text, source)
  if (text !== '' && !date) unreadable(source, 'due', 'date_unreadable')
  const timeText = row.text('due_time')
  const time = timeText === '' ? null : readTime(timeText)
  if (timeText !== '' && (time === null || !date)) unreadable(source, 'due_time', 'date_unreadable')
  if (!date) return
  Object.assign(task.row, {
    due_on: date.due_on,
    due_time: time ?? date.due_time,
    recurrence_rule: date.recurrence_rule,
    recurrence_after_completion: date.recurrence_after_completion,
    recurrence_start_on: date.recurrence_rule ? date.due_on : null,
  })
  const written = [date.due_on, date.due_time].filter(Boolean).join(' ')
  became(source, 'due', date.recurrence_rule ? 'recurrence_rule' : 'due_on', written)
  task.derive('due_time', cell('due_time'))
}

/** How our own table says that a rule counts from the day the task is done. */
const AFTER_COMPLETION = / after completion$/i

function planRecurrence(source: Source): void {
  const { row, task, cell } = source
  const text = row.text('recurrence')
  if (text === '') return
  const isAfter = AFTER_COMPLETION.test(text)
  const rule = supportedRule(text.replace(AFTER_COMPLETION, ''))
  const phrase = rule === null ? readDate(text, source) : null
  const found = rule ?? phrase?.recurrence_rule ?? null
  const day = task.row.due_on ?? phrase?.due_on ?? null
  if (found === null || day === null) {
    task.warn(found === null ? 'recurrence_unsupported' : 'recurrence_without_day', 'recurrence', {
      value: text,
      name: row.text('name'),
    })
    task.detail(source.tools.texts.repeats, cell('recurrence'))
    return
  }
  Object.assign(task.row, {
    due_on: day,
    due_time: task.row.due_time ?? phrase?.due_time ?? null,
    recurrence_rule: found,
    recurrence_after_completion: phrase?.recurrence_after_completion ?? isAfter,
    recurrence_start_on: day,
  })
  became(source, 'recurrence', 'recurrence_rule', found)
}

function planStatus(source: Source): void {
  const { row, task, cell, tools } = source
  const [statusText, doneText] = [row.text('status'), row.text('completed')]
  const done = doneText === '' ? null : readDate(doneText, source)
  // A column of days on which things were done says with an empty cell that they are not.
  const isDay = readDay(statusText, source.dateOrder, tools.clock.timeZone) !== null
  const status = isDay ? 'completed' : statusText === '' ? null : readStatus(statusText)
  if (statusText !== '' && status === null) {
    task.warn('status_unreadable', cell('status')?.column ?? null, {
      value: statusText,
      name: row.text('name'),
    })
    task.detail(cell('status')?.column ?? '', cell('status'))
  }
  if (doneText !== '' && !done) unreadable(source, 'completed', 'date_unreadable')
  const isDone = status === 'completed' || (statusText === '' && done !== null)
  task.row.status = isDone ? 'completed' : (status ?? 'todo')
  if (status !== null) became(source, 'status', 'status', status)
  if (isDone) {
    const exact = Date.parse(/[tT ]\d{2}:\d{2}.*(Z|[+-]\d{2})/.test(doneText) ? doneText : '')
    const day = done && { day: done.due_on, time: done.due_time ?? '12:00' }
    const at = Number.isNaN(exact)
      ? day
        ? instantOf(day, tools.clock.timeZone)
        : tools.now
      : new Date(exact)
    task.row.completed_at = at.toISOString()
    if (done) became(source, 'completed', 'completed_at', task.row.completed_at)
  }
}

const energies = {
  low: 'low',
  niedrig: 'low',
  medium: 'medium',
  mittel: 'medium',
  high: 'high',
  hoch: 'high',
} as const

function planNumbers(source: Source): void {
  const { row, task, cell, tools } = source
  const minutes = writtenMinutes(row.text('duration'))
  if (minutes !== null && minutes <= DURATION_MAX) {
    task.row.duration_minutes = minutes
    became(source, 'duration', 'duration_minutes', String(minutes))
  } else if (row.text('duration') !== '') unreadable(source, 'duration', 'duration_unreadable')

  const energy = energies[row.text('energy').toLowerCase() as keyof typeof energies]
  if (energy) {
    task.row.energy = energy
    became(source, 'energy', 'energy', energy)
  }
  const priority = mapPriority(row.text('priority'), tools.mapping)
  if (priority === null) {
    task.warn('priority_unreadable', cell('priority')?.column ?? null, { value: row.text('priority') })
  } else became(source, 'priority', 'priority', priority)
  task.row.priority = priority ?? 'medium'
}

function planReminder(source: Source): void {
  const { row, task, tools } = source
  const text = row.text('reminder')
  if (text === '') return
  const exact = /[tT ]\d{2}:\d{2}.*(Z|[+-]\d{2})/.test(text) ? Date.parse(text) : Number.NaN
  const date = Number.isNaN(exact) ? readDate(text, source) : null
  const at = date
    ? instantOf({ day: date.due_on, time: date.due_time ?? '09:00' }, tools.clock.timeZone)
    : null
  if (Number.isNaN(exact) && !at) return unreadable(source, 'reminder', 'date_unreadable')
  task.row.remind_at = (at ?? new Date(exact)).toISOString()
  became(source, 'reminder', 'remind_at', task.row.remind_at)
}

/** One row of a table as a task, by what its columns mean. */
export function planCsvTask(
  row: CsvRow,
  { id, parentId, sortOrder }: { id: string; parentId: string | null; sortOrder: number },
  account: RowAccount,
  roles: readonly ColumnRole[],
  dateOrder: DateOrder,
  tools: PlanTools,
): TaskDraft {
  const task = buildTask(id, row.file, account, tools)
  const cellAt = (place: number) => account.cell(place)
  const cell = (role: ColumnRole) => cellAt(roles.indexOf(role))
  const source: Source = { row, task, tools, dateOrder, cell }

  task.row.sort_order = sortOrder
  task.name(row.text('name'), cell('name'))
  for (const place of row.places('notes')) task.notes(withoutGuard(row.cells[place]!.trim()), cellAt(place))
  for (const place of row.places('labels')) {
    task.labels.push(...readLabelList(withoutGuard(row.cells[place]!)))
    task.derive('labels', cellAt(place))
  }
  planNumbers(source)
  planDue(source)
  planRecurrence(source)
  planDay(source, 'start', 'start_on')
  planDay(source, 'deadline', 'deadline_on')
  planStatus(source)
  planReminder(source)
  task.derive('project_id', cell('project'), cell('area'))
  task.derive('labels', cell('section'))
  task.derive('id', cell('id'))
  if (parentId !== null) task.derive('parent_task_id', cell('parent'))
  for (const place of row.places('skip')) task.drop('not_wanted', cellAt(place))
  for (const place of row.places('keep')) {
    const kept = cellAt(place)
    if (kept) task.detail(kept.column, kept)
  }
  return task.finish({ listKey: listOf(row, roles).key, parentId, section: row.text('section') || null })
}
