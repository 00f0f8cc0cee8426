import * as z from 'zod/mini'

const share = z.number().check(z.gte(0), z.lte(1))
const boost = z.number().check(z.gte(-1), z.lte(1))
const hours = z.number().check(z.gt(0), z.lte(8760))
const days = z.int().check(z.gte(1), z.lte(365))
const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const clockWindow = z.strictObject({ from: clock, until: clock })
/**
 * A whole word in small letters; `*` at one of its ends stands for more of it. Its letters are those that names are taken
 * apart by (`word-match.ts`), written out so that the database reads the pattern as the program does.
 */
const word = z
  .string()
  .check(
    z.regex(
      /^(\*?[a-z0-9\u00df-\u00f6\u00f8-\u1fff][a-z0-9\u00df-\u00f6\u00f8-\u1fff-]{1,58}|[a-z0-9\u00df-\u00f6\u00f8-\u1fff][a-z0-9\u00df-\u00f6\u00f8-\u1fff-]{1,58}\*)$/u,
    ),
  )
const words = z.array(word).check(z.minLength(1), z.maxLength(100))

export const TASK_CATEGORIES = ['general', 'deep_work', 'creative', 'strategic', 'admin', 'routine'] as const
const category = z.enum(TASK_CATEGORIES)

export const CONDITION_FIELDS = [
  'status',
  'priority',
  'category',
  'energy',
  'name',
  'importance',
  'project_importance',
  'area_importance',
  'due_in_days',
  'age_days',
  'duration_minutes',
  'progress_percent',
  'open_tasks',
] as const

const text = z.string().check(z.minLength(1), z.maxLength(200))
/** A field without a value (no date, no estimate) fulfils no condition but `is_not`. */
const condition = z.union([
  z.strictObject({
    field: z.enum(CONDITION_FIELDS),
    operator: z.enum(['is', 'is_not']),
    value: z.union([text, z.number()]),
  }),
  z.strictObject({
    field: z.enum(CONDITION_FIELDS),
    operator: z.enum(['at_least', 'at_most']),
    value: z.number(),
  }),
  z.strictObject({ field: z.enum(CONDITION_FIELDS), operator: z.literal('contains'), value: text }),
])

/** What every configuration may have: whom the rule is about, and what it writes on the insights it counts for. */
const common = {
  conditions: z.optional(z.array(condition).check(z.maxLength(20))),
  add_tags: z.optional(z.array(z.string().check(z.regex(/^[a-z][a-z0-9_]{0,39}$/))).check(z.maxLength(5))),
}

const step = z.strictObject({ within_hours: hours, score: share })

/** Urgency by the hours left. The boosts order what has the same score. */
const deadlineConfig = z.strictObject({
  method: z.literal('deadline'),
  /** Tightest first; the scores never rise with the hours. */
  steps: z.array(step).check(
    z.minLength(1),
    z.maxLength(12),
    z.refine(
      (steps) =>
        steps.every(
          ({ within_hours, score }, i) =>
            i === 0 || (within_hours > steps[i - 1]!.within_hours && score <= steps[i - 1]!.score),
        ),
      'Steps go from tight to wide, and their scores never rise',
    ),
  ),
  later_score: share,
  none_score: share,
  overdue_score: share,
  overdue_multiplier: z.number().check(z.gte(1), z.lte(10)),
  today_boost: boost,
  tomorrow_boost: boost,
  critical_hours: hours,
  urgent_hours: hours,
  ...common,
})

/** Boosts by category, in one window of the day. Outside of it the rule is silent. */
const timeWindowConfig = z.strictObject({
  method: z.literal('time_window'),
  ...{ from: clock, until: clock },
  boosts: z.partialRecord(category, boost),
  ...common,
})

/** What fits the energy a person has at this hour. */
const energyConfig = z.strictObject({
  method: z.literal('energy'),
  windows: z.strictObject({
    morning_peak: clockWindow,
    afternoon_peak: clockWindow,
    evening_peak: clockWindow,
  }),
  /** `own_peak` is the window of the person's energy pattern; `any` fits at every hour. */
  best_windows: z.partialRecord(
    category,
    z.enum(['own_peak', 'morning_peak', 'afternoon_peak', 'evening_peak', 'any']),
  ),
  /** What only the peak is good enough for. */
  demanding: z.array(category),
  in_peak: z.strictObject({ demanding: share, other: share }),
  off_peak: z.strictObject({ demanding: share, other: share }),
  steady_score: share,
  ...common,
})

/** Each factor on 0 to 1, weighted; those a row cannot have (an area has no project) are left out of the average. */
const weightedAverageConfig = z.strictObject({
  method: z.literal('weighted_average'),
  factors: z
    .strictObject({
      time_allocation: z.optional(share),
      alignment_strength: z.optional(share),
      area_importance: z.optional(share),
      project_importance: z.optional(share),
      project_priority: z.optional(share),
      task_priority: z.optional(share),
    })
    .check(
      z.refine((factors) => Object.values(factors).some((weight) => weight > 0), 'No factor has weight'),
    ),
  without_pillar_score: share,
  default_time_allocation: share,
  default_alignment_strength: share,
  ...common,
})

/** Staying where the person already works today. */
const contextConfig = z.strictObject({
  method: z.literal('context'),
  group_by: z.enum(['project', 'area', 'pillar']),
  switch_boost: boost,
  focus_boost: boost,
  ...common,
})

