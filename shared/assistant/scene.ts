import * as z from 'zod/mini'
import type { RankReason } from '../answers/types.ts'
import type { Life, LifeTask } from '../commands/life.ts'

/**
 * All that an answer is worked out from, read in one round trip by the function `assistant_scene` of the database. Rows
 * that nobody may read are not in it, and neither is a link to one.
 */
export interface Scene {
  /** Open tasks and those completed in the last 60 days, at most 20,000; all the rest whole. */
  life: Life
  /** Rows of `life`, of whatever kind, that rules may read and no model. */
  rules_only: string[]
  /** The best 50 of `today_tasks`, best first. */
  ranking: { id: string; reasons: RankReason[] }[]
  profile: {
    /** IANA name. */
    time_zone: string
    locale: 'en' | 'de'
    /** 0 is Sunday. */
    week_start: number
    display_name: string
    tier: string
  }
  settings: {
    /** False: no model is asked anything. */
    is_on: boolean
    /** Features that ask no model though it is on, by the names the ledger has for them. */
    features_off: string[]
  }
  /** What the person wants remembered, oldest first. */
  memories: { id: string; text: string }[]
  /** Another one after each change of the person's rows. What was worked out from an earlier one may be wrong now. */
  data_version: string
}

const id = z.guid()
const text = z.string()
const maybeText = z.nullable(z.string())
const maybeId = z.nullable(id)
const days = z.int()

const reason = z.discriminatedUnion('code', [
  z.object({ code: z.enum(['overdue', 'deadline_soon']), days }),
  z.object({ code: z.enum(['important_project', 'important_area']), name: text }),
  z.object({ code: z.literal('blocked'), count: z.int() }),
  z.object({ code: z.enum(['due_today', 'high_priority', 'ready']) }),
])

const pillar = z.object({
  id,
  name: text,
  description: text,
  archived: z.boolean(),
  time_allocation_percentage: z.nullable(z.number()),
})

const area = z.object({
  id,
  name: text,
  description: text,
  pillar_id: maybeId,
  importance: z.int(),
  archived: z.boolean(),
})

const project = z.object({
  id,
  name: text,
  description: text,
  area_id: maybeId,
  status: text,
  priority: text,
  importance: z.int(),
  deadline_on: maybeText,
  archived: z.boolean(),
})

type Kind = 'string' | 'number' | 'boolean'
type Value<Of extends Kind> = Of extends 'string' ? string : Of extends 'number' ? number : boolean

// One look at a list instead of a schema per value: of those there are 200,000, which take longer than the database.
const listOf = <Of extends Kind>(kind: Of) =>
  z.custom<Value<Of>[]>((list) => Array.isArray(list) && list.every((value) => typeof value === kind))
const sparseListOf = <Of extends Kind>(kind: Of) =>
  z.custom<(Value<Of> | null)[]>(
    (list) => Array.isArray(list) && list.every((value) => value === null || typeof value === kind),
  )

/** Tasks as they come: a list per column, instants in seconds. */
const taskColumns = z
  .object({
    id: listOf('string'),
    name: listOf('string'),
    description: listOf('string'),
    project_id: sparseListOf('string'),
    parent_task_id: sparseListOf('string'),
    status: listOf('string'),
    priority: listOf('string'),
    energy: sparseListOf('string'),
    category: listOf('string'),
    start_on: sparseListOf('string'),
    due_on: sparseListOf('string'),
    due_time: sparseListOf('string'),
    deadline_on: sparseListOf('string'),
    remind_at: sparseListOf('number'),
    duration_minutes: sparseListOf('number'),
    recurrence_rule: sparseListOf('string'),
    recurrence_after_completion: listOf('boolean'),
    completed_at: sparseListOf('number'),
    created_at: listOf('number'),
    updated_at: listOf('number'),
  })
  .check(
    z.refine((columns) => Object.values(columns).every(({ length }) => length === columns.id.length), {
      error: 'Columns of one length',
    }),
  )

const isoText = (seconds: number) => new Date(seconds * 1000).toISOString()
const isoOrNull = (seconds: number | null | undefined) =>
  seconds === null || seconds === undefined ? null : isoText(seconds)

const toTasks = (columns: z.infer<typeof taskColumns>): LifeTask[] =>
  columns.id.map((id, at) => ({
    id,
    name: columns.name[at]!,
    description: columns.description[at]!,
    project_id: columns.project_id[at]!,
    parent_task_id: columns.parent_task_id[at]!,
    status: columns.status[at]!,
    priority: columns.priority[at]!,
    energy: columns.energy[at]!,
    category: columns.category[at]!,
    start_on: columns.start_on[at]!,
    due_on: columns.due_on[at]!,
    due_time: columns.due_time[at]!,
    deadline_on: columns.deadline_on[at]!,
    remind_at: isoOrNull(columns.remind_at[at]),
    duration_minutes: columns.duration_minutes[at]!,
    recurrence_rule: columns.recurrence_rule[at]!,
    recurrence_after_completion: columns.recurrence_after_completion[at]!,
    completed_at: isoOrNull(columns.completed_at[at]),
    created_at: isoText(columns.created_at[at]!),
    updated_at: isoText(columns.updated_at[at]!),
  }))

/** Reads what `assistant_scene` answers, which has the tasks column by column. What it does not know is left out. */
export const sceneSchema: z.ZodMiniType<Scene> = z.object({
  life: z.object({
    pillars: z.array(pillar),
    areas: z.array(area),
    projects: z.array(project),
    tasks: z.pipe(taskColumns, z.transform(toTasks)),
    labels: z.array(z.object({ id, name: text })),
    task_labels: z.array(z.object({ id, task_id: id, label_id: id })),
    task_dependencies: z.array(z.object({ id, task_id: id, depends_on_task_id: id })),
  }),
  rules_only: z.array(id),
  ranking: z.array(z.object({ id, reasons: z.array(reason) })),
  profile: z.object({
    time_zone: text,
    locale: z.enum(['en', 'de']),
    week_start: z.int(),
    display_name: text,
    tier: text,
  }),
  settings: z.object({ is_on: z.boolean(), features_off: z.array(text) }),
  memories: z.array(z.object({ id, text })),
  data_version: text,
})
