export const PLAN_VIEWS = ['tree', 'list', 'board', 'matrix'] as const
export const SORTS = ['due', 'priority', 'name', 'created', 'manual'] as const
export const GROUPINGS = ['project', 'due', 'priority', 'none'] as const
const SCOPES = ['pillar', 'area', 'project'] as const

export type PlanView = (typeof PLAN_VIEWS)[number]
export type Sort = (typeof SORTS)[number]
export type Grouping = (typeof GROUPINGS)[number]
/** What of the plan is looked at: `null` is all of it. */
export type Scope = { level: (typeof SCOPES)[number]; id: string }

/** What the address of Plan may say beyond that of every screen; what is left out is the default. */
export type PlanSearch = {
  view?: Exclude<PlanView, 'tree'>
  /** A filter as `parseFilter` reads it, as it was typed. */
  filter?: string
  sort?: Exclude<Sort, 'due'>
  group?: Exclude<Grouping, 'project'>
  /** `pillar:<id>`, `area:<id>` or `project:<id>` */
  scope?: string
}

const MAX_FILTER = 2_000
const SCOPE = /^(pillar|area|project):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

function oneOf<T extends string, D extends T>(
  known: readonly T[],
  value: unknown,
  fallback: D,
): Exclude<T, D> | undefined {
  const isOther = (candidate: T): candidate is Exclude<T, D> => candidate === value && candidate !== fallback
  return known.find(isOther)
}

/** Only what Plan understands; an address that was typed wrong shows the default. */
export function parsePlanSearch(search: Record<string, unknown>): PlanSearch {
  const view = oneOf(PLAN_VIEWS, search.view, 'tree')
  const sort = oneOf(SORTS, search.sort, 'due')
  const group = oneOf(GROUPINGS, search.group, 'project')
  // A filter that is a number was typed by hand: the address makes it one.
  const filter = typeof search.filter === 'number' ? String(search.filter) : search.filter
  return {
    ...(view && { view }),
    ...(typeof filter === 'string' && filter && { filter: filter.slice(0, MAX_FILTER) }),
    ...(sort && { sort }),
    ...(group && { group }),
    ...(typeof search.scope === 'string' && SCOPE.test(search.scope) && { scope: search.scope }),
  }
}

export function parseScope(text: string | undefined): Scope | null {
  const [, level, id] = SCOPE.exec(text ?? '') ?? []
  const known = SCOPES.find((candidate) => candidate === level)
  return known && id ? { level: known, id } : null
}

export const printScope = (scope: Scope): string => `${scope.level}:${scope.id}`