/** Words in the names of the row and of what it belongs to. */
const wordsConfig = z.strictObject({
  method: z.literal('words'),
  groups: z
    .record(z.string().check(z.regex(/^[a-z][a-z0-9_]{0,39}$/)), words)
    .check(z.refine((groups) => Object.keys(groups).length > 0, 'No group of words')),
  boost,
  ...common,
})

/** Projects that get into each other's way, or help each other. */
const coherenceConfig = z.strictObject({
  method: z.literal('coherence'),
  conflict_boost: boost,
  synergy_boost: boost,
  /** From which closeness of two deadlines (1: the same day) two projects compete. */
  threshold: share,
  /** Deadlines this far apart have closeness 0. */
  horizon_days: days,
  ...common,
})

/** What waits for something else. */
const dependenciesConfig = z.strictObject({
  method: z.literal('dependencies'),
  none_score: share,
  blocked_boost: boost,
  ready_boost: boost,
  /** Whether what waits for a task, at whatever distance, is counted. */
  cascade: z.boolean(),
  most_named: z.int().check(z.gte(1), z.lte(5)),
  ...common,
})

/** How a project moves: mean of the factors, each 0 to 1. */
const momentumConfig = z.strictObject({
  method: z.literal('momentum'),
  factors: z
    .array(z.enum(['recent_completions', 'timeline_adherence', 'velocity']))
    .check(z.minLength(1), z.maxLength(3)),
  /** From which mean on it counts as going well. */
  boost_from: share,
  stall_boost: boost,
  recent_days: days,
  enough_completions: z.int().check(z.gte(1), z.lte(100)),
  stall_days: days,
  ...common,
})

/** Shares of lived time per sphere of life against what is wanted. */
const balanceConfig = z.strictObject({
  method: z.literal('balance'),
  spheres: z
    .record(z.string().check(z.regex(/^[a-z][a-z0-9_]{0,39}$/)), z.strictObject({ target: share, words }))
    .check(z.refine((spheres) => Object.keys(spheres).length > 1, 'A balance needs two spheres')),
  imbalance_boost: boost,
  /** So far from its target, as a share of all time, a sphere still counts as in balance. */
  tolerance: share,
  least_minutes: z.int().check(z.gte(1), z.lte(100_000)),
  ...common,
})

/** A boost for whatever fulfils all conditions. */
const matchConfig = z.strictObject({
  method: z.literal('match'),
  boost,
  conditions: z.array(condition).check(z.minLength(1), z.maxLength(20)),
  add_tags: common.add_tags,
})

/** The configurations a rule of each type can have; what is not one of them is refused, also by the database. */
export const RULE_CONFIGS = {
  scoring: z.discriminatedUnion('method', [weightedAverageConfig, contextConfig, wordsConfig]),
  filtering: z.discriminatedUnion('method', [matchConfig]),
  relationship: z.discriminatedUnion('method', [coherenceConfig]),
  temporal: z.discriminatedUnion('method', [deadlineConfig, timeWindowConfig, energyConfig]),
  constraint: z.discriminatedUnion('method', [dependenciesConfig]),
  pattern_matching: z.discriminatedUnion('method', [momentumConfig, balanceConfig]),
} as const

const row = {
  rule_code: z.string().check(z.regex(/^[A-Z][A-Z0-9_]{2,59}$/)),
  rule_name: z.string(),
  description: z.string(),
  hierarchy_level: z.enum(['pillar', 'area', 'project', 'task', 'cross_level']),
  applies_to_entity_types: z.array(z.enum(['area', 'project', 'task'])).check(z.minLength(1)),
  base_weight: share,
  user_adjustable: z.boolean(),
  requires_llm: z.boolean(),
  llm_prompt_template: z.nullable(z.string()),
  is_active: z.boolean(),
  is_system_rule: z.boolean(),
  version: z.int().check(z.gte(1)),
}

export const ruleSchema = z.discriminatedUnion('rule_type', [
  z.object({ ...row, rule_type: z.literal('scoring'), rule_config: RULE_CONFIGS.scoring }),
  z.object({ ...row, rule_type: z.literal('filtering'), rule_config: RULE_CONFIGS.filtering }),
  z.object({ ...row, rule_type: z.literal('relationship'), rule_config: RULE_CONFIGS.relationship }),
  z.object({ ...row, rule_type: z.literal('temporal'), rule_config: RULE_CONFIGS.temporal }),
  z.object({ ...row, rule_type: z.literal('constraint'), rule_config: RULE_CONFIGS.constraint }),
  z.object({ ...row, rule_type: z.literal('pattern_matching'), rule_config: RULE_CONFIGS.pattern_matching }),
])

/**
 * A row of `hrm_rules`, as far as the engine reads it.
 *
 * The sources give some rules scores (0 to 1) and others signed boosts (-1 to 1). Here everything is a score: a boost
 * moves it away from 0.5, where a rule says nothing, and never below 0.1 nor above 1 (`scoreOfBoost`). That way blocked
 * (-0.8) is 0.1 and ready (+0.3) is 0.8, as the sources say of the same rule elsewhere.
 */
export type Rule = z.infer<typeof ruleSchema>
export type RuleConfig = Rule['rule_config']
export type RuleType = Rule['rule_type']
export type ConfigOf<Method extends RuleConfig['method']> = Extract<RuleConfig, { method: Method }>
export type Condition = z.infer<typeof condition>
export type RuledEntityType = Rule['applies_to_entity_types'][number]
