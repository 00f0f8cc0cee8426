import {
  ENTITY_TYPES,
  type EntityType,
  INSIGHT_TYPES,
  type InsightType,
} from '../../../../shared/hrm/kinds.ts'
import type { Day } from '../../lib/dates.ts'

export const SHOWN = ['open', 'dismissed', 'past'] as const
/** Lowest confidences to choose from, in percent: the borders of the three words for it. */
export const CONFIDENCES = [60, 80] as const

export type Shown = (typeof SHOWN)[number]

/** What the address of Insights may say beyond that of every screen; what is left out is the default. */
export type InsightsSearch = {
  show?: Exclude<Shown, 'open'>
  type?: InsightType
  about?: EntityType
  pinned?: true
  /** Percent. */
  min?: (typeof CONFIDENCES)[number]
  /** Comma between them; all must be there. */
  tags?: string
  /** The rule, or generator, that gives the reason. */
  rule?: string
  /** With `until`: what was told anew on these days, whatever became of it. */
  from?: Day
  until?: Day
  /** The insight whose receipt is open. */
  insight?: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const TAGS = /^[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*$/
const MAX_TAGS = 400
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const RULE = /^[A-Z][A-Z0-9_]{0,63}$/

/** A first and a last day, in their order; nothing of one alone. */
export function parsePeriod({ from, until }: Record<string, unknown>): { from?: Day; until?: Day } {
  const areDays =
    typeof from === 'string' &&
    typeof until === 'string' &&
    DAY.test(from) &&
    DAY.test(until) &&
    from <= until
  return areDays ? { from, until } : {}
}

export const parseRule = ({ rule }: Record<string, unknown>): { rule?: string } =>
  typeof rule === 'string' && RULE.test(rule) ? { rule } : {}

export const parseType = (search: Record<string, unknown>): { type?: InsightType } => {
  const type = INSIGHT_TYPES.find((known) => known === search.type)
  return type ? { type } : {}
}

/** Only what Insights understands; an address that was typed wrong shows everything. */
export function parseInsightsSearch(search: Record<string, unknown>): InsightsSearch {
  const { tags, insight } = search
  const show = SHOWN.find((known) => known === search.show && known !== 'open')
  const about = ENTITY_TYPES.find((known) => known === search.about)
  const min = CONFIDENCES.find((known) => known === Number(search.min))
  return {
    ...(show && show !== 'open' && { show }),
    ...parseType(search),
    ...parseRule(search),
    ...parsePeriod(search),
    ...(about && { about }),
    ...(search.pinned === true && { pinned: true as const }),
    ...(min && { min }),
    ...(typeof tags === 'string' && tags.length <= MAX_TAGS && TAGS.test(tags) && { tags }),
    ...(typeof insight === 'string' && UUID.test(insight) && { insight }),
  }
}

/** The tags an address asks for. */
export const tagsIn = (tags: string | undefined): string[] => tags?.split(',') ?? []

/** The tags with one more, or without it; undefined where none is left. */
export function toggleTag(tags: string | undefined, tag: string): string | undefined {
  const others = tagsIn(tags).filter((known) => known !== tag)
  const next = others.length < tagsIn(tags).length ? others : [...others, tag]
  return next.join(',') || undefined
}

/** How many filters narrow the list down. */
export const countFilters = ({ type, about, pinned, min, rule, tags }: InsightsSearch): number =>
  [type, about, pinned, min, rule].filter(Boolean).length + tagsIn(tags).length

/** The change that takes every filter away; which insights are shown stays. */
export const NO_FILTER = {
  ...{
    type: undefined,
    about: undefined,
    pinned: undefined,
    min: undefined,
    rule: undefined,
    tags: undefined,
  },
}
