import { fulfilling } from './conditions.ts'
import type { Finding, Judge, RuleResult } from './finding.ts'
import type { Frame } from './frame.ts'
import type { Rule, RuledEntityType } from './rule.ts'
import { dependencies } from './rules/constraint.ts'
import { match } from './rules/filtering.ts'
import { balance, momentum } from './rules/pattern.ts'
import { coherence } from './rules/relationship.ts'
import { context, weightedAverage, words } from './rules/scoring.ts'
import { deadline, energy, timeWindow } from './rules/temporal.ts'

/** A rule, ready to judge the rows of one snapshot. */
export interface RuleJudge {
  rule: Rule
  /** The weight it has for this person, 0 to 1. */
  weight: number
  appliesTo: ReadonlySet<RuledEntityType>
  judge: Judge
  /** What it said already: many rows share a finding. */
  told: Map<Finding, RuleResult>
}

/** The weight of a rule for a person: their own, where the rule may be adjusted. */
export const weightOf = (
  { rule_code, base_weight, user_adjustable }: Rule,
  overrides: Readonly<Record<string, number>>,
): number => {
  const own = overrides[rule_code]
  return user_adjustable && own !== undefined ? Math.min(1, Math.max(0, own)) : base_weight
}

/** The active rules in order of their codes, whatever the order of the rows. */
export function judgesOf(rules: readonly Rule[], frame: Frame): RuleJudge[] {
  const { rule_weight_overrides } = frame.snapshot.preferences
  return rules
    .filter(({ is_active }) => is_active)
    .sort((a, b) => (a.rule_code < b.rule_code ? -1 : 1))
    .map((rule) => ({
      rule,
      weight: weightOf(rule, rule_weight_overrides),
      appliesTo: new Set(rule.applies_to_entity_types),
      judge: conditional(rule, frame),
      told: new Map(),
    }))
}

function conditional({ rule_config }: Rule, frame: Frame): Judge {
  const judge = prepared(rule_config, frame)
  const { conditions } = rule_config
  if (!conditions || conditions.length === 0) return judge
  const isMeant = fulfilling(conditions, frame)
  return (node) => (isMeant(node) ? judge(node) : null)
}

function prepared(config: Rule['rule_config'], frame: Frame): Judge {
  switch (config.method) {
    case 'deadline':
      return deadline(config, frame)
    case 'time_window':
      return timeWindow(config, frame)
    case 'energy':
      return energy(config, frame)
    case 'weighted_average':
      return weightedAverage(config, frame)
    case 'context':
      return context(config, frame)
    case 'words':
      return words(config, frame)
    case 'coherence':
      return coherence(config, frame)
    case 'dependencies':
      return dependencies(config, frame)
    case 'momentum':
      return momentum(config, frame)
    case 'balance':
      return balance(config, frame)
    case 'match':
      return match(config, frame)
  }
}
