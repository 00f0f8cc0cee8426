import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { Tables } from '../../../../shared/database.types.ts'
import { type Rule, ruleSchema } from '../../../../shared/hrm/rule.ts'
import { snapshotOf, snapshotSchema } from '../../../../shared/hrm/snapshot.ts'
import { knownRows } from '../../lib/known-rows.ts'
import { read, readOne } from '../../lib/read.ts'
import { supabase } from '../../lib/supabase.ts'

const RULE_COLUMNS =
  'rule_code, rule_name, description, hierarchy_level, applies_to_entity_types, rule_type, rule_config, base_weight, user_adjustable, requires_llm, llm_prompt_template, is_active, is_system_rule, version'
const PREFERENCE_COLUMNS =
  'rule_weight_overrides, explanation_detail_level, show_confidence_scores, show_reasoning_path, ai_personality, ai_communication_style, primary_optimization, preferred_work_hours, energy_pattern, enable_ai_learning, share_anonymous_insights'

export type WeightChange = Pick<
  Tables<'hrm_weight_changes'>,
  'id' | 'rule_code' | 'before' | 'after' | 'reason' | 'created_at' | 'reverted_at'
>

const weightsSchema = z.record(z.string(), z.number())
const hoursSchema = z.object({ start: z.string(), end: z.string() })

export type Preferences = Omit<
  Tables<'hrm_user_preferences'>,
  'user_id' | 'created_at' | 'updated_at' | 'rule_weight_overrides' | 'preferred_work_hours'
> & {
  /** The weights that are this person's own, by the code of the rule. */
  rule_weight_overrides: Record<string, number>
  preferred_work_hours: { start: string; end: string }
}

/** What holds for who has chosen nothing: the defaults of the columns. */
export const DEFAULT_PREFERENCES: Preferences = {
  rule_weight_overrides: {},
  explanation_detail_level: 'balanced',
  show_confidence_scores: true,
  show_reasoning_path: true,
  ai_personality: 'coach',
  ai_communication_style: 'encouraging',
  primary_optimization: 'balance',
  preferred_work_hours: { start: '09:00', end: '17:00' },
  energy_pattern: 'morning_peak',
  enable_ai_learning: true,
  share_anonymous_insights: false,
}

export const settingsQueries = {
  /** How this person wants insights. */
  preferences: () =>
    queryOptions({
      queryKey: ['insight-settings', 'preferences'],
      queryFn: async ({ signal }): Promise<Preferences> => {
        const row = await readOne(supabase.from('hrm_user_preferences').select(PREFERENCE_COLUMNS), signal)
        if (!row) return DEFAULT_PREFERENCES
        return {
          ...row,
          rule_weight_overrides: weightsSchema.parse(row.rule_weight_overrides),
          preferred_work_hours: hoursSchema.parse(row.preferred_work_hours),
        }
      },
    }),

  /** The rules the engine of this app can run; those of a newer server are left out. */
  rules: () =>
    queryOptions({
      queryKey: ['insight-settings', 'rules'],
      queryFn: async ({ signal }): Promise<Rule[]> => {
        const rows = await read(
          supabase.from('hrm_rules').select(RULE_COLUMNS).eq('is_active', true).order('rule_code'),
          signal,
        )
        return knownRows(ruleSchema, rows)
      },
    }),

  /** What the rules know of this person. */
  snapshot: () =>
    queryOptions({
      // Its own: a weight that was kept changes nothing of it, and rules need not be asked anew.
      queryKey: ['hrm-snapshot'],
      staleTime: 60_000,
      queryFn: async ({ signal }) =>
        snapshotSchema.parse(snapshotOf(await read(supabase.rpc('hrm_snapshot'), signal))),
    }),

  /** What learning has moved, latest first. */
  weightChanges: () =>
    queryOptions({
      queryKey: ['insight-settings', 'weight-changes'],
      queryFn: ({ signal }) =>
        read(
          supabase
            .from('hrm_weight_changes')
            .select('id, rule_code, before, after, reason, created_at, reverted_at')
            .order('created_at', { ascending: false })
            .order('id')
            .limit(30),
          signal,
        ),
    }),
}
