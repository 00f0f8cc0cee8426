import { type QueryClient, queryOptions, type QueryKey } from '@tanstack/react-query'
import { inPieces } from '../../../lib/read.ts'
import { supabase } from '../../../lib/supabase.ts'
import { mergeRows } from './merge-rows.ts'

const PAGE_SIZE = 1_000
const MAX_PAGES = 10
const PAGES_AT_ONCE = 4
/** Up to so many changes are fetched row by row; of more, everything is fetched. */
const MAX_CHANGES = 500
const MAX_BATCHES = 100
/** A step may go on for a while after it began, and a change is seen only when its transaction has ended. */
const BATCH_LASTS_MS = 5 * 60_000
const COMMIT_LASTS_MS = 60_000

type Row = { id: string }

type Source<T extends Row> = {
  /** The table as the change log names it. */
  table: string
  count: (signal: AbortSignal) => Promise<number>
  page: (from: number, to: number, signal: AbortSignal) => Promise<T[]>
  byIds: (ids: readonly string[], signal: AbortSignal) => Promise<T[]>
}

/** How far the change log has been read, and how many rows lie beyond what is loaded. */
type Mark = { readUntil: string; beyond: number }

const marks = new WeakMap<QueryClient, Map<string, Mark>>()

function marksOf(client: QueryClient): Map<string, Mark> {
  const known = marks.get(client) ?? new Map<string, Mark>()
  marks.set(client, known)
  return known
}

const before = (instant: string, ms: number): string => new Date(Date.parse(instant) - ms).toISOString()

/** When the newest step of this person began: from here on the change log is read next time. */
async function newestBatch(signal: AbortSignal): Promise<string> {
  const { data } = await supabase
    .from('change_batches')
    .select('created_at')
    .order('created_at', { ascending: false })
    .limit(1)
    .retry(false)
    .abortSignal(signal)
    .throwOnError()
  return data[0]?.created_at ?? new Date(0).toISOString()
}

/** Which rows were changed since, also by undo and by deleting; null when they are too many to ask for one by one. */
async function changedSince(
  { table }: { table: string },
  since: string,
  signal: AbortSignal,
): Promise<{ ids: string[]; readUntil: string } | null> {
  const { data: batches } = await supabase
    .from('change_batches')
    .select('created_at, changes(row_id)')
    .gte('created_at', before(since, BATCH_LASTS_MS))
    .eq('changes.table_name', table)
    .gte('changes.at', before(since, COMMIT_LASTS_MS))
    .order('created_at', { ascending: false })
    .limit(MAX_BATCHES)
    .limit(MAX_CHANGES, { referencedTable: 'changes' })
    .retry(false)
    .abortSignal(signal)
    .throwOnError()
  const ids = [...new Set(batches.flatMap(({ changes }) => changes.map(({ row_id }) => row_id)))]
  const isTooMuch =
    batches.length === MAX_BATCHES || batches.some(({ changes }) => changes.length >= MAX_CHANGES)
  return isTooMuch || ids.length > MAX_CHANGES ? null : { ids, readUntil: batches[0]?.created_at ?? since }
}

async function loadAll<T extends Row>(source: Source<T>, signal: AbortSignal) {
  const readUntil = await newestBatch(signal)
  const total = await source.count(signal)
  const pageCount = Math.min(Math.ceil(total / PAGE_SIZE), MAX_PAGES)
  const rows = new Map<string, T>()
  for (let first = 0; first < pageCount; first += PAGES_AT_ONCE) {
    const pages = Array.from({ length: Math.min(PAGES_AT_ONCE, pageCount - first) }, (_, index) =>
      source.page((first + index) * PAGE_SIZE, (first + index + 1) * PAGE_SIZE - 1, signal),
    )
    for (const row of (await Promise.all(pages)).flat()) rows.set(row.id, row)
  }
  return { rows: [...rows.values()], mark: { readUntil, beyond: total - rows.size } }
}

const loadByIds = <T extends Row>(source: Source<T>, ids: readonly string[], signal: AbortSignal) =>
  inPieces(ids, (some) => source.byIds(some, signal))

/**
 * A whole table of this person, up to 10,000 rows. It is loaded once; after that only what the change log names is
 * fetched, and a count proves that nothing is missing.
 */
export function syncedQuery<T extends Row>(queryKey: QueryKey, source: Source<T>) {
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<T[]> => {
      const known = marksOf(client)
      const name = JSON.stringify(queryKey)
      const mark = known.get(name)
      if (mark && client.getQueryData(queryKey)) {
        const [changed, total] = await Promise.all([
          changedSince(source, mark.readUntil, signal),
          source.count(signal),
        ])
        const fresh = changed && (await loadByIds(source, changed.ids, signal))
        // Read now and not before the requests: it may have been patched meanwhile.
        const rows = client.getQueryData<T[]>(queryKey)
        if (changed && fresh && rows) {
          const merged = mergeRows(rows, changed.ids, fresh)
          if (merged.length + mark.beyond === total) {
            known.set(name, { ...mark, readUntil: changed.readUntil })
            return changed.ids.length === 0 ? rows : merged
          }
        }
      }
      const loaded = await loadAll(source, signal)
      known.set(name, loaded.mark)
      return loaded.rows
    },
  })
}
