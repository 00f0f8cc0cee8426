import * as z from 'zod/mini'
import type { Tables } from '../../../../shared/database.types.ts'
import { type Evidence, evidenceSchema } from '../../../../shared/hrm/evidence.ts'
import {
  type EntityType,
  entityTypeSchema,
  type InsightDraft,
  type InsightType,
  insightDraftSchema,
  insightTypeSchema,
} from '../../../../shared/hrm/insight.ts'

/** The columns a list of insights is drawn from. */
export const INSIGHT_COLUMNS =
  'id, subject, rule_code, rule_version, entity_type, entity_id, insight_type, title, summary, detailed_reasoning, confidence, impact, reasoning_path, evidence, tags, llm_model_used, user_feedback, is_pinned, is_active, dismissed_at, ended_at, end_reason, stale_at, expires_at, computed_at, confirmed_at, created_at'

/** Those of what was told once: when the same was found last is known of the table alone. */
export const TOLD_COLUMNS =
  'id, subject, rule_code, rule_version, entity_type, entity_id, insight_type, title, summary, detailed_reasoning, confidence, impact, reasoning_path, evidence, tags, llm_model_used, user_feedback, is_pinned, is_active, dismissed_at, ended_at, end_reason, stale_at, expires_at, computed_at, created_at'

type InsightRow = Pick<
  Tables<'insights'>,
  | 'id'
  | 'subject'
  | 'rule_code'
  | 'rule_version'
  | 'entity_type'
  | 'entity_id'
  | 'insight_type'
  | 'title'
  | 'summary'
  | 'detailed_reasoning'
  | 'confidence'
  | 'impact'
  | 'reasoning_path'
  | 'evidence'
  | 'tags'
  | 'llm_model_used'
  | 'user_feedback'
  | 'is_pinned'
  | 'is_active'
  | 'dismissed_at'
  | 'ended_at'
  | 'end_reason'
  | 'stale_at'
  | 'expires_at'
  | 'computed_at'
  | 'confirmed_at'
  | 'created_at'
>

/** An insight as the screens show it: with its receipt read. */
export type Insight = Omit<
  InsightRow,
  'entity_type' | 'insight_type' | 'detailed_reasoning' | 'reasoning_path' | 'evidence'
> & {
  entity_type: EntityType
  insight_type: InsightType
  detailed_reasoning: InsightDraft['detailed_reasoning']
  reasoning_path: InsightDraft['reasoning_path']
  evidence: Evidence
}

const { detailed_reasoning, reasoning_path } = insightDraftSchema.shape

const readSchema = z.object({
  entity_type: entityTypeSchema,
  insight_type: insightTypeSchema,
  detailed_reasoning,
  reasoning_path,
  evidence: evidenceSchema,
})

const NO_EVIDENCE: Evidence = { rules: [], parameters: {}, rows: [], n: 0, values: [] }

/** Reads rows; one whose receipt a newer server wrote in another shape keeps its words and loses its receipt. */
export function readInsight(row: InsightRow): Insight | null {
  const parsed = readSchema.safeParse(row)
  if (parsed.success) return { ...row, ...parsed.data }
  const kind = z.object({ entity_type: entityTypeSchema, insight_type: insightTypeSchema }).safeParse(row)
  return kind.success
    ? {
        ...row,
        ...kind.data,
        detailed_reasoning: { factors: [], recommendations: [], sections: [] },
        reasoning_path: [],
        evidence: NO_EVIDENCE,
      }
    : null
}

export const readInsights = (rows: readonly InsightRow[]): Insight[] =>
  rows.flatMap((row) => readInsight(row) ?? [])
