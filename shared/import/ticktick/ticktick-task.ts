import { isoMinutes, DURATION_MAX } from '../duration-text.ts'
import { buildTask, type TaskBuilder, type TaskDraft } from '../draft-task.ts'
import type { PlanTools } from '../finish-plan.ts'
import type { Cell, RowAccount } from '../ledger.ts'
import { mapPriority } from '../mapping.ts'
import { supportedRule } from '../supported-rule.ts'
import { instantOf, parseInstant } from '../zoned-time.ts'
import { readChecklist } from './checklist.ts'
import { readMoment, rowClock, type RowClock } from './ticktick-dates.ts'
import { listOf, type TicktickColumn, type TicktickRow, type TicktickTable } from './ticktick-table.ts'

interface Source {
  row: TicktickRow
  task: TaskBuilder
  tools: PlanTools
  cell(column: TicktickColumn): Cell | null
}

const MINUTE = 60_000

/** "Every Monday" must stay Monday: the wall clock of the task wins where its day would slip. */
function keepDayOfSeries({ row, task }: Source, clock: RowClock, column: 'Start Date' | 'Due Date'): void {
  if (task.row.due_time === null || supportedRule(row.text('Repeat')) === null) return
  const there = readMoment(row.text(column), clock, clock.zone)
  if (!there || there.day === task.row.due_on) return
  Object.assign(task.row, { due_on: there.day, due_time: there.time })
  task.warn('time_zone_kept', 'Timezone', { value: clock.zone, name: row.text('Title') })
}

function planDates(source: Source, clock: RowClock): void {
  const { row, task, tools, cell } = source
  const owner = tools.clock.timeZone
  const read = (column: 'Start Date' | 'Due Date') => {
    const text = row.text(column)
    const moment = text === '' ? null : readMoment(text, clock, owner)
    if (text !== '' && !moment) {
      task.warn('date_unreadable', column, { value: text, name: row.text('Title') })
      task.detail(column, cell(column))
    }
    return moment
  }
  const start = read('Start Date')
  const due = read('Due Date') ?? start
  if (!due) return
  const first = start ?? due
  const minutes =
    first.instant && due.instant ? (due.instant.getTime() - first.instant.getTime()) / MINUTE : 0
  const isBlock = first.time !== null && minutes > 0 && minutes <= DURATION_MAX
  const target = isBlock ? first : due
  Object.assign(task.row, { due_on: target.day, due_time: target.time })
  if (isBlock) {
    task.row.duration_minutes = minutes
    task.derive('duration_minutes', cell('Due Date'))
  } else if (first.day < due.day) {
    task.row.start_on = first.day
    task.derive('start_on', cell('Start Date'))
  }
  task.derive('due_on', cell('Start Date'), cell('Due Date'))
  task.derive('due_time', cell('Is All Day'), cell('Is Floating'))
  if (clock.isUnknownZone) task.warn('time_zone_unknown', 'Timezone', { value: row.text('Timezone') })
  else task.derive('due_time', cell('Timezone'))
  keepDayOfSeries(source, clock, isBlock ? 'Start Date' : row.text('Due Date') ? 'Due Date' : 'Start Date')
}

function planRepeat({ row, task, cell, tools }: Source): void {
  const text = row.text('Repeat')
  if (text === '') return
  const rule = supportedRule(text)
  const hasDay = task.row.due_on !== null
  if (rule === null || !hasDay) {
    task.warn(hasDay ? 'recurrence_unsupported' : 'recurrence_without_day', 'Repeat', {
      value: text,
      name: row.text('Title'),
    })
    task.detail(tools.texts.repeats, cell('Repeat'))
    return
  }
  Object.assign(task.row, { recurrence_rule: rule, recurrence_start_on: task.row.due_on })
  if (text.replace(/^RRULE:/i, '') !== rule) task.remember(cell('Repeat'))
  task.derive('recurrence_rule', cell('Repeat'))
}

/** One of several reminders is ours; of a whole day they count from its midnight, else back from the time. */
function planReminder({ row, task, cell, tools }: Source): void {
  const all = row.text('Reminder').split(/[\n,;]+/)
  const triggers = all.map((text) => text.trim().replace(/^TRIGGER:/i, '')).filter(Boolean)
  if (triggers.length === 0) return
  const minutes = triggers.map(isoMinutes)
  const { due_on, due_time } = task.row
  const first = minutes.find((found) => found !== null)
  if (first === undefined || due_on === null) {
    task.warn('reminder_without_day', 'Reminder', { value: row.text('Reminder') })
    task.detail(tools.texts.reminder, cell('Reminder'))
    return
  }
  const due = instantOf({ day: due_on, time: due_time ?? '00:00' }, tools.clock.timeZone).getTime()
  const shift = due_time === null ? first! : -Math.abs(first!)
  task.row.remind_at = new Date(due + shift * MINUTE).toISOString()
  if (triggers.length > 1) {
    task.warn('reminders_kept', 'Reminder', { value: row.text('Reminder'), name: row.text('Title') })
    task.remember(cell('Reminder'))
  }
  task.derive('remind_at', cell('Reminder'))
}

