import * as z from 'zod/mini'
import { type Autonomy, START_OF_AUTONOMY, underThreshold } from '../autonomy.ts'

export const automationCategories = ['reschedule_overdue', 'file_task'] as const
export const automationCategorySchema = z.enum(automationCategories)
/** A kind of change that the app may make by itself once it has earned it. */
export type AutomationCategory = (typeof automationCategories)[number]

/** The thresholds a person can set. What is above them no number of outcomes that is kept could show. */
export const LEAST_THRESHOLD = 0.5
export const MOST_THRESHOLD = 0.98
export const thresholdSchema = z.number().check(z.gte(LEAST_THRESHOLD), z.lte(MOST_THRESHOLD))

export const trustSchema = z.object({
  state: z.enum(['shadow', 'unlocked']),
  recent: z.array(z.boolean()),
  credit: z.number(),
  demotions: z.int(),
  /** The one it was judged under last. */
  threshold: thresholdSchema,
  revision: z.int(),
})
/** How far a category is trusted, as it is kept. */
export type Trust = z.infer<typeof trustSchema>

/** How far a category is trusted now: a threshold that was set since it was judged last counts at once. */
export function standingOf(trust: Trust | null, threshold: number): Autonomy {
  if (!trust) return START_OF_AUTONOMY
  const { state, recent, credit, demotions } = trust
  const kept: Autonomy = { state, recent, credit, demotions }
  return trust.threshold === threshold ? kept : underThreshold(kept, threshold)
}
