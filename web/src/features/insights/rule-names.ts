import type { InsightsTranslate } from './insights-text.ts'

/** The rules and generators that came with the app, which it can speak of in the person's language. */
const KNOWN = [
  'TEMPORAL_URGENCY_001',
  'TEMPORAL_MORNING_PEAK_001',
  'PILLAR_ALIGNMENT_001',
  'GOAL_COHERENCE_001',
  'DEPENDENCY_CHECK_001',
  'PROGRESS_MOMENTUM_001',
  'ENERGY_PATTERN_001',
  'CONTEXT_SWITCHING_001',
  'WORKLIFE_BALANCE_001',
  'SKILL_DEVELOPMENT_001',
  'GENERATOR_NO_PILLARS',
  'GENERATOR_NO_PROJECTS',
  'GENERATOR_EMPTY_PILLARS',
  'GENERATOR_EMPTY_PROJECTS',
  'GENERATOR_OVERDUE',
  'GENERATOR_FOCUS',
  'GENERATOR_COMPLETION',
  'GENERATOR_MOST_ACTIVE',
  'GENERATOR_ALMOST_DONE',
  'GENERATOR_UNASSIGNED',
  'GENERATOR_SHARE',
  'GENERATOR_JOURNAL',
] as const

type Named = { rule_code: string; rule_name?: string; description?: string }

const known = ({ rule_code }: Named) => KNOWN.find((code) => code === rule_code)

/** What a rule is called; one an admin added keeps the name they gave it. */
export function ruleName(rule: Named, t: InsightsTranslate): string {
  const code = known(rule)
  return code ? t(`rules.${code}.name`) : (rule.rule_name ?? rule.rule_code)
}

export function ruleDescription(rule: Named, t: InsightsTranslate): string {
  const code = known(rule)
  return code ? t(`rules.${code}.description`) : (rule.description ?? '')
}