function planStatus({ row, task, cell, tools }: Source): void {
  const status = row.text('Status')
  if (status === '1' || status === '2' || status === '-1') {
    const done = parseInstant(row.text('Completed Time')) ?? parseInstant(row.text('Created Time'))
    task.row.status = 'completed'
    task.row.completed_at = (done ?? tools.now).toISOString()
    if (status !== '1' && status !== '2') task.remember(cell('Status'))
    task.derive('status', cell('Status'))
    if (parseInstant(row.text('Completed Time'))) task.derive('completed_at', cell('Completed Time'))
    return
  }
  if (status === '0') task.derive('status', cell('Status'))
  else if (status !== '') task.warn('status_unreadable', 'Status', { value: status })
}

/** The steps of a checklist as sub-tasks, and the rest of the text as the notes. */
function planContent({ row, task, cell, tools }: Source): { name: string; isDone: boolean }[] {
  const isList = /^(y|yes|true|1)$/i.test(row.text('Is Check list')) || row.text('Kind') === 'CHECKLIST'
  const { notes, items } = isList
    ? readChecklist(row.text('Content'))
    : { notes: row.text('Content'), items: [] }
  if (items.length > 0) task.derive('parent_task_id', cell('Is Check list'), cell('Kind'))
  task.notes(notes, cell('Content'))
  const kind = row.text('Kind').toUpperCase()
  if (kind === 'NOTE') {
    task.warn('notes_as_tasks', 'Kind', { name: row.text('Title') })
    task.labels.push(tools.texts.note)
    task.derive('labels', cell('Kind'))
  }
  if (kind === 'TEXT' || kind === 'CHECKLIST') task.drop('layout_default', cell('Kind'))
  if (/^(n|no|false|0)$/i.test(row.text('Is Check list'))) task.drop('layout_default', cell('Is Check list'))
  return items
}

function planItems(
  task: TaskBuilder,
  draft: TaskDraft,
  items: ReturnType<typeof planContent>,
  tools: PlanTools,
) {
  const seen = new Map<string, number>()
  return items.map(({ name, isDone }, place): TaskDraft => {
    const twin = seen.get(name) ?? 0
    seen.set(name, twin + 1)
    const done = isDone
      ? { status: 'completed', completed_at: task.row.completed_at ?? tools.now.toISOString() }
      : {}
    const id = tools.id('item', task.id, name, twin)
    return {
      listKey: draft.listKey,
      parentId: task.id,
      section: null,
      labels: [],
      continued: [],
      row: {
        ...draft.row,
        id,
        name: name.slice(0, 500),
        description: name.length > 500 ? name : '',
        priority: tools.mapping.priorities.empty ?? 'medium',
        due_on: null,
        due_time: null,
        start_on: null,
        remind_at: null,
        duration_minutes: null,
        recurrence_rule: null,
        recurrence_start_on: null,
        original_text: null,
        sort_order: place + 1,
        status: 'todo',
        completed_at: null,
        ...done,
      },
    }
  })
}

/** One row of the backup as a task, with the steps of its checklist below it. */
export function planTicktickTask(
  row: TicktickRow,
  { id, parentId, sortOrder }: { id: string; parentId: string | null; sortOrder: number },
  account: RowAccount,
  table: TicktickTable,
  tools: PlanTools,
): TaskDraft[] {
  const task = buildTask(id, table.file, account, tools)
  const cell = (column: TicktickColumn) => account.cell(table.places.get(column) ?? -1)
  const source: Source = { row, task, tools, cell }
  const clock = rowClock(row, tools)

  task.row.sort_order = sortOrder
  task.name(row.text('Title'), cell('Title'))
  const items = planContent(source)
  task.labels.push(
    ...row
      .text('Tags')
      .split(',')
      .map((tag) => tag.trim().replace(/^#/, ''))
      .filter(Boolean),
  )
  task.derive('labels', cell('Tags'), cell('Column Name'))
  const priority = mapPriority(row.text('Priority'), tools.mapping)
  if (priority === null) task.warn('priority_unreadable', 'Priority', { value: row.text('Priority') })
  else task.derive('priority', cell('Priority'))
  task.row.priority = priority ?? 'medium'
  planDates(source, clock)
  planRepeat(source)
  planReminder(source)
  planStatus(source)
  task.derive('project_id', cell('Folder Name'), cell('List Name'))
  task.derive('sort_order', cell('Order'), cell('Column Order'))
  task.derive('id', cell('taskId'))
  if (parentId !== null) task.derive('parent_task_id', cell('parentId'))
  task.drop(/^list$/i.test(row.text('View Mode')) ? 'layout_default' : 'layout_only', cell('View Mode'))
  if (task.row.due_on === null && !clock.isUnknownZone) {
    task.drop('says_nothing', cell('Timezone'), cell('Is All Day'), cell('Is Floating'))
  }
  const draft = task.finish({
    listKey: listOf(row).key,
    parentId,
    section: row.text('Column Name') || null,
  })
  return [draft, ...planItems(task, draft, items, tools)]
}
