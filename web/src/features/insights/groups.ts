import type { Insight } from './insight.ts'

/** What the list is divided by, in the order of the screen. */
export const GROUPS = ['risk', 'blocked', 'balance', 'next', 'well'] as const
export type Group = (typeof GROUPS)[number]

type Judged = Pick<Insight, 'subject' | 'insight_type' | 'confidence' | 'impact' | 'is_pinned'>

/** By the kind a subject begins with; what is not named here goes by its type. */
const BY_KIND: Record<string, Group> = {
  obstacle: 'blocked',
  cascade: 'blocked',
  risk: 'risk',
  overdue: 'risk',
  stalled: 'risk',
  conflict: 'risk',
  journallapsed: 'risk',
  // Why something stands where it does is no fault of it.
  priority: 'next',
  imbalance: 'balance',
  share: 'balance',
  unassigned: 'balance',
  well: 'well',
  synergy: 'well',
  almostdone: 'well',
  mostactive: 'well',
  journalkept: 'well',
}

/** Which part of the screen an insight belongs to. */
export function groupOf({ subject, insight_type }: Pick<Judged, 'subject' | 'insight_type'>): Group {
  const kind = (subject.split(':')[0] ?? '').toLowerCase().replace(/[^a-z]/g, '')
  const known = BY_KIND[kind]
  if (known) return known
  switch (insight_type) {
    // A blocked task says so by its kind; the rest of what stands in the way is a risk.
    case 'obstacle_identification':
    case 'progress_prediction':
    case 'goal_coherence':
      return 'risk'
    case 'time_allocation':
    case 'alignment_analysis':
      return 'balance'
    case 'pattern_recognition':
      return 'well'
    default:
      return 'next'
  }
}

const byWeight = (a: Judged, b: Judged): number =>
  Number(b.is_pinned) - Number(a.is_pinned) ||
  b.impact * b.confidence - a.impact * a.confidence ||
  (a.subject < b.subject ? -1 : 1)

/** The parts that hold something; in each, pinned ones first and then what weighs most. */
export function grouped<T extends Judged>(insights: readonly T[]): { group: Group; insights: T[] }[] {
  return GROUPS.map((group) => ({
    group,
    insights: insights.filter((insight) => groupOf(insight) === group).sort(byWeight),
  })).filter(({ insights: found }) => found.length > 0)
}
