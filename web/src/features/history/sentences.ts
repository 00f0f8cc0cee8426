import * as z from 'zod/mini'
import type { Json } from '../../../../shared/database.types.ts'

const changeSchema = z.object({
  table_name: z.string(),
  row_id: z.string(),
  row_label: z.nullish(z.string()),
  operation: z.enum(['insert', 'update', 'delete']),
  columns: z.nullish(z.array(z.string())),
  after: z.nullish(z.record(z.string(), z.unknown())),
})

export type SampleChange = z.infer<typeof changeSchema>

/** The first few changes of a step, as far as this app understands them. */
export function parseSample(sample: Json): SampleChange[] {
  if (!Array.isArray(sample)) return []
  return sample.flatMap((entry) => {
    const parsed = changeSchema.safeParse(entry)
    return parsed.success ? [parsed.data] : []
  })
}

const NOUNS = [
  'pillars',
  'areas',
  'projects',
  'tasks',
  'labels',
  'task_labels',
  'task_dependencies',
  'user_profiles',
  'resources',
  'saved_filters',
  'project_templates',
  'focus_sessions',
  'assistant_memories',
  'ai_settings',
  'hrm_user_preferences',
  'notification_preferences',
  'automation_settings',
] as const
type Noun = (typeof NOUNS)[number] | 'other'

export const nounOf = (table: string): Noun => NOUNS.find((noun) => noun === table) ?? 'other'

export type Verb =
  | 'completed'
  | 'reopened'
  | 'archived'
  | 'unarchived'
  | 'moved'
  | 'rescheduled'
  | 'renamed'
  | 'changed'
  | 'added'
  | 'deleted'

const SCHEDULE = new Set(['due_on', 'due_time', 'start_on', 'deadline_on', 'planned_on', 'today_position'])
const PARENTS = new Set(['project_id', 'area_id', 'pillar_id', 'parent_task_id'])
/** Columns the server keeps by itself; they say nothing about what the person did. */
const SILENT = new Set([
  'updated_at',
  'completed_at',
  'occurrence',
  'series_id',
  'series_template',
  'recurrence_start_on',
  'last_username_change_at',
])

export const isTold = (column: string): boolean => !SILENT.has(column)

/** What was done to a row, in one verb. */
export function verbOf({
  operation,
  columns,
  after,
}: Pick<SampleChange, 'operation' | 'columns' | 'after'>): Verb {
  if (operation !== 'update') return operation === 'insert' ? 'added' : 'deleted'
  const told = (columns ?? []).filter(isTold)
  if (told.includes('status') && after && 'status' in after) {
    if (after.status === 'completed') return 'completed'
    if (told.length === 1) return after.status === 'todo' ? 'reopened' : 'changed'
  }
  if (told.includes('archived')) return after?.archived === false ? 'unarchived' : 'archived'
  if (told.length > 0 && told.every((column) => PARENTS.has(column))) return 'moved'
  if (told.length > 0 && told.every((column) => SCHEDULE.has(column))) return 'rescheduled'
  return told.length === 1 && told[0] === 'name' ? 'renamed' : 'changed'
}

export type StepSummary = {
  verb: Verb
  noun: Noun
  label: string | null
  /** How many other rows changed in the same step. */
  others: number
}

type StepRow = { change_count: number; sample: Json }
type LinkedStep = StepRow & { undoes_batch_id: string | null }

/**
 * What a step was about. Where one row carries others along (a finished task and its next instance, a project and its
 * tasks) the first one names the step.
 */
export function summarize({ change_count, sample }: StepRow): StepSummary | null {
  const [first] = parseSample(sample)
  if (!first) return null
  return {
    verb: verbOf(first),
    noun: nounOf(first.table_name),
    label: first.row_label ?? null,
    others: Math.max(0, change_count - 1),
  }
}

export type Story = { kind: 'step' | 'undo' | 'redo'; summary: StepSummary | null; changeCount: number }

/** What a step is told as: itself, or the step that it took back or brought back, as far as that is loaded. */
export function tellStep(step: LinkedStep, byId: ReadonlyMap<string, LinkedStep>): Story {
  const tell = (kind: Story['kind'], told: LinkedStep): Story => ({
    kind,
    summary: summarize(told),
    changeCount: told.change_count,
  })
  if (!step.undoes_batch_id) return tell('step', step)
  const target = byId.get(step.undoes_batch_id)
  if (!target?.undoes_batch_id) return tell('undo', target ?? step)
  return tell('redo', byId.get(target.undoes_batch_id) ?? target)
}
