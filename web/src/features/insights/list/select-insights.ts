import { ENTITY_TYPES, INSIGHT_TYPES } from '../../../../../shared/hrm/kinds.ts'
import { type InsightsSearch, tagsIn } from '../insights-search.ts'
import type { Insight } from '../insight.ts'
import { percentOf } from '../words.ts'

/** The insights an address asks for, of those that are current or past. */
export function selectInsights(insights: readonly Insight[], search: InsightsSearch): Insight[] {
  const { show = 'open', type, about, pinned, min = 0, rule, from } = search
  // What was told on some days is all there, whatever became of it.
  const isWhole = show === 'past' || from !== undefined
  const tags = tagsIn(search.tags)
  return insights.filter(
    (insight) =>
      (isWhole || (insight.dismissed_at === null) === (show === 'open')) &&
      (!type || insight.insight_type === type) &&
      (!rule || insight.rule_code === rule) &&
      (!about || insight.entity_type === about) &&
      (!pinned || insight.is_pinned) &&
      percentOf(insight.confidence) >= min &&
      tags.every((tag) => insight.tags.includes(tag)),
  )
}

/** Tags that are neither a type nor an entity, which have filters of their own; the most used ones first. */
export function tagsOf(insights: readonly Insight[]): string[] {
  const counts = new Map<string, number>()
  for (const tag of insights.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  const isFiltered = (tag: string) =>
    INSIGHT_TYPES.some((type) => type === tag) || ENTITY_TYPES.some((entity) => entity === tag)
  return [...counts]
    .filter(([tag]) => !isFiltered(tag))
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([tag]) => tag)
}
