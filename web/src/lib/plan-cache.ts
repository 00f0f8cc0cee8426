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

/** What on screen is drawn from each table; anything derived (ranking, progress, history) is drawn from several. */
const DRAWN_FROM: Record<string, readonly CachePrefix[]> = {
  tasks: ['tasks', 'today', 'progress', 'history'],
  task_labels: ['task-links', 'history'],
  task_dependencies: ['task-links', 'today', 'history'],
  labels: ['labels', 'task-links', 'history'],
  projects: ['projects', 'today', 'progress', 'history'],
  areas: ['areas', 'projects', 'today', 'progress', 'history'],
  pillars: ['pillars', 'areas', 'today', 'progress', 'history'],
  user_profiles: ['profile'],
  resources: ['resources', 'history'],
}

export const PLAN_PREFIXES: readonly CachePrefix[] = [...new Set(Object.values(DRAWN_FROM).flat())]

/** Which caches a change of a table makes stale; an unknown table makes none stale. */
export const drawnFrom = (table: string): readonly CachePrefix[] => DRAWN_FROM[table] ?? []

/** Marks caches stale; what is on screen refetches at once, the rest when it is next shown. */
export async function refresh(client: QueryClient, prefixes: Iterable<CachePrefix>): Promise<void> {
  await Promise.all([...prefixes].map((prefix) => client.invalidateQueries({ queryKey: [prefix] })))
}

export type Snapshot = [QueryKey, unknown][]

export const snapshot = (client: QueryClient, prefixes: readonly CachePrefix[]): Snapshot =>
  prefixes.flatMap((prefix) => client.getQueriesData({ queryKey: [prefix] }))

export function rollBack(client: QueryClient, saved: Snapshot): void {
  for (const [key, data] of saved) client.setQueryData(key, data)
}

type Row = { id: string }

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && 'id' in value

function mapRows(data: unknown, change: (row: Row) => Row | null): unknown {
  if (Array.isArray(data)) {
    const next = data.map((row: unknown) => (isRow(row) ? change(row) : row)).filter((row) => row !== null)
    return next
  }
  return isRow(data) ? (change(data) ?? data) : data
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
      mapRows(data, (row) => (row.id === id ? { ...row, ...patch } : row)),
    )
  }
}

/** Takes one row out of every list it is in. */
export function removeRow(client: QueryClient, prefixes: readonly CachePrefix[], id: string): void {
  for (const prefix of prefixes) {
    client.setQueriesData({ queryKey: [prefix] }, (data: unknown) =>
      mapRows(data, (row) => (row.id === id ? null : row)),
    )
  }
}

/** Appends a row to one list, if that list is loaded. */
export function appendRow<T extends Row>(client: QueryClient, queryKey: QueryKey, row: T): void {
  client.setQueryData(queryKey, (data: unknown) => (Array.isArray(data) ? [...data, row] : data))
}
