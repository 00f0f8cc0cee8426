import { type Entity, type Life, type LifeTask, namesOf } from '../commands/life.ts'
import { addDays, type Day } from '../import/calendar-day.ts'
import { isTimeZone, wallClock } from '../import/zoned-time.ts'
import { compileFilter, isBlocked, isStalled } from './filter-rows.ts'
import type { AnswerContext, Fact, FactCode } from './types.ts'

/** "The last weeks" are as many days. */
export const RECENT_DAYS = 28

const zoneOf = ({ tz }: AnswerContext) => (isTimeZone(tz) ? tz : 'UTC')
export const todayOf = (context: AnswerContext): Day => wallClock(new Date(context.now), zoneOf(context)).day

/** The calendar day of an instant, where the person is. */
export const dayOf = (instant: string, context: AnswerContext): Day =>
  wallClock(new Date(instant), zoneOf(context)).day

export const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id)

export const countFact = (code: FactCode, rows: readonly { id: string }[]): Fact => ({
  code,
  value: rows.length,
  ids: idsOf(rows),
})

export const nameOf = (life: Life, entity: Entity, id: string): string =>
  namesOf(life, entity).find((row) => row.id === id)?.name ?? ''

export interface Scope {
  all: LifeTask[]
  open: LifeTask[]
  completed: LifeTask[]
  overdue: LifeTask[]
  stalled: LifeTask[]
  blocked: LifeTask[]
  completedRecently: LifeTask[]
  completedBefore: LifeTask[]
}

/** The tasks of a project, an area or a pillar, sorted by how they stand. */
export function scopeOf(
  within: { entity: 'pillar' | 'area' | 'project'; id: string } | null,
  context: AnswerContext,
): Scope {
  const { life } = context
  const today = todayOf(context)
  const blocked = isBlocked(life)
  const isThere = compileFilter({ entity: 'task', ...(within && { within }) }, { life, today, blocked })
  const all = life.tasks.filter(isThere)
  const open = all.filter(({ status }) => status !== 'completed')
  const completed = all.filter(({ status }) => status === 'completed')
  const doneBetween = (from: Day, to: Day) =>
    completed.filter(({ completed_at }) => {
      const day = completed_at && dayOf(completed_at, context)
      return day !== null && day >= from && day <= to
    })
  return {
    all,
    open,
    completed,
    overdue: open.filter(({ due_on }) => due_on !== null && due_on < today),
    // What is overdue or waits for another one has a better reason than that nobody looked at it.
    stalled: open.filter((task) => task.due_on === null && !blocked(task.id) && isStalled(task, today)),
    blocked: open.filter(({ id }) => blocked(id)),
    completedRecently: doneBetween(addDays(today, 1 - RECENT_DAYS), today),
    completedBefore: doneBetween(addDays(today, 1 - 2 * RECENT_DAYS), addDays(today, -RECENT_DAYS)),
  }
}

/** The open tasks a task waits for, and those they wait for, nearest first. */
export function chainOf(id: string, { tasks, task_dependencies }: Life): LifeTask[] {
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const chain = new Map<string, LifeTask>()
  const queue = [id]
  for (const waiting of queue) {
    for (const { task_id, depends_on_task_id } of task_dependencies) {
      const other = task_id === waiting ? byId.get(depends_on_task_id) : undefined
      if (!other || other.status === 'completed' || chain.has(other.id) || other.id === id) continue
      chain.set(other.id, other)
      queue.push(other.id)
    }
  }
  return [...chain.values()]
}
