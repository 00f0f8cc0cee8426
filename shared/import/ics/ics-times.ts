import { addDays, type Day } from '../calendar-day.ts'
import type { TaskBuilder } from '../draft-task.ts'
import { DURATION_MAX, isoMinutes } from '../duration-text.ts'
import type { PlanTools } from '../finish-plan.ts'
import { nextInSeries } from '../rule-days.ts'
import { supportedRule } from '../supported-rule.ts'
import { instantOf } from '../zoned-time.ts'
import { excludedDays, momentOf, type IcsItem, type OpenItem } from './ics-items.ts'
import { readIcsMoment, type IcsMoment } from './ics-dates.ts'

const MINUTE = 60_000

export interface IcsSource extends OpenItem {
  item: IcsItem
  task: TaskBuilder
  tools: PlanTools
  /** Days on which an occurrence of the series was changed, and has become a task of its own. */
  changedDays: readonly Day[]
}

function unreadable({ item, task, cell }: IcsSource, name: string): null {
  const property = item.first(name)
  if (!property) return null
  task.warn('date_unreadable', name, { value: property.value, name: item.text('SUMMARY') })
  task.detail(property.head, cell(property))
  return null
}

function read(source: IcsSource, name: string): IcsMoment | null {
  const { item, task, tools, cell } = source
  const moment = momentOf(item, name, tools.clock.timeZone)
  if (!moment) return unreadable(source, name)
  if (moment.unknownZone) task.warn('time_zone_unknown', name, { value: moment.unknownZone })
  // The zone and the seconds stand nowhere else.
  if (moment.written.time !== null) task.remember(cell(item.first(name)))
  return moment
}

/** The minutes from start to end; null for whole days, for a damaged end and for what is longer than a week. */
function length(start: IcsMoment, end: IcsMoment | null, duration: number | null): number | null {
  if (duration !== null) return duration >= 1 && duration <= DURATION_MAX ? duration : null
  if (!start.instant || !end?.instant) return null
  const minutes = Math.round((end.instant.getTime() - start.instant.getTime()) / MINUTE)
  return minutes >= 1 && minutes <= DURATION_MAX ? minutes : null
}

/** An event is due when it begins; one of several whole days is to be seen from its first to its last one. */
function planEvent(source: IcsSource): IcsMoment | null {
  const { item, task, cell } = source
  const start = read(source, 'DTSTART')
  if (!start) return null
  const end = read(source, 'DTEND')
  const duration = item.first('DURATION')
  const span = duration && isoMinutes(duration.value)
  Object.assign(task.row, { due_on: start.day, due_time: start.time })
  task.derive('due_on', cell(item.first('DTSTART')))

  const lastDay =
    start.time !== null
      ? null
      : end
        ? addDays(end.day, -1)
        : span
          ? addDays(start.day, span / 1440 - 1)
          : null
  if (lastDay !== null) {
    if (lastDay > start.day && !item.first('RRULE')) {
      Object.assign(task.row, { start_on: start.day, due_on: lastDay })
    } else if (lastDay > start.day) task.remember(cell(item.first('DTEND') ?? duration))
    task.derive('due_on', cell(item.first('DTEND')), cell(duration))
    return start
  }
  const minutes = length(start, end, span)
  task.row.duration_minutes = minutes
  if (minutes !== null) task.derive('duration_minutes', cell(item.first('DTEND')), cell(duration))
  return start
}

/** A to-do is due on its day; it may begin before. */
function planTodo(source: IcsSource): IcsMoment | null {
  const { item, task, cell } = source
  const start = read(source, 'DTSTART')
  const due = read(source, 'DUE')
  const duration = item.first('DURATION')
  const minutes = start && length(start, null, duration && isoMinutes(duration.value))
  const target = due ?? start
  if (!target) return null
  Object.assign(task.row, { due_on: target.day, due_time: target.time })
  if (minutes) {
    task.row.duration_minutes = minutes
    task.derive('duration_minutes', cell(duration))
  }
  if (due && start && start.day < due.day) {
    task.row.start_on = start.day
    task.derive('start_on', cell(item.first('DTSTART')))
  }
  task.derive('due_on', cell(item.first('DUE')), cell(item.first('DTSTART')))
  return target
}

/** What stands beside the rule cannot be told to ours: it is kept, and said. */
function keepExceptions({ item, task, cell }: IcsSource): void {
  const filled = ['EXDATE', 'RDATE', 'EXRULE'].flatMap(item.all).filter(({ value }) => /\w/.test(value))
  if (filled.length === 0) return
  const value = filled.map((property) => property.value).join(', ')
  task.warn('exceptions_kept', filled[0]!.name, { value: value.slice(0, 200), name: item.text('SUMMARY') })
  for (const property of filled) task.detail(property.head, cell(property))
}

