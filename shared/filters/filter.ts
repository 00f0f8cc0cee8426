import type { Tables } from '../database.types.ts'

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string

export type Comparison = '=' | '<' | '<=' | '>' | '>='

/** A day that is named, or one that is counted from the person's today (0 is today, 1 tomorrow, -7 a week ago). */
export type DayPoint = { unit: 'date'; day: Day } | { unit: 'day' | 'week'; count: number }

export type DayTest =
  | { kind: 'compare'; operator: Comparison; point: DayPoint }
  /** Both ends belong to it; an end that is null is open. */
  | { kind: 'between'; from: DayPoint | null; to: DayPoint | null }
  | { kind: 'overdue' }
  | { kind: 'none' }
  | { kind: 'any' }

export const DAY_FIELDS = ['due', 'start', 'deadline', 'created', 'completed'] as const
export type DayField = (typeof DAY_FIELDS)[number]

export const LEVELS = ['project', 'area', 'pillar'] as const
export type FilterLevel = (typeof LEVELS)[number]

export const PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const
export const STATUSES = ['todo', 'in_progress', 'review', 'completed'] as const
export const ENERGIES = ['low', 'medium', 'high'] as const
export const TRAITS = ['open', 'done', 'blocked', 'recurring', 'inbox'] as const

export type Priority = (typeof PRIORITIES)[number]
export type Status = (typeof STATUSES)[number]
export type Energy = (typeof ENERGIES)[number]
export type Trait = (typeof TRAITS)[number]

/** One condition. A name or value of null stands for "none". */
export type Term =
  | { kind: 'text'; text: string }
  | { kind: 'place'; level: FilterLevel; name: string | null }
  | { kind: 'label'; name: string | null }
  | { kind: 'priority'; priority: Priority }
  | { kind: 'status'; status: Status }
  | { kind: 'energy'; energy: Energy | null }
  | { kind: 'is'; trait: Trait }
  | { kind: 'day'; field: DayField; test: DayTest }
  | { kind: 'duration'; operator: Comparison; minutes: number }
  | { kind: 'duration'; operator: 'none' }

export type Group = { kind: 'and' | 'or'; parts: readonly Filter[] }

/**
 * A filter as a tree. In the form `parseFilter` gives, groups hold two parts or more and none of their own kind; only
 * the filter that lets everything through is a group without parts.
 */
export type Filter = Term | Group | { kind: 'not'; part: Filter }

export const EVERYTHING: Group = { kind: 'and', parts: [] }

export const isGroup = (filter: Filter): filter is Group => filter.kind === 'and' || filter.kind === 'or'

export const isEverything = (filter: Filter): boolean => isGroup(filter) && filter.parts.length === 0

/** A group in its plainest form: what is of its own kind is taken in, a group of one is that one. */
export function group(kind: Group['kind'], parts: readonly Filter[]): Filter {
  const flat = parts.flatMap((part) =>
    isGroup(part) && (part.kind === kind || part.parts.length === 0) ? part.parts : [part],
  )
  const [only] = flat
  return flat.length === 1 && only ? only : flat.length === 0 ? EVERYTHING : { kind, parts: flat }
}

/** What a filter reads of a task. */
export type FilterTask = Pick<
  Tables<'tasks'>,
  | 'id'
  | 'name'
  | 'project_id'
  | 'status'
  | 'priority'
  | 'energy'
  | 'due_on'
  | 'start_on'
  | 'deadline_on'
  | 'duration_minutes'
  | 'recurrence_rule'
  | 'created_at'
  | 'completed_at'
>

/** What a filter has to know beyond the task. */
export interface FilterContext {
  /** The person's own calendar day. */
  today: Day
  /** The first instant of a day in the person's zone, in milliseconds. */
  startOfDay(day: Day): number
  /** The names above a task; undefined for the inbox and for a project that is not known. */
  placeOf(projectId: string | null): Partial<Record<FilterLevel, string | null>> | undefined
  labelsOf(taskId: string): readonly string[]
  isBlocked(taskId: string): boolean
}
