const COLUMNS = [
  'name', 'description', 'status', 'priority', 'importance', 'icon', 'color', 'archived', 'due_on', 'due_time',
  'start_on', 'deadline_on', 'duration_minutes', 'energy', 'category', 'remind_at', 'recurrence_rule',
  'recurrence_after_completion', 'project_id', 'parent_task_id', 'area_id', 'pillar_id', 'sort_order',
  'time_allocation_percentage', 'vision_statement', 'display_name', 'time_zone', 'locale', 'week_start', 'uses_24h',
  'theme', 'onboarding_state', 'reading_level', 'is_on', 'features_off', 'organization_id',
] as const // prettier-ignore

type Column = (typeof COLUMNS)[number]

/** What a column is called on screen; one this app does not know keeps its own name. */
export function columnLabel(column: string, t: (key: `columns.${Column}`) => string): string {
  const known = COLUMNS.find((candidate) => candidate === column)
  return known ? t(`columns.${known}`) : column.replaceAll('_', ' ')
}

/** Columns whose values are words of ours or plain data, fit to be shown as "from → to". */
const SHOWN_VALUES = new Set<string>([
  'name',
  'due_on',
  'due_time',
  'start_on',
  'deadline_on',
  'duration_minutes',
  'icon',
  'display_name',
  'time_zone',
  'importance',
  'recurrence_rule',
])

export const showsValues = (column: string): boolean => SHOWN_VALUES.has(column)
