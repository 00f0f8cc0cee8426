import type { Life, LifeTask, QueryFilter } from '../commands.ts'
import { addDays, type Day } from '../import/calendar-day.ts'

export interface FilterContext {
  life: Life
  today: Day
  blocked: (taskId: string) => boolean
  /** The calendar day of an instant where the person is; without it that of UTC. */
  dayOf?: (instant: string) => Day
}

/** So many days without a change make an open task one that has stalled. */
export const STALLED_DAYS = 14

/** Whether a task waits for another one that is still open. Worked out when it is first asked. */
export function isBlocked(life: Life): (taskId: string) => boolean {
  let waiting: ReadonlySet<string> | null = null
  return (id) => (waiting ??= waitingIn(life)).has(id)
}

function waitingIn({ tasks, task_dependencies }: Life): ReadonlySet<string> {
  const open = new Set(tasks.filter(({ status }) => status !== 'completed').map(({ id }) => id))
  return new Set(
    task_dependencies
      .filter(({ depends_on_task_id }) => open.has(depends_on_task_id))
      .map(({ task_id }) => task_id),
  )
}

/** Open, without a date to come, and untouched for a fortnight. */
export const isStalled = (task: LifeTask, today: Day): boolean =>
  task.status !== 'completed' &&
  (task.due_on === null || task.due_on < today) &&
  task.updated_at.slice(0, 10) <= addDays(today, -STALLED_DAYS)

/** The test a filter comes to; what is the same for all rows is worked out once. */
export function compileFilter(filter: QueryFilter, context: FilterContext): (task: LifeTask) => boolean {
  const isThere = placeTest(filter.within, context.life)
  const dayOf = context.dayOf ?? ((instant) => instant.slice(0, 10))
  return (task) =>
    hasState(task, filter.state, context) &&
    (filter.priority === undefined || task.priority === filter.priority) &&
    isIn(task.due_on, filter.due) &&
    isIn(task.completed_at && dayOf(task.completed_at), filter.completed) &&
    isThere(task)
}

function hasState(task: LifeTask, state: QueryFilter['state'], { today, blocked }: FilterContext): boolean {
  const isOpen = task.status !== 'completed'
  switch (state) {
    case undefined:
      return true
    case 'open':
      return isOpen
    case 'completed':
      return !isOpen
    case 'overdue':
      return isOpen && task.due_on !== null && task.due_on < today
    case 'blocked':
      return isOpen && blocked(task.id)
    case 'stalled':
      return isStalled(task, today)
  }
}

function isIn(day: Day | null, period: QueryFilter['due']): boolean {
  if (!period) return true
  return (
    day !== null && (period.from === null || day >= period.from) && (period.to === null || day <= period.to)
  )
}

/** The projects below a level, by id. */
export function projectsWithin(within: { entity: string; id: string }, life: Life): ReadonlySet<string> {
  if (within.entity === 'project') return new Set([within.id])
  const areas = new Set(
    within.entity === 'area'
      ? [within.id]
      : life.areas.filter(({ pillar_id }) => pillar_id === within.id).map(({ id }) => id),
  )
  return new Set(
    life.projects.filter(({ area_id }) => area_id !== null && areas.has(area_id)).map(({ id }) => id),
  )
}

function placeTest(within: QueryFilter['within'], life: Life): (task: LifeTask) => boolean {
  if (!within) return () => true
  if (within.entity === 'inbox') return ({ project_id }) => project_id === null
  if (within.entity === 'label') {
    const worn = life.task_labels.filter(({ label_id }) => label_id === within.id)
    const tasks = new Set(worn.map(({ task_id }) => task_id))
    return ({ id }) => tasks.has(id)
  }
  const projects = projectsWithin(within, life)
  return ({ project_id }) => project_id !== null && projects.has(project_id)
}
