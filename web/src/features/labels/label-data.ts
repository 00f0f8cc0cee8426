import type { TablesUpdate } from '../../../../shared/database.types.ts'
import { type Batch, stamp } from '../../lib/changes.ts'
import { appendRow, patchRow, removeRow } from '../../lib/plan-cache.ts'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { useChange } from '../../lib/use-change.ts'
import { useLabelsText } from './labels-text.ts'
import { labelQueries } from './queries.ts'

export const MAX_LABEL_NAME = 100

export type NamedLabel = { id: string; name: string }

const CACHES = ['labels', 'task-links'] as const

export function useCreateLabel() {
  const t = useLabelsText()
  return useChange<NamedLabel & { color: string }>({
    touches: CACHES,
    show: (client, label) => appendRow(client, labelQueries.counted().queryKey, { ...label, count: 0 }),
    write: async (label, batch) => {
      await stamp(
        supabase.from('labels').insert({ ...label, user_id: currentUserId() }),
        batch,
      ).throwOnError()
    },
    explain: (key) => (key === 'alreadyThere' ? t('taken') : null),
    done: ({ name }) => t('added', { name }),
  })
}

/** Renames or recolours a label. */
export function useUpdateLabel() {
  const t = useLabelsText()
  return useChange<NamedLabel & { patch: TablesUpdate<'labels'> }>({
    touches: CACHES,
    show: (client, { id, patch }) => patchRow(client, ['labels'], id, patch),
    write: async ({ id, patch }, batch) => {
      const request = supabase.from('labels').update(patch).eq('user_id', currentUserId()).eq('id', id)
      await stamp(request, batch).throwOnError()
    },
    explain: (key) => (key === 'alreadyThere' ? t('taken') : null),
    done: ({ name, patch }) => t('changed', { name: patch.name ?? name }),
    slot: ({ id }) => `edit-${id}`,
  })
}

async function deleteLabel(id: string, batch: Batch): Promise<void> {
  const request = supabase.from('labels').delete().eq('user_id', currentUserId()).eq('id', id)
  await stamp(request, batch).throwOnError()
}

export function useDeleteLabel() {
  const t = useLabelsText()
  return useChange<NamedLabel>({
    touches: CACHES,
    show: (client, { id }) => removeRow(client, ['labels'], id),
    write: ({ id }, batch) => deleteLabel(id, batch),
    done: ({ name }) => t('deleted', { name }),
  })
}

const PAGE = 1000

/** Gives every task with one label the other one, and lets the first go; one step. */
export function useMergeLabels() {
  const t = useLabelsText()
  return useChange<{ from: NamedLabel; into: NamedLabel }>({
    touches: CACHES,
    show: (client, { from }) => removeRow(client, ['labels'], from.id),
    write: async ({ from, into }, batch) => {
      const user_id = currentUserId()
      for (let offset = 0; ; offset += PAGE) {
        const worn = supabase.from('task_labels').select('task_id').eq('label_id', from.id).order('id')
        const { data } = await worn.range(offset, offset + PAGE - 1).throwOnError()
        const links = data.map(({ task_id }) => ({ user_id, task_id, label_id: into.id }))
        const request = supabase
          .from('task_labels')
          .upsert(links, { onConflict: 'user_id,task_id,label_id', ignoreDuplicates: true })
        if (links.length > 0) await stamp(request, batch).throwOnError()
        if (data.length < PAGE) break
      }
      await deleteLabel(from.id, batch)
    },
    done: ({ from, into }) => t('merged', { from: from.name, into: into.name }),
  })
}
