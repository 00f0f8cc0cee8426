import * as z from 'zod/mini'
import { evidenceSchema } from './evidence.ts'
import { ENTITY_TYPES, type EntityType, INSIGHT_TYPES, type InsightType } from './kinds.ts'

const share = z.number().check(z.gte(0), z.lte(1))

export const entityTypeSchema = z.enum(ENTITY_TYPES)
export const insightTypeSchema = z.enum(INSIGHT_TYPES)
export const depthSchema = z.enum(['minimal', 'balanced', 'detailed'])

const factor = z.object({ factor: z.string(), value: z.nullable(z.union([z.string(), z.number()])) })

const pathNode = z.object({
  level: entityTypeSchema,
  entity_id: z.nullable(z.guid()),
  entity_name: z.string(),
  reasoning: z.string(),
  confidence: share,
  contributing_factors: z.array(factor),
})

const reasoning = z.object({
  /** One sentence for each rule that counted, the weightiest first; the depth says how many. */
  factors: z.array(z.string()),
  recommendations: z.array(z.string()),
  /** Only in depth `detailed`: the five sections, in the order they are read. */
  sections: z.array(
    z.object({
      key: z.enum(['situation', 'cause', 'consequence', 'evidence', 'next_step']),
      text: z.string(),
    }),
  ),
})

export const insightDraftSchema = z.object({
  /** `<kind>:<entity_type>:<id>`, for `global` without id: at most one active insight of a person has it. */
  subject: z.string(),
  /** Code of a rule, or of a generator that has no row (`GENERATOR_CODES`). */
  rule_code: z.string(),
  rule_version: z.int(),
  entity_type: entityTypeSchema,
  entity_id: z.nullable(z.guid()),
  insight_type: insightTypeSchema,
  title: z.string(),
  summary: z.string(),
  detailed_reasoning: reasoning,
  confidence: share,
  impact: share,
  /** From the pillar down to the entity itself. */
  reasoning_path: z.array(pathNode),
  evidence: evidenceSchema,
  tags: z.array(z.string()),
  /** ISO instant, counted from `taken_at` of the snapshot; null while it holds. */
  expires_at: z.nullable(z.string()),
})

/** An insight before it is stored: texts in the person's language, and what they rest on. */
export type InsightDraft = z.infer<typeof insightDraftSchema>
export type { EntityType, InsightType }
export type Depth = z.infer<typeof depthSchema>
export type PathNode = z.infer<typeof pathNode>
export type Factor = z.infer<typeof factor>

/** What a score or an insight is about; `global` has no id. */
export interface EntityRef {
  entity_type: EntityType
  entity_id: string | null
}
