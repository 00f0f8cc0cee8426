import * as z from 'zod/mini'
import type { RankReason } from '../answers/types.ts'
import type { Life } from '../commands/life.ts'

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

const task = z.object({
  id,
  name: text,
  description: text,
  project_id: maybeId,
  parent_task_id: maybeId,
  status: text,
  priority: text,
  energy: maybeText,
  category: text,
  start_on: maybeText,
  due_on: maybeText,
  due_time: maybeText,
  deadline_on: maybeText,
  remind_at: maybeText,
  duration_minutes: z.nullable(z.int()),
  recurrence_rule: maybeText,
  recurrence_after_completion: z.boolean(),
  completed_at: maybeText,
  created_at: text,
  updated_at: text,
})

/** Reads what `assistant_scene` answers. Columns it does not know are left out. */
export const sceneSchema: z.ZodMiniType<Scene> = z.object({
  life: z.object({
    pillars: z.array(pillar),
    areas: z.array(area),
    projects: z.array(project),
    tasks: z.array(task),
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
