import { EVERYTHING, type Filter, group, isEverything, isGroup } from '../../../../shared/filters/filter.ts'

/** The way to a part of a filter: the place in each group; what is negated is place 0 of its "not". */
export type FilterPath = readonly number[]

/** The filter with the part at the path replaced; null takes the part out. Groups stay in their plainest form. */
export function replaceAt(filter: Filter, path: FilterPath, next: Filter | null): Filter {
  const [place, ...rest] = path
  if (place === undefined) return next ?? EVERYTHING
  if (filter.kind === 'not') {
    const part = replaceAt(filter.part, rest, next)
    return isEverything(part) ? EVERYTHING : { kind: 'not', part }
  }
  if (!isGroup(filter)) return filter
  const parts = filter.parts.flatMap((part, index) => {
    if (index !== place) return [part]
    const changed = replaceAt(part, rest, next)
    return isEverything(changed) ? [] : [changed]
  })
  return group(filter.kind, parts)
}

/** What passed is kept out, what was kept out passes. */
export const negated = (filter: Filter): Filter =>
  filter.kind === 'not' ? filter.part : { kind: 'not', part: filter }

/** One more condition beside the others: in a group by the rule of the group, otherwise both must hold. */
export const withAnother = (filter: Filter, term: Filter): Filter =>
  isGroup(filter) ? group(filter.kind, [...filter.parts, term]) : group('and', [filter, term])

/** "All of" becomes "any of" and the other way round. */
export const flipped = (filter: Filter): Filter =>
  isGroup(filter) ? group(filter.kind === 'and' ? 'or' : 'and', filter.parts) : filter
