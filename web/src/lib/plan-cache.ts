import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** The first part of a query key: what a list or a row is about. */
export type CachePrefix =
  | 'today'
  | 'tasks'
  | 'labels'
  | 'task-links'
  | 'pillars'
  | 'areas'
  | 'projects'
  | 'progress'
  | 'history'
  | 'profile'
  | 'resources'
  | 'saved-filters'
  | 'templates'
  | 'focus'
  | 'balance'
  | 'notifications'
  | 'notification-settings'
  | 'usage'
  | 'chats'
  | 'ai-settings'
  | 'memories'
  | 'insights'
  | 'insight-settings'
  | 'automations'
  | 'hrm-snapshot'

/** What on screen is drawn from each table; anything derived (ranking, progress, history) is drawn from several. */
const DRAWN_FROM: Record<string, readonly CachePrefix[]> = {
  tasks: ['tasks', 'today', 'progress', 'balance', 'history'],
  task_labels: ['task-links', 'history'],
  task_dependencies: ['task-links', 'today', 'history'],
  labels: ['labels', 'task-links', 'history'],
  projects: ['projects', 'today', 'progress', 'balance', 'history'],
  areas: ['areas', 'projects', 'today', 'progress', 'balance', 'history'],
  pillars: ['pillars', 'areas', 'today', 'progress', 'balance', 'history'],
  user_profiles: ['profile', 'today'],
  resources: ['resources', 'history'],
  saved_filters: ['saved-filters', 'history'],
  project_templates: ['templates', 'history'],
  focus_sessions: ['focus', 'balance', 'history'],
  // A share of the AI budget that was used up is told by a notice.
  notifications: ['notifications', 'usage'],
  notification_preferences: ['notification-settings', 'history'],
  ai_settings: ['ai-settings', 'history'],
  assistant_memories: ['memories', 'history'],
  hrm_user_preferences: ['insight-settings', 'history'],
  automation_settings: ['automations', 'history'],
  automation_trust: ['automations'],
  automation_proposals: ['automations'],
  chat_threads: ['chats'],
  chat_messages: ['chats'],
}

export const PLAN_PREFIXES: readonly CachePrefix[] = [...new Set(Object.values(DRAWN_FROM).flat())]

/** Which caches a change of a table makes stale; an unknown table makes none stale. */
export const drawnFrom = (table: string): readonly CachePrefix[] => DRAWN_FROM[table] ?? []

/** What the rules see of a plan is gathered by the server from all of these. */
const SEEN_BY_RULES: readonly CachePrefix[] = [
  'pillars',
  'areas',
  'projects',
  'tasks',
  'today',
  'task-links',
  'focus',
]

/** Marks caches stale; what is on screen refetches at once, the rest when it is next shown. */
export async function refresh(client: QueryClient, prefixes: Iterable<CachePrefix>): Promise<void> {
  const stale = new Set<CachePrefix>(prefixes)
  if (SEEN_BY_RULES.some((prefix) => stale.has(prefix))) stale.add('hrm-snapshot')
  await Promise.all([...stale].map((prefix) => client.invalidateQueries({ queryKey: [prefix] })))
}

/** So long a change of this tab waits for the next one before its lists are asked for anew: they show it already. */
const OWN_CHANGE_MS = 150

const soon = new WeakMap<QueryClient, { prefixes: Set<CachePrefix>; timer?: ReturnType<typeof setTimeout> }>()

/** Marks caches stale after a change that is on screen already; several in a row are one refetch. */
export function refreshSoon(
  client: QueryClient,
  prefixes: Iterable<CachePrefix>,
  isReady: () => boolean,
): void {
  const waiting = soon.get(client) ?? { prefixes: new Set<CachePrefix>() }
  soon.set(client, waiting)
  for (const prefix of prefixes) waiting.prefixes.add(prefix)
  clearTimeout(waiting.timer)
  waiting.timer = setTimeout(() => {
    // The change under way asks again when it has settled.
    if (!isReady()) return
    const stale = [...waiting.prefixes]
    waiting.prefixes.clear()
    void refresh(client, stale)
  }, OWN_CHANGE_MS)
}

export type Snapshot = [QueryKey, unknown][]

export const snapshot = (client: QueryClient, prefixes: readonly CachePrefix[]): Snapshot =>
  prefixes.flatMap((prefix) => client.getQueriesData({ queryKey: [prefix] }))

export function rollBack(client: QueryClient, saved: Snapshot): void {
  for (const [key, data] of saved) client.setQueryData(key, data)
}

type Row = { id: string }

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && 'id' in value

/** The same list again when no row of it changes: what nothing happened to is not drawn anew. */
function mapRows(data: unknown, id: string, change: (row: Row) => Row | null): unknown {
  if (!Array.isArray(data)) return isRow(data) && data.id === id ? (change(data) ?? data) : data
  const index = data.findIndex((row: unknown) => isRow(row) && row.id === id)
  if (index < 0) return data
  const next = change(data[index] as Row)
  if (next === data[index]) return data
  return next ? data.with(index, next) : data.toSpliced(index, 1)
}

/** Only what the row has: a list that shows fewer columns stays as it was asked for. */
function patched(row: Row, patch: Record<string, unknown>): Row {
  const changed = Object.entries(patch).filter(
    ([column, value]) => column in row && !Object.is(row[column as keyof Row], value),
  )
  return changed.length > 0 ? { ...row, ...Object.fromEntries(changed) } : row
}

/** Changes the columns of one row wherever it is shown. */
export function patchRow(
  client: QueryClient,
  prefixes: readonly CachePrefix[],
  id: string,
  patch: Record<string, unknown>,
): void {
  for (const prefix of prefixes) {
    client.setQueriesData({ queryKey: [prefix] }, (data: unknown) =>
      mapRows(data, id, (row) => patched(row, patch)),
    )
  }
}

/** Takes one row out of every list it is in. */
export function removeRow(client: QueryClient, prefixes: readonly CachePrefix[], id: string): void {
  for (const prefix of prefixes) {
    client.setQueriesData({ queryKey: [prefix] }, (data: unknown) => mapRows(data, id, () => null))
  }
}

/** Appends a row to one list, if that list is loaded. */
export function appendRow<T extends Row>(client: QueryClient, queryKey: QueryKey, row: T): void {
  client.setQueryData(queryKey, (data: unknown) => (Array.isArray(data) ? [...data, row] : data))
}
