import * as z from 'zod/mini'
import type { Evidence } from '../evidence.ts'
import { snapshotOf, snapshotSchema } from '../snapshot.ts'
import { type AutomationCategory, automationCategorySchema, thresholdSchema, trustSchema } from './trust.ts'

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
    z.object({
      category: automationCategorySchema,
      threshold: thresholdSchema,
      trust: z.nullable(trustSchema),
    }),
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
