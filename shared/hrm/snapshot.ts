import * as z from 'zod/mini'

const id = z.guid()
const text = z.string()
const maybeId = z.nullable(id)
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const maybeDay = z.nullable(day)
const count = z.int().check(z.gte(0))
const share = z.number().check(z.gte(0), z.lte(1))
const priority = z.enum(['low', 'medium', 'high', 'urgent'])
const importance = z.int().check(z.gte(1), z.lte(5))
/** `HH:MM`, with or without seconds. */
const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/))

export const energyPatternSchema = z.enum(['morning_peak', 'afternoon_peak', 'evening_peak', 'steady'])

export const preferencesSchema = z.object({
  /** Rule code to weight, 0 to 1; a rule that is not named keeps its own. */
  rule_weight_overrides: z._default(z.record(text, share), {}),
  explanation_detail_level: z._default(z.enum(['minimal', 'balanced', 'detailed']), 'balanced'),
  energy_pattern: z._default(energyPatternSchema, 'morning_peak'),
  preferred_work_hours: z._default(z.object({ start: clock, end: clock }), { start: '09:00', end: '17:00' }),
  enable_ai_learning: z._default(z.boolean(), true),
})

const pillar = z.object({
  id,
  name: text,
  /** Percent, 0 to 100. */
  time_allocation_percentage: z.nullable(z.number()),
  /** 0 to 1. */
  alignment_strength: z.nullable(share),
})
const area = z.object({ id, pillar_id: maybeId, name: text, importance })
const project = z.object({
  id,
  area_id: maybeId,
  name: text,
  status: z.enum(['not_started', 'in_progress', 'completed', 'on_hold']),
  priority,
  importance,
  deadline_on: maybeDay,
  created_on: day,
  /** Of all its tasks, however old; rows of level nobody are not counted. */
  task_count: count,
  completed_count: count,
  last_completed_on: maybeDay,
})
const task = z.object({
  id,
  project_id: maybeId,
  parent_task_id: maybeId,
  name: text,
  status: z.enum(['todo', 'in_progress', 'review', 'completed']),
  priority,
  due_on: maybeDay,
  due_time: z.nullable(clock),
  deadline_on: maybeDay,
  start_on: maybeDay,
  duration_minutes: z.nullable(z.int()),
  energy: z.nullable(z.enum(['low', 'medium', 'high'])),
  category: z.enum(['general', 'deep_work', 'creative', 'strategic', 'admin', 'routine']),
  created_on: day,
  /** The person's own day. */
  completed_on: maybeDay,
})
const dependency = z.object({ task_id: id, depends_on_task_id: id })
const lived = z.object({
  on: day,
  pillar_id: maybeId,
  area_id: maybeId,
  project_id: maybeId,
  task_id: maybeId,
  minutes: z.number().check(z.gte(0)),
})

/** What the rules see of a person. All days and clock times are local ones of theirs. */
export const snapshotSchema = z.object({
  user_id: id,
  taken_at: text,
  time_zone: text,
  locale: text,
  today: day,
  /** 0 to 1439. */
  minute_of_day: z.int().check(z.gte(0), z.lte(1439)),
  data_version: z.union([text, z.number()]),
  preferences: preferencesSchema,
  /** Rows that rules may read and no model may. */
  rules_only: z.array(id),
  pillars: z.array(pillar),
  areas: z.array(area),
  projects: z.array(project),
  /** Those open, and those completed in the last 60 days. */
  tasks: z.array(task),
  dependencies: z.array(dependency),
  /** Lived minutes of the last 28 local days: one row per day and task. */
  minutes: z.array(lived),
  /** Null while there is no journal. */
  journal: z.nullable(z.object({ last_entry_on: maybeDay, entries_last_7_days: count })),
})

/**
 * All the engine knows about a person, read in one round trip: neither archived rows nor those of level nobody.
 * Nothing else flows into a score, so equal snapshots give equal insights wherever and whenever they are worked out.
 */
export type Snapshot = z.infer<typeof snapshotSchema>
export type EnergyPattern = z.infer<typeof energyPatternSchema>
export type Pillar = z.infer<typeof pillar>
export type Area = z.infer<typeof area>
export type Project = z.infer<typeof project>
export type Task = z.infer<typeof task>
export type LivedMinutes = z.infer<typeof lived>

type Columns<Row> = { [Name in keyof Row]: Row[Name][] }

/** A snapshot as `hrm_snapshot()` of the database answers it: the tasks by columns, and defaults left out. */
export type SnapshotAnswer = Omit<Snapshot, 'tasks' | 'preferences'> & {
  /** Null for nobody's: there is nothing to gather. */
  tasks: Columns<Task> | { [Name in keyof Task]: null }
  preferences: z.input<typeof preferencesSchema>
}

/** Makes a snapshot of what the database answers. Its shape is tested there; what was never set has its default here. */
export function snapshotOf(answer: unknown): Snapshot {
  const { tasks, preferences, ...rest } = answer as SnapshotAnswer
  return { ...rest, preferences: preferencesSchema.parse(preferences), tasks: tasksOf(tasks) }
}

function tasksOf(columns: SnapshotAnswer['tasks']): Task[] {
  if (columns.id === null) return []
  return columns.id.map((own, at) => ({
    id: own,
    project_id: columns.project_id[at]!,
    parent_task_id: columns.parent_task_id[at]!,
    name: columns.name[at]!,
    status: columns.status[at]!,
    priority: columns.priority[at]!,
    due_on: columns.due_on[at]!,
    due_time: columns.due_time[at]!,
    deadline_on: columns.deadline_on[at]!,
    start_on: columns.start_on[at]!,
    duration_minutes: columns.duration_minutes[at]!,
    energy: columns.energy[at]!,
    category: columns.category[at]!,
    created_on: columns.created_on[at]!,
    completed_on: columns.completed_on[at]!,
  }))
}
