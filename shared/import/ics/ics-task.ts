import type { Day } from '../calendar-day.ts'
import { buildTask, type TaskDraft } from '../draft-task.ts'
import type { PlanTools } from '../finish-plan.ts'
import { mapPriority } from '../mapping.ts'
import { instantOf } from '../zoned-time.ts'
import { momentOf, openItem, type IcsItem } from './ics-items.ts'
import { splitTexts, unescapeText } from './ics-lines.ts'
import { isOver, planTimes, type IcsSource } from './ics-times.ts'

/** Properties about the exchange of calendars, which say nothing about the task. */
const technical = [
  'DTSTAMP',
  'SEQUENCE',
  'TRANSP',
  'X-APPLE-TRAVEL-ADVISORY-BEHAVIOR',
  'X-MICROSOFT-CDO-BUSYSTATUS',
]

function planStatus(source: IcsSource): void {
  const { item, task, tools, cell } = source
  const property = item.first('STATUS')
  const status = item.text('STATUS').toUpperCase()
  const done = momentOf(item, 'COMPLETED', tools.clock.timeZone)
  const isFull = item.text('PERCENT-COMPLETE') === '100'
  const isCancelled = status === 'CANCELLED'
  if (isCancelled) {
    task.warn('events_cancelled', 'STATUS', { name: item.text('SUMMARY') })
    task.detail(tools.texts.status, cell(property), status)
  }
  if (isCancelled || status === 'COMPLETED' || (status === '' && (done !== null || isFull))) {
    const day = task.row.due_on && instantOf({ day: task.row.due_on, time: '12:00' }, tools.clock.timeZone)
    task.row.status = 'completed'
    task.row.completed_at = (done?.instant ?? (day && day < tools.now ? day : tools.now)).toISOString()
    task.derive('completed_at', cell(item.first('COMPLETED')))
  } else if (status === 'IN-PROCESS') task.row.status = 'in_progress'
  else if (status === 'TENTATIVE') task.detail(tools.texts.status, cell(property), status)
  else if (status === 'CONFIRMED') task.drop('says_nothing', cell(property))
  else if (status !== '' && status !== 'NEEDS-ACTION') {
    task.warn('status_unreadable', 'STATUS', { value: status })
    task.detail(tools.texts.status, cell(property))
  }
  task.derive('status', cell(property))
  if (isFull && task.row.status === 'completed') task.derive('status', cell(item.first('PERCENT-COMPLETE')))
}

function planPast(source: IcsSource): void {
  const { item, task, tools } = source
  if (tools.mapping.pastEvents !== 'completed' || !isOver(source)) return
  task.warn('events_over', 'DTSTART', { name: item.text('SUMMARY') })
  const { due_on, due_time, duration_minutes } = task.row
  const begins = instantOf({ day: due_on!, time: due_time ?? '12:00' }, tools.clock.timeZone)
  task.row.status = 'completed'
  task.row.completed_at = new Date(begins.getTime() + (duration_minutes ?? 0) * 60_000).toISOString()
}

function planTexts({ item, task, tools, cell }: IcsSource): void {
  task.name(item.text('SUMMARY'), cell(item.first('SUMMARY')))
  task.notes(item.text('DESCRIPTION'), cell(item.first('DESCRIPTION')))
  task.detail(tools.texts.location, cell(item.first('LOCATION')), item.text('LOCATION'))
  for (const name of ['URL', 'ATTACH', 'CONTACT', 'COMMENT', 'ORGANIZER', 'ATTENDEE']) {
    for (const property of item.all(name)) {
      if (property.params.get('ENCODING')?.toUpperCase() === 'BASE64') {
        task.warn('attachment_dropped', name, { name: item.text('SUMMARY') })
        task.drop('attachment_inside', cell(property))
      } else task.detail(property.head, cell(property), unescapeText(property.value))
    }
  }
  for (const property of item.all('CATEGORIES')) {
    task.labels.push(...splitTexts(property.value))
    task.derive('labels', cell(property))
  }
}

/** The priority as the mapping knows it: none is 0 or nothing. */
export const icsPriority = (item: IcsItem): string => {
  const text = item.text('PRIORITY')
  return text === '0' ? '' : text
}

/** An event or a to-do as a task; null when it is over and not wanted. */
export function planIcsTask(
  item: IcsItem,
  { id, parentId, sortOrder }: { id: string; parentId: string | null; sortOrder: number },
  changedDays: readonly Day[],
  tools: PlanTools,
): TaskDraft | null {
  const opened = openItem(item, tools)
  const task = buildTask(id, item.calendar.file, opened.account, tools)
  const source: IcsSource = { ...opened, item, task, tools, changedDays }
  const { cell } = opened

  task.row.sort_order = sortOrder
  planTexts(source)
  const priority = mapPriority(icsPriority(item), tools.mapping)
  if (priority === null) task.warn('priority_unreadable', 'PRIORITY', { value: item.text('PRIORITY') })
  else task.derive('priority', cell(item.first('PRIORITY')))
  task.row.priority = priority ?? 'medium'
  planTimes(source)
  planStatus(source)
  if (tools.mapping.pastEvents === 'left_out' && isOver(source)) {
    opened.account.settleRest({ verdict: 'dropped', reason: 'event_over' })
    return null
  }
  planPast(source)
  task.derive('id', cell(item.first('UID')), cell(item.first('RECURRENCE-ID')))
  if (parentId !== null) task.derive('parent_task_id', cell(item.first('RELATED-TO')))
  for (const name of technical) for (const property of item.all(name)) task.drop('technical', cell(property))
  return task.finish({ listKey: item.calendar.key, parentId, section: null })
}
