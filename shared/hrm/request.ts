import * as z from 'zod/mini'
import { depthSchema } from './insight.ts'

const entity = z.enum(['pillar', 'area', 'project', 'task'])

/** `POST /functions/v1/insights` */
export const insightsRequestSchema = z.strictObject({
  scope: z.union([z.literal('global'), z.strictObject({ entity_type: entity, entity_id: z.guid() })]),
  /** As the person's preferences say unless told. */
  depth: z.optional(depthSchema),
  /** Looks again though nothing has changed, and asks a model although the rules are sure. */
  force_model: z._default(z.boolean(), false),
})
export type InsightsRequest = z.output<typeof insightsRequestSchema>

/** Whether a model is putting insights into words; what it says comes to the screen by itself. */
export const phrasingStateSchema = z.enum([
  /** Nothing to ask: the rules are sure, or it has been said already. */
  'none',
  'asked',
  /** Switched off by the person. */
  'off',
  /** No model is set up, or none of the insights may be shown to one. */
  'unavailable',
])
export type PhrasingState = z.output<typeof phrasingStateSchema>

/** Its answer. The insights are rows of `insights`, those that matter most first. */
export const insightsAnswerSchema = z.object({
  run_id: z.nullable(z.guid()),
  /** `cache`: worked out less than six hours ago, and nothing has changed since. */
  source: z.enum(['rules', 'cache']),
  computed_at: z.string(),
  insights: z.array(
    z.looseObject({ id: z.guid(), subject: z.string(), title: z.string(), summary: z.string() }),
  ),
  phrasing: phrasingStateSchema,
})
export type InsightsAnswer = z.output<typeof insightsAnswerSchema>
