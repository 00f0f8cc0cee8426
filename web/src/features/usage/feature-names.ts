import type { useUsageText } from './usage-text.ts'

const KNOWN = [
  'assistant',
  'today_priorities',
  'task_why_statements',
  'focus_suggestions',
  'goal_coaching',
  'project_decomposition',
  'strategic_planning',
  'hrm_analysis',
  'sentiment_analysis',
] as const

/** What a feature of the ledger is called on screen; one this app does not know keeps its own name. */
export function featureName(feature: string, t: ReturnType<typeof useUsageText>): string {
  const known = KNOWN.find((candidate) => candidate === feature)
  return known ? t(`features.${known}`) : feature.replaceAll('_', ' ')
}
