import type { DateAssumption } from './date-expression.ts'
import type { KeptText } from './kept-text.ts'
import type { TaskRow } from './import-rows.ts'
import type { FileContext, OpenRow } from './plan-context.ts'
import type { TodoistDate } from './todoist-date.ts'
import { instantOf, isTimeZone, wallClock } from './zoned-time.ts'

type DateColumns = Pick<
  TaskRow,
  | 'due_on'
  | 'due_time'
  | 'deadline_on'
  | 'duration_minutes'
  | 'recurrence_rule'
  | 'recurrence_after_completion'
  | 'recurrence_start_on'
>

const MINUTES_PER_DAY = 1440
const DURATION_MAX = 7 * MINUTES_PER_DAY

/**
 * Todoist's time stands in the task's own zone, ours in the owner's. A repeating task whose weekday would slip
 * into another day by that keeps its wall clock, for "every monday" must stay Monday.
 */
function toOwnersClock(date: TodoistDate, opened: OpenRow, context: FileContext): TodoistDate {
  const zone = opened.row.text('TIMEZONE')
  const isOwners = zone === '' || zone === context.timeZone
  if (isOwners || date.due_time === null || date.is_instant) return date
  if (!isTimeZone(zone)) {
    context.warn('time_zone_unknown', opened.row, 'TIMEZONE', { value: zone })
    return date
  }
  const { day, time } = wallClock(
    instantOf({ day: date.due_on, time: date.due_time }, zone),
    context.timeZone,
  )
  if (date.recurrence_rule !== null && day !== date.due_on) {
    context.warn('time_zone_kept', opened.row, 'TIMEZONE', { value: zone, name: opened.row.text('CONTENT') })
    return date
  }
  return { ...date, due_on: day, due_time: time }
}

interface DateSource {
  opened: OpenRow
  kept: KeptText
  context: FileContext
  /** How often something had to be assumed, over the whole file. */
  assumed: Map<DateAssumption, number>
  rowId: string
}

function planDue({ opened, kept, context, assumed, rowId }: DateSource): TodoistDate | null {
  const cell = opened.cell('DATE')
  if (!cell) return null
  const text = opened.row.text('DATE')
  const parsed = context.readDate(text, opened.row.text('DATE_LANG'))
  if (!parsed) {
    context.warn('date_unreadable', opened.row, 'DATE', { value: text, name: opened.row.text('CONTENT') })
    kept.addDetail(`${context.texts.date}: ${text}`, opened.account, cell)
    return null
  }
  for (const assumption of parsed.assumed) assumed.set(assumption, (assumed.get(assumption) ?? 0) + 1)
  const date = toOwnersClock(parsed, opened, context)
  opened.account.settle(cell, {
    verdict: 'derived',
    target: date.recurrence_rule === null ? 'tasks.due_on' : 'tasks.recurrence_rule',
    rowId,
  })
  if (text !== date.due_on) kept.addOriginal(`${cell.column}: ${text}`)
  return date
}

function planDeadline({ opened, kept, context, rowId }: DateSource): string | null {
  const cell = opened.cell('DEADLINE')
  if (!cell) return null
  const text = opened.row.text('DEADLINE')
  const parsed = context.readDate(text, opened.row.text('DEADLINE_LANG'))
  if (!parsed || parsed.recurrence_rule !== null) {
    context.warn('deadline_unreadable', opened.row, 'DEADLINE', {
      value: text,
      name: opened.row.text('CONTENT'),
    })
    kept.addDetail(`${context.texts.deadline}: ${text}`, opened.account, cell)
    return null
  }
  opened.account.settle(cell, { verdict: 'derived', target: 'tasks.deadline_on', rowId })
  if (text !== parsed.due_on) kept.addOriginal(`${cell.column}: ${text}`)
  return parsed.due_on
}

function minutesOf(amount: string, unit: string): number | null {
  const factor = { '': 1, none: 1, minute: 1, minutes: 1, day: MINUTES_PER_DAY, days: MINUTES_PER_DAY }[unit]
  const minutes = /^\d{1,6}$/.test(amount) && factor ? Number(amount) * factor : 0
  return minutes >= 1 && minutes <= DURATION_MAX ? minutes : null
}

function planDuration({ opened, kept, context, rowId }: DateSource): number | null {
  const amountCell = opened.cell('DURATION')
  const unitCell = opened.cell('DURATION_UNIT')
  const amount = opened.row.text('DURATION')
  const unit = opened.row.text('DURATION_UNIT')
  // Todoist writes the word None for a task without a duration.
  if (amountCell && amount.toLowerCase() !== 'none') {
    const minutes = minutesOf(amount, unit.toLowerCase())
    const cells = unitCell ? [amountCell, unitCell] : [amountCell]
    if (minutes !== null) {
      for (const cell of cells)
        opened.account.settle(cell, { verdict: 'derived', target: 'tasks.duration_minutes', rowId })
      return minutes
    }
    const value = `${amount} ${unit}`.trim()
    context.warn('duration_unreadable', opened.row, 'DURATION', { value })
    kept.addDetail(`${context.texts.duration}: ${value}`, opened.account, amountCell)
    if (unitCell) kept.book('kept', opened.account, unitCell)
    return null
  }
  for (const cell of [amountCell, unitCell]) {
    const says = cell?.value.trim().toLowerCase()
    if (cell && says === 'none') opened.account.settle(cell, { verdict: 'dropped', reason: 'says_nothing' })
  }
  return null
}

/** Everything about a task that is a day, a time or a length. Text that is not understood is kept visibly. */
export function planDates(source: DateSource): DateColumns {
  const date = planDue(source)
  return {
    due_on: date?.due_on ?? null,
    due_time: date?.due_time ?? null,
    deadline_on: planDeadline(source),
    duration_minutes: planDuration(source),
    recurrence_rule: date?.recurrence_rule ?? null,
    recurrence_after_completion: date?.recurrence_after_completion ?? false,
    recurrence_start_on: date?.recurrence_rule ? date.due_on : null,
  }
}
