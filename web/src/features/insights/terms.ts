import type { EvidenceValue } from '../../../../shared/hrm/evidence.ts'
import type en from './messages.en.json'
import type { InsightsTranslate } from './insights-text.ts'
import { ruleName } from './rule-names.ts'
import { fieldText, plainKey, valueText } from './words.ts'

type Term = keyof (typeof en)['terms']
type Value = keyof (typeof en)['values']

const TERMS = [
  'count',
  'unnamed_count',
  'overdue_days',
  'completed_days',
  'done',
  'all',
  'done_percent',
  'recent_days',
  'recent_count',
  'finished_count',
  'entry_count',
  'idle_days',
  'last_entry_on',
  'open_count',
  'deadline_on',
  'left_days',
  'pace_days',
  'pace_count',
  'needed_days',
  'apart_days',
  'first_on',
  'second_on',
  'waiting_count',
  'lived_days',
  'lived_minutes',
  'total_minutes',
  'lived_percent',
  'declared_percent',
  'target_percent',
  'sphere',
  'sphere_minutes',
  'blocker_count',
  'score',
  'pillar_count',
  'project_count',
  'status',
  'priority',
  'due_on',
  'due_time',
  'importance',
  'alignment_strength',
  'completed_count',
  'task_count',
  'deadline_proximity',
  'today',
  'project_importance',
  'area_importance',
  'energy_pattern',
  'energy',
  'category',
  'hour',
  'synergy_count',
  'conflict_count',
  'time_allocation_percentage',
  'band',
  'current',
  'group',
] as const satisfies readonly Term[]
const VALUES = [
  'todo',
  'in_progress',
  'review',
  'completed',
  'not_started',
  'on_hold',
  'low',
  'medium',
  'high',
  'urgent',
  'general',
  'deep_work',
  'creative',
  'strategic',
  'admin',
  'routine',
  'morning_peak',
  'afternoon_peak',
  'evening_peak',
  'steady',
  'critical',
  'technical',
  'leadership',
  'communication',
  'domain',
  'work',
  'health',
  'relationships',
  'personal',
] as const satisfies readonly Value[]

const RULE_FACTOR = /^([A-Z][A-Z0-9_]+)\.(.+)$/

/** What a figure or a field of a receipt is called; one a newer server added keeps its own name. */
export function termOf(key: string, t: InsightsTranslate): string {
  const [, code, factor] = RULE_FACTOR.exec(key) ?? []
  if (code && factor)
    return t('receipt.figureOf', { rule: ruleName({ rule_code: code }, t), figure: termOf(factor, t) })
  const known = TERMS.find((term) => term === key)
  return known ? t(`terms.${known}`) : plainKey(key)
}

/** Whose text is the name of a row, in the words of the person. */
const NAMES = ['current']
const isName = (key: string): boolean => NAMES.includes(key.split('.').at(-1) ?? key)

/** What stands in a field: with its unit, days and numbers as the locale has them, states in words. */
export function contentOf(
  key: string,
  value: string | number | null,
  locale: string,
  t: InsightsTranslate,
): string {
  if (typeof value === 'number') {
    if (key.endsWith('_days')) return t('units.days', { count: value })
    return valueText(value, /_percent(age)?$/.test(key) ? 'percent' : 'count', locale)
  }
  const known = isName(key) ? undefined : VALUES.find((candidate) => candidate === value)
  return known ? t(`values.${known}`) : fieldText(value, locale)
}

/** A figure with its unit in words. */
export function figureText(
  { key, value, unit }: EvidenceValue,
  locale: string,
  t: InsightsTranslate,
): string {
  if (typeof value === 'string') return contentOf(key, value, locale, t)
  return unit === 'days' ? t('units.days', { count: value }) : valueText(value, unit, locale)
}

/** What a receipt shows: what rules worked out on the way comes last, and what only checks words not at all. */
export function figuresOf(values: readonly EvidenceValue[]): EvidenceValue[] {
  const figures = values.filter(({ key }) => !key.startsWith('comparison.'))
  return [
    ...figures.filter(({ key }) => !RULE_FACTOR.test(key)),
    ...figures.filter(({ key }) => RULE_FACTOR.test(key)),
  ]
}
