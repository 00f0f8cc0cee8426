import { addDays, type Day } from '../../../lib/dates.ts'
import type { Grouping, Sort } from '../plan-search.ts'
import type { ListTask } from './queries.ts'
import type { ProjectPlace } from './task-places.ts'

export const DUE_BUCKETS = ['overdue', 'today', 'tomorrow', 'week', 'later', 'never'] as const
export type DueBucket = (typeof DUE_BUCKETS)[number]

const PRIORITY_ORDER = ['urgent', 'high', 'medium', 'low'] as const
type Priority = (typeof PRIORITY_ORDER)[number]

const RANKS = new Map<string, number>(PRIORITY_ORDER.map((priority, rank) => [priority, rank]))

const rankOf = (priority: string): number => RANKS.get(priority) ?? -1

export type Section = {
  key: string
  /** What the tasks have in common; the ungrouped list has no title. */
  title:
    | { kind: 'none' }
    | { kind: 'project'; place: ProjectPlace | null }
    | { kind: 'due'; bucket: DueBucket }
    | { kind: 'priority'; priority: Priority }
  tasks: ListTask[]
}

type Arrangement = {
  group: Grouping
  sort: Sort
  today: Day
  places: ReadonlyMap<string, ProjectPlace>
}

/** The last day that "this week" reaches to, seen from today: seven days ahead, whatever the weekday. */
const WEEK_DAYS = 7

export function dueBucket(dueOn: Day | null, today: Day): DueBucket {
  if (dueOn === null) return 'never'
  if (dueOn < today) return 'overdue'
  if (dueOn === today) return 'today'
  if (dueOn === addDays(today, 1)) return 'tomorrow'
  return dueOn <= addDays(today, WEEK_DAYS) ? 'week' : 'later'
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
/** What has no day comes last. */
const day = (a: Day | null, b: Day | null): number => text(a ?? '9', b ?? '9')
const byPlace = (a: ListTask, b: ListTask) => a.sort_order - b.sort_order || text(a.id, b.id)
const byPriority = (a: ListTask, b: ListTask) =>
  a.priority === b.priority ? 0 : rankOf(a.priority) - rankOf(b.priority)
const byDue = (a: ListTask, b: ListTask) =>
  day(a.due_on, b.due_on) || (a.due_on === null ? 0 : day(a.due_time, b.due_time))

const names = new Intl.Collator(undefined, { numeric: true })

const COMPARE: Record<Sort, (a: ListTask, b: ListTask) => number> = {
  due: (a, b) => byDue(a, b) || byPriority(a, b) || byPlace(a, b),
  priority: (a, b) => byPriority(a, b) || byDue(a, b) || byPlace(a, b),
  name: (a, b) => names.compare(a.name, b.name) || byPlace(a, b),
  created: (a, b) => text(b.created_at, a.created_at) || byPlace(a, b),
  manual: byPlace,
}

export const sortTasks = (tasks: readonly ListTask[], sort: Sort): ListTask[] => tasks.toSorted(COMPARE[sort])

/** The tasks in sections, both in their order. Sections without tasks are left out. */
export function arrange(tasks: readonly ListTask[], { group, sort, today, places }: Arrangement): Section[] {
  const sections = new Map<string, Section & { order: number }>()
  for (const task of sortTasks(tasks, sort)) {
    const { key, order, title } = sectionOf(task, group, today, places)
    const section = sections.get(key)
    if (section) section.tasks.push(task)
    else sections.set(key, { key, order, title, tasks: [task] })
  }
  return [...sections.values()].sort((a, b) => a.order - b.order)
}

function sectionOf(
  task: ListTask,
  group: Grouping,
  today: Day,
  places: ReadonlyMap<string, ProjectPlace>,
): { key: string; order: number; title: Section['title'] } {
  switch (group) {
    case 'project': {
      const place = (task.project_id && places.get(task.project_id)) || null
      return {
        key: `project:${place?.project.id ?? 'inbox'}`,
        order: place?.order ?? -1,
        title: { kind: 'project', place },
      }
    }
    case 'due': {
      const bucket = dueBucket(task.due_on, today)
      return { key: `due:${bucket}`, order: DUE_BUCKETS.indexOf(bucket), title: { kind: 'due', bucket } }
    }
    case 'priority': {
      const order = rankOf(task.priority)
      const priority = PRIORITY_ORDER[order] ?? 'medium'
      return { key: `priority:${priority}`, order, title: { kind: 'priority', priority } }
    }
    case 'none':
      return { key: 'all', order: 0, title: { kind: 'none' } }
  }
}
