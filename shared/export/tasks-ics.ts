import { addDays, yearOf, type Day } from '../import/calendar-day.ts'
import { instantOf } from '../import/zoned-time.ts'
import { dateValue, durationValue, escapeText, foldLine, localValue, utcValue } from './ics-text.ts'
import { zoneLines } from './ics-zone.ts'
import { labelNames, shortTime, type PlanData, type PlanTask } from './plan-data.ts'

/** Most calendars show events and ignore to-dos; programs for tasks want to-dos. */
export type CalendarKind = 'VEVENT' | 'VTODO'

export interface CalendarOptions {
  kind: CalendarKind
  /** The owner's IANA zone, in which the times of tasks are meant. */
  timeZone: string
  /** Called so in the calendar program. */
  name: string
}

const priorities: Record<string, number> = { urgent: 1, high: 3, medium: 5, low: 9 }
const statuses: Record<string, string> = {
  todo: 'NEEDS-ACTION',
  in_progress: 'IN-PROCESS',
  review: 'IN-PROCESS',
  completed: 'COMPLETED',
}
const MINUTE = 60_000
/** Times before are written by the rule of today: they are few, and over. */
const RULES_SINCE = 2010

interface Dated {
  task: PlanTask
  day: Day
  time: string | null
}

const dayOfTask = ({ due_on, deadline_on, start_on }: PlanTask) => due_on ?? deadline_on ?? start_on

/** How one document writes its times. */
interface Clock {
  timeZone: string
  /** False where the zone follows no rule a calendar could be told: times then are the wall clock of the reader. */
  isZoned: boolean
}

function moment(name: string, { day, time }: Omit<Dated, 'task'>, { timeZone, isZoned }: Clock): string {
  if (time === null) return `${name};VALUE=DATE:${dateValue(day)}`
  return `${name}${isZoned ? `;TZID=${timeZone}` : ''}:${localValue(day, time)}`
}

/** UNTIL must be written like the start: a day, or an instant in UTC. A count goes down with every occurrence. */
function ruleText({ task, day, time }: Dated, { timeZone }: Clock): string | null {
  const { recurrence_rule, recurrence_after_completion, status, occurrence } = task
  if (!recurrence_rule || recurrence_after_completion || status === 'completed' || day !== task.due_on)
    return null
  return recurrence_rule
    .split(';')
    .map((part) => {
      const [key, value = ''] = part.split('=')
      if (key === 'COUNT') return `COUNT=${Math.max(Number(value) - occurrence + 1, 1)}`
      if (key !== 'UNTIL') return part
      if (time === null) return `UNTIL=${value.slice(0, 8)}`
      if (value.endsWith('Z')) return part
      const last = `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`
      const end = value.length > 8 ? `${value.slice(9, 11)}:${value.slice(11, 13)}` : '23:59'
      return `UNTIL=${utcValue(instantOf({ day: last, time: end }, timeZone))}`
    })
    .join(';')
}

function alarmLines({ task, day, time }: Dated, rule: string | null, { timeZone }: Clock): string[] {
  if (!task.remind_at) return []
  const at = new Date(task.remind_at)
  const begins = instantOf({ day, time: time ?? '00:00' }, timeZone)
  const trigger = rule
    ? `TRIGGER:${durationValue(Math.round((at.getTime() - begins.getTime()) / MINUTE))}`
    : `TRIGGER;VALUE=DATE-TIME:${utcValue(at)}`
  return ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escapeText(task.name)}`, trigger, 'END:VALARM']
}

function eventTimes(dated: Dated, clock: Clock): string[] {
  const { day, time, task } = dated
  // The end of whole days is the day after.
  if (time === null)
    return [moment('DTSTART', dated, clock), `DTEND;VALUE=DATE:${dateValue(addDays(day, 1))}`]
  const length = task.duration_minutes ? [`DURATION:${durationValue(task.duration_minutes)}`] : []
  return [moment('DTSTART', dated, clock), ...length]
}

function todoTimes(dated: Dated, rule: string | null, clock: Clock): string[] {
  const { day, time, task } = dated
  const start = task.start_on && task.start_on < day ? { day: task.start_on, time } : null
  // A to-do that repeats needs a start, and an end after it.
  if (rule || (time !== null && task.duration_minutes)) {
    const length = time !== null && task.duration_minutes ? task.duration_minutes : 1440
    return [moment('DTSTART', dated, clock), `DURATION:${durationValue(length)}`]
  }
  return [...(start ? [moment('DTSTART', start, clock)] : []), moment('DUE', dated, clock)]
}

function taskLines(dated: Dated, labels: readonly string[], kind: CalendarKind, clock: Clock): string[] {
  const { task } = dated
  const rule = ruleText(dated, clock)
  const [created, updated] = [new Date(task.created_at), new Date(task.updated_at)]
  const isDone = task.status === 'completed'
  return [
    `BEGIN:${kind}`,
    `UID:${task.id}@aurum.life`,
    `DTSTAMP:${utcValue(updated)}`,
    `CREATED:${utcValue(created)}`,
    `LAST-MODIFIED:${utcValue(updated)}`,
    // Grows with every change, as calendars expect, and needs no counter.
    `SEQUENCE:${Math.max(Math.floor((updated.getTime() - created.getTime()) / 1000), 0)}`,
    ...(kind === 'VEVENT' ? eventTimes(dated, clock) : todoTimes(dated, rule, clock)),
    ...(rule ? [`RRULE:${rule}`] : []),
    `SUMMARY:${escapeText(task.name)}`,
    ...(task.description ? [`DESCRIPTION:${escapeText(task.description)}`] : []),
    ...(labels.length > 0 ? [`CATEGORIES:${labels.map(escapeText).join(',')}`] : []),
    `PRIORITY:${priorities[task.priority] ?? 5}`,
    ...(kind === 'VEVENT'
      ? ['STATUS:CONFIRMED', ...(isDone ? ['TRANSP:TRANSPARENT'] : [])]
      : [`STATUS:${statuses[task.status] ?? 'NEEDS-ACTION'}`]),
    ...(kind === 'VTODO' && task.completed_at ? [`COMPLETED:${utcValue(new Date(task.completed_at))}`] : []),
    ...(task.parent_task_id ? [`RELATED-TO:${task.parent_task_id}@aurum.life`] : []),
    ...alarmLines(dated, rule, clock),
    `END:${kind}`,
  ]
}

/**
 * The tasks that have a day, as an iCalendar document (RFC 5545). A repeating task is its rule, not copies of it; one
 * that repeats after completion has no rule a calendar knows, and stands there once.
 */
export function formatTasksIcs(data: PlanData, { kind, timeZone, name }: CalendarOptions): string {
  const dated = data.tasks.flatMap((task): Dated[] => {
    const day = dayOfTask(task)
    return day ? [{ task, day, time: day === task.due_on ? shortTime(task.due_time) : null }] : []
  })
  const labelsOf = labelNames(data)
  const isTimed = dated.some(({ time }) => time !== null)
  const firstYear = dated.reduce((year, { day }) => Math.min(year, yearOf(day)), 9999)
  const zone = isTimed ? zoneLines(timeZone, Math.max(firstYear, RULES_SINCE)) : null
  const clock: Clock = { timeZone, isZoned: zone !== null }
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Aurum Life//Aurum Life//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escapeText(name)}`,
    `X-WR-TIMEZONE:${timeZone}`,
    ...(zone ?? []),
    ...dated.flatMap((each) => taskLines(each, labelsOf(each.task), kind, clock)),
    'END:VCALENDAR',
  ]
  return `${lines.map(foldLine).join('\r\n')}\r\n`
}
