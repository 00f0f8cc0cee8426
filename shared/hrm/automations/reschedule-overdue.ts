import { dayNumber, dayOf, minuteOf } from '../days.ts'
import type { Task } from '../snapshot.ts'
import type { Plan, Proposal } from './scene.ts'

/** Further back it was not forgotten but given up, and that is for the person to say. */
const MOST_DAYS_OVERDUE = 14
const DAYS_AHEAD = 7
/** What a task is taken to last that says nothing of it. */
const USUAL_MINUTES = 30
const PRIORITIES: readonly Task['priority'][] = ['urgent', 'high', 'medium', 'low']

const lengthOf = ({ duration_minutes }: Task): number => duration_minutes ?? USUAL_MINUTES
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Of a number of days since 1970-01-01, a Thursday: Monday is 0. */
const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7

interface Room {
  capacity: number
  planned: number
  taskIds: string[]
}

/**
 * For each task that is overdue: the next day with room for it, the most pressing tasks first. Appointments, series, what
 * is blocked or on hold, and what would miss its deadline are left to the person.
 */
export function proposeDays({ snapshot, day_capacity_minutes, recurring }: Plan): Proposal[] {
  const today = dayNumber(snapshot.today)
  const resting = new Set(
    snapshot.projects
      .filter(({ status }) => status === 'on_hold' || status === 'completed')
      .map(({ id }) => id),
  )
  const series = new Set(recurring)
  const open = snapshot.tasks.filter(({ status }) => status !== 'completed')
  const openIds = new Set(open.map(({ id }) => id))
  const blocked = new Set(
    snapshot.dependencies
      .filter((link) => openIds.has(link.depends_on_task_id))
      .map(({ task_id }) => task_id),
  )
  const overdue = open.filter(
    ({ id, due_on, due_time, project_id }) =>
      due_on !== null &&
      dayNumber(due_on) < today &&
      dayNumber(due_on) >= today - MOST_DAYS_OVERDUE &&
      due_time === null &&
      !series.has(id) &&
      !blocked.has(id) &&
      !(project_id !== null && resting.has(project_id)),
  )
  const first = isOver(snapshot) ? today + 1 : today
  const rooms = roomsFrom(first, open, day_capacity_minutes)

  return overdue.sort(byPressure).flatMap((task): Proposal[] => {
    const earliest = task.start_on === null ? first : Math.max(first, dayNumber(task.start_on))
    const day = [...rooms.keys()].find((key) => {
      const room = rooms.get(key)!
      return key >= earliest && room.planned + lengthOf(task) <= room.capacity
    })
    if (day === undefined || (task.deadline_on !== null && dayNumber(task.deadline_on) < day)) return []
    const room = rooms.get(day)!
    const proposal = propose(task, dayOf(day), snapshot.today, room, overdue.length)
    rooms.set(day, { ...room, planned: room.planned + lengthOf(task), taskIds: [...room.taskIds, task.id] })
    return [proposal]
  })
}

/** Once the working day has begun, whoever plans it has done so. */
const isOver = ({ minute_of_day, preferences }: Plan['snapshot']): boolean =>
  minute_of_day >= minuteOf(preferences.preferred_work_hours.start)

function roomsFrom(first: number, open: readonly Task[], capacities: readonly number[]): Map<number, Room> {
  const rooms = new Map<number, Room>()
  for (let day = first; day < first + DAYS_AHEAD; day++) {
    const due = open.filter(({ due_on }) => due_on === dayOf(day))
    rooms.set(day, {
      capacity: capacities[weekday(day)] ?? 0,
      planned: due.reduce((sum, task) => sum + lengthOf(task), 0),
      taskIds: due.map(({ id }) => id).sort(compareText),
    })
  }
  return rooms
}

const byPressure = (a: Task, b: Task): number =>
  PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) ||
  compareText(a.due_on ?? '', b.due_on ?? '') ||
  compareText(a.id, b.id)

const MOST_ROWS = 20

function propose(task: Task, day: string, today: string, room: Room, n: number): Proposal {
  const days = dayNumber(today) - dayNumber(task.due_on!)
  const own = [task.id]
  return {
    category: 'reschedule_overdue',
    task_id: task.id,
    task_name: task.name,
    from_value: task.due_on,
    to_value: day,
    evidence: {
      rules: [],
      parameters: { today, days_ahead: DAYS_AHEAD, usual_minutes: USUAL_MINUTES },
      rows: [
        {
          table: 'tasks',
          id: task.id,
          name: task.name,
          values: {
            due_on: task.due_on,
            duration_minutes: task.duration_minutes,
            deadline_on: task.deadline_on,
            priority: task.priority,
          },
        },
      ],
      n,
      values: [
        { key: 'days_overdue', value: days, unit: 'days', rows: own },
        { key: 'planned', value: room.planned, unit: 'minutes', rows: room.taskIds.slice(0, MOST_ROWS) },
        { key: 'capacity', value: room.capacity, unit: 'minutes', rows: [] },
        { key: 'needed', value: lengthOf(task), unit: 'minutes', rows: own },
      ],
    },
  }
}
