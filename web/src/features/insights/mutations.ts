import type { QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { patchRow } from '../../lib/plan-cache.ts'
import { supabase } from '../../lib/supabase.ts'
import { toast } from '../../lib/toast.ts'
import { type ChangeSpec, type RunChange, useRunChange } from '../../lib/use-change.ts'
import type { Insight } from './insight.ts'
import { type InsightsTranslate, useInsightsText } from './insights-text.ts'

type Named = Pick<Insight, 'id' | 'title'>

const patch = (client: QueryClient, id: string, columns: Partial<Insight>) =>
  patchRow(client, ['insights'], id, columns)

const pin: ChangeSpec<{ id: string; isPinned: boolean }> = {
  touches: ['insights'],
  show: (client, { id, isPinned }) => patch(client, id, { is_pinned: isPinned }),
  write: async ({ id, isPinned }) =>
    supabase.rpc('pin_insight', { p_insight_id: id, p_is_pinned: isPinned }).throwOnError(),
}

const restore: ChangeSpec<{ id: string }> = {
  touches: ['insights'],
  show: (client, { id }) => patch(client, id, { dismissed_at: null, is_active: true }),
  write: async ({ id }) => supabase.rpc('restore_insight', { p_insight_id: id }).throwOnError(),
}

const dismiss: ChangeSpec<{ id: string }> = {
  touches: ['insights'],
  show: (client, { id }) => patch(client, id, { dismissed_at: new Date().toISOString(), is_active: false }),
  write: async ({ id }) => supabase.rpc('dismiss_insight', { p_insight_id: id }).throwOnError(),
}

function createActions(run: RunChange, t: InsightsTranslate) {
  const bringBack = ({ id }: Pick<Named, 'id'>) => run(restore, { id })
  return {
    togglePin: ({ id, is_pinned }: Pick<Insight, 'id' | 'is_pinned'>) =>
      run(pin, { id, isPinned: !is_pinned }),

    /** Hides it, as long as the same is found again and again. */
    dismiss: async ({ id, title }: Named) => {
      const toastId = `dismissed-${id}`
      // Said at once: what went away is looked for at once.
      toast.undoable(
        t('dismissed', { title }),
        { label: t('undo'), onClick: () => void bringBack({ id }) },
        { id: toastId },
      )
      if (!(await run(dismiss, { id }))) toast.unsay(toastId)
    },

    restore: async ({ id, title }: Named) => {
      if (await bringBack({ id })) toast.plain(t('restored', { title }))
    },
  }
}

export type InsightActions = ReturnType<typeof createActions>

/** What can be done with an insight besides answering it. Stable. */
export function useInsightActions(): InsightActions {
  const run = useRunChange()
  const t = useInsightsText()
  return useMemo(() => createActions(run, t), [run, t])
}
