import * as z from 'zod/mini'
import { snapshotOf, snapshotSchema } from '../snapshot.ts'
import type { Evidence } from '../evidence.ts'

export const automationCategories = ['reschedule_overdue', 'file_task'] as const
export const automationCategorySchema = z.enum(automationCategories)
/** A kind of change that the app may make by itself once it has earned it. */
export type AutomationCategory = (typeof automationCategories)[number]

/** The thresholds a person can set. What is above them no number of outcomes that is kept could show. */
export const LEAST_THRESHOLD = 0.5
export const MOST_THRESHOLD = 0.98
const threshold = z.number().check(z.gte(LEAST_THRESHOLD), z.lte(MOST_THRESHOLD))

const trustSchema = z.object({
  state: z.enum(['shadow', 'unlocked']),
  recent: z.array(z.boolean()),
  credit: z.number(),
  demotions: z.int(),
  /** The one it was judged under last. */
  threshold,
  revision: z.int(),
})
/** How far a category is trusted, as it is kept. */
export type Trust = z.infer<typeof trustSchema>

const outcomeSchema = z.object({
  id: z.guid(),
  category: automationCategorySchema,
  acted: z.boolean(),
  /** `lapsed`: nothing can be said of it. */
  outcome: z.enum(['agreed', 'disagreed', 'undone', 'lapsed']),
  proposed_at: z.string(),
})
export type ProposalOutcome = z.infer<typeof outcomeSchema>

/** What is known of a person at night. */
export const automationSceneSchema = z.object({
  snapshot: snapshotSchema,
  /** Monday first. */
  day_capacity_minutes: z.array(z.int()).check(z.length(7)),
  /** Open tasks that recur: their days are those of their rule. */
  recurring: z.array(z.guid()),
  /** Those the person has switched on. */
  categories: z.array(
    z.object({ category: automationCategorySchema, threshold, trust: z.nullable(trustSchema) }),
  ),
  /** What became of earlier proposals, of which it can be said now. */
  outcomes: z.array(outcomeSchema),
  /** Proposals that are still open, and all of the last two weeks. */
  earlier: z.array(
    z.object({
      id: z.guid(),
      category: automationCategorySchema,
      task_id: z.guid(),
      is_open: z.boolean(),
      acted: z.boolean(),
    }),
  ),
})
export type AutomationScene = z.infer<typeof automationSceneSchema>

/** Reads what `private.automation_scenes` of the database answers for a person. @throws when it has another shape */
export function automationSceneOf(answer: unknown): AutomationScene {
  const { snapshot, ...rest } = answer as { snapshot: unknown }
  return automationSceneSchema.parse({ ...rest, snapshot: snapshotOf(snapshot) })
}

/** One concrete change of one field of one task, and what it rests on. */
export interface Proposal {
  category: AutomationCategory
  task_id: string
  task_name: string
  /** Of `due_on` for reschedule_overdue, of `project_id` for file_task. */
  from_value: string | null
  to_value: string
  evidence: Evidence
}

/** What the proposers look at: a scene without what was proposed before. */
export type Plan = Pick<AutomationScene, 'snapshot' | 'day_capacity_minutes' | 'recurring'>
