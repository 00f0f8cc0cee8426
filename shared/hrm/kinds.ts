/** What an insight can be about. */
export const ENTITY_TYPES = ['pillar', 'area', 'project', 'task', 'global'] as const

/** What kind of thing an insight says. */
export const INSIGHT_TYPES = [
  'priority_reasoning',
  'alignment_analysis',
  'pattern_recognition',
  'recommendation',
  'goal_coherence',
  'time_allocation',
  'progress_prediction',
  'obstacle_identification',
] as const

export type EntityType = (typeof ENTITY_TYPES)[number]
export type InsightType = (typeof INSIGHT_TYPES)[number]
