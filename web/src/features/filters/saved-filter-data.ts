import { queryOptions } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Tables, TablesUpdate } from '../../../../shared/database.types.ts'
import { parseFilter } from '../../../../shared/filters/parse.ts'
import { printFilter } from '../../../../shared/filters/print.ts'
import type { FilterLanguage } from '../../../../shared/filters/words.ts'
import { type Batch, stamp } from '../../lib/changes.ts'
import { appendRow, patchRow, removeRow } from '../../lib/plan-cache.ts'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { type ChangeSpec, useRunChange } from '../../lib/use-change.ts'
import { type FilterTranslate, useFilterText } from './filter-text.ts'

export type SavedFilter = Pick<Tables<'saved_filters'>, 'id' | 'name' | 'icon' | 'query' | 'sort_order'>

export const MAX_FILTER_NAME = 100
const MAX_FILTERS = 200

export const savedFilterQueries = {
  all: () =>
    queryOptions({
      queryKey: ['saved-filters', 'list'],
      staleTime: 5 * 60_000,
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('saved_filters')
          .select('id, name, icon, query, sort_order')
          .order('sort_order')
          .order('created_at')
          .limit(MAX_FILTERS)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),
}

export const inOrder = (filters: readonly SavedFilter[]): SavedFilter[] =>
  filters.toSorted((a, b) => a.sort_order - b.sort_order)

/** The text of a filter in another language; what cannot be read stays as it is. */
export function translated(text: string, language: FilterLanguage): string {
  const parsed = parseFilter(text)
  return 'error' in parsed ? text : printFilter(parsed.ast, language)
}

/** Where a filter has to be put to stand one place further up or down; null at the end of the list. */
export function steppedOrder(filters: readonly SavedFilter[], id: string, step: 1 | -1): number | null {
  const ordered = inOrder(filters)
  const from = ordered.findIndex((filter) => filter.id === id)
  const beside = ordered[from + step]
  if (from < 0 || !beside) return null
  const beyond = ordered[from + 2 * step]
  return beyond ? (beside.sort_order + beyond.sort_order) / 2 : beside.sort_order + step
}

async function update(id: string, patch: TablesUpdate<'saved_filters'>, batch: Batch): Promise<void> {
  const request = supabase.from('saved_filters').update(patch).eq('user_id', currentUserId()).eq('id', id)
  await stamp(request.select('id').single(), batch).throwOnError()
}

function changesOf(t: FilterTranslate) {
  const explain = (key: string) => (key === 'alreadyThere' ? t('saved.nameTaken') : null)

  const create: ChangeSpec<SavedFilter> = {
    touches: ['saved-filters'],
    show: (client, filter) => appendRow(client, savedFilterQueries.all().queryKey, filter),
    write: async (filter, batch) => {
      const row = { ...filter, user_id: currentUserId() }
      const conflict = { onConflict: 'user_id,id', ignoreDuplicates: true }
      await stamp(supabase.from('saved_filters').upsert(row, conflict), batch).throwOnError()
    },
    explain,
    done: ({ name }) => t('saved.done.created', { name }),
  }
  const change: ChangeSpec<{ filter: SavedFilter; patch: Partial<SavedFilter> }> = {
    touches: ['saved-filters'],
    show: (client, { filter, patch }) => patchRow(client, ['saved-filters'], filter.id, patch),
    write: ({ filter, patch }, batch) => update(filter.id, patch, batch),
    explain,
    done: ({ filter, patch }) => t('saved.done.changed', { name: patch.name ?? filter.name }),
    slot: ({ filter }) => `filter-${filter.id}`,
  }
  const remove: ChangeSpec<SavedFilter> = {
    touches: ['saved-filters'],
    show: (client, { id }) => removeRow(client, ['saved-filters'], id),
    write: async ({ id }, batch) => {
      const request = supabase.from('saved_filters').delete().eq('user_id', currentUserId()).eq('id', id)
      await stamp(request, batch).throwOnError()
    },
    done: ({ name }) => t('saved.done.deleted', { name }),
  }
  return { create, change, remove }
}

/** What can be done with saved filters; each is an undo step and resolves to whether it was kept. */
export function useSavedFilterActions() {
  const t = useFilterText()
  const run = useRunChange()

  return useMemo(() => {
    const changes = changesOf(t)
    return {
      /** The query is kept in English, and shown in the language of whoever looks at it. */
      create: (draft: { name: string; icon: string; text: string }) =>
        run(changes.create, {
          id: crypto.randomUUID(),
          name: draft.name,
          icon: draft.icon,
          query: translated(draft.text, 'en'),
          // New ones go to the end; the clock is a number that only grows.
          sort_order: Date.now(),
        }),
      change: (filter: SavedFilter, patch: Partial<SavedFilter>) => run(changes.change, { filter, patch }),
      remove: (filter: SavedFilter) => run(changes.remove, filter),
    }
  }, [t, run])
}
