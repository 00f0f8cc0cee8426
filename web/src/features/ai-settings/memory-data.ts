import { stamp } from '../../lib/changes.ts'
import { appendRow, patchRow, removeRow } from '../../lib/plan-cache.ts'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { useChange } from '../../lib/use-change.ts'
import { useAiSettingsText } from './ai-settings-text.ts'
import { memoryQueries } from './queries.ts'

export const MAX_MEMORY = 1_000

type Words = { id: string; text: string }

export function useAddMemory() {
  const t = useAiSettingsText()
  return useChange<Words>({
    touches: ['memories'],
    show: (client, words) => appendRow(client, memoryQueries.all().queryKey, { ...words, origin: 'person' }),
    write: async (words, batch) => {
      const row = { ...words, user_id: currentUserId() }
      await stamp(supabase.from('assistant_memories').insert(row), batch).throwOnError()
    },
    done: () => t('memory.added'),
  })
}

export function useEditMemory() {
  const t = useAiSettingsText()
  return useChange<Words>({
    touches: ['memories'],
    show: (client, { id, text }) => patchRow(client, ['memories'], id, { text }),
    write: async ({ id, text }, batch) => {
      const request = supabase.from('assistant_memories').update({ text })
      await stamp(request.eq('user_id', currentUserId()).eq('id', id), batch).throwOnError()
    },
    done: () => t('memory.changed'),
    slot: ({ id }) => `edit-${id}`,
  })
}

export function useForgetMemory() {
  const t = useAiSettingsText()
  return useChange<{ id: string }>({
    touches: ['memories'],
    show: (client, { id }) => removeRow(client, ['memories'], id),
    write: async ({ id }, batch) => {
      const request = supabase.from('assistant_memories').delete().eq('user_id', currentUserId()).eq('id', id)
      await stamp(request, batch).throwOnError()
    },
    done: () => t('memory.forgotten'),
  })
}