function planRule(source: IcsSource, first: IcsMoment): void {
  const { item, task, tools, cell } = source
  const property = item.first('RRULE')
  if (!property) return
  const rule = supportedRule(property.value)
  if (rule === null || item.all('RRULE').length > 1) {
    task.warn('recurrence_unsupported', 'RRULE', { value: property.value, name: item.text('SUMMARY') })
    for (const each of item.all('RRULE')) task.detail(tools.texts.repeats, cell(each))
    return
  }
  if (first.time !== null && first.written.day !== first.day) {
    // "Every Monday" must stay Monday: the wall clock of the calendar wins where its day would slip.
    Object.assign(task.row, { due_on: first.written.day, due_time: first.written.time })
    task.warn('time_zone_kept', 'DTSTART', { value: first.written.day, name: item.text('SUMMARY') })
  }
  const anchor = task.row.due_on!
  Object.assign(task.row, { recurrence_rule: rule, recurrence_start_on: anchor })
  if (property.value.trim() !== rule) task.remember(cell(property))
  task.derive('recurrence_rule', cell(property))
  if (item.kind === 'VEVENT') moveToNext(source, rule, anchor)
}

/** A calendar keeps a series at its first day, however long ago; ours is due on the next one. */
function moveToNext({ item, task, tools, changedDays }: IcsSource, rule: string, anchor: Day): void {
  const stepsTime = /FREQ=(HOURLY|MINUTELY)/.test(rule)
  const skipped = new Set([...excludedDays(item, tools.clock.timeZone), ...changedDays])
  const next = stepsTime ? null : nextInSeries(rule, anchor, tools.clock.today, skipped)
  if (next) Object.assign(task.row, { due_on: next.day, occurrence: next.occurrence })
}

/** Whether the event, or its whole series, was over before this moment. */
export function isOver({ task, tools, item }: IcsSource): boolean {
  const { due_on, due_time, duration_minutes } = task.row
  if (item.kind !== 'VEVENT' || due_on === null || task.row.status === 'completed') return false
  // Where its next day is not known, nobody can say that a series is over.
  const rule = task.row.recurrence_rule
  if (item.first('RRULE') && (rule === null || /FREQ=(HOURLY|MINUTELY)/.test(rule))) return false
  if (due_time === null) return due_on < tools.clock.today
  const begins = instantOf({ day: due_on, time: due_time }, tools.clock.timeZone).getTime()
  return begins + (duration_minutes ?? 0) * MINUTE < tools.now.getTime()
}

/** The first alarm that has a time of its own or counts from one. */
function planAlarms({ item, task, tools, cell }: IcsSource): void {
  const { due_on, due_time, duration_minutes } = task.row
  let isSet = false
  for (const alarm of item.alarms) {
    const trigger = alarm.find(({ head }) => /^VALARM\.TRIGGER/i.test(head))
    const absolute =
      trigger && readIcsMoment(trigger.value, trigger.params, item.calendar.zones, tools.clock.timeZone)
    const minutes = trigger ? isoMinutes(trigger.value) : null
    const fromEnd = trigger?.params.get('RELATED')?.toUpperCase() === 'END' ? (duration_minutes ?? 0) : 0
    const base =
      due_on && instantOf({ day: due_on, time: due_time ?? '00:00' }, tools.clock.timeZone).getTime()
    const at =
      absolute?.instant ?? (minutes !== null && base ? new Date(base + (minutes + fromEnd) * MINUTE) : null)
    if (at && !isSet) {
      isSet = true
      task.row.remind_at = at.toISOString()
      task.derive('remind_at', cell(trigger!))
      for (const part of alarm)
        task.drop('technical', /ACTION$|UID$|ACKNOWLEDGED/i.test(part.head) ? cell(part) : null)
    } else if (trigger) {
      task.warn('reminders_kept', 'VALARM', { value: trigger.value, name: item.text('SUMMARY') })
    }
  }
}

/** Everything about an item that is a day, a time, a rule or a reminder. */
export function planTimes(source: IcsSource): void {
  const first = source.item.kind === 'VEVENT' ? planEvent(source) : planTodo(source)
  if (first) planRule(source, first)
  else if (source.item.first('RRULE')) {
    const { item, task, tools, cell } = source
    task.warn('recurrence_without_day', 'RRULE', { value: item.text('RRULE'), name: item.text('SUMMARY') })
    task.detail(tools.texts.repeats, cell(item.first('RRULE')))
  }
  keepExceptions(source)
  planAlarms(source)
}
