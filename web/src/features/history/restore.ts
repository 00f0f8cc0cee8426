import { useTranslations } from 'use-intl'
import { stamp } from '../../lib/changes.ts'
import { PLAN_PREFIXES } from '../../lib/plan-cache.ts'
import { supabase } from '../../lib/supabase.ts'
import { useChange } from '../../lib/use-change.ts'

export type Lost = { table: string; id: string; name: string | null }

type Restoring = {
  rows: readonly Lost[]
  /** The moment whose state is wanted; without one, the state before the last change. */
  at?: string
}

/** Brings rows back, with all that went along with them; one step, however many rows. */
export function useRestore() {
  const t = useTranslations('history')
  return useChange<Restoring>({
    touches: PLAN_PREFIXES,
    write: async ({ rows, at }, batch) => {
      for (const { table, id } of rows) {
        const call = supabase.rpc('restore_row', { p_table: table, p_row_id: id, ...(at && { p_at: at }) })
        await stamp(call, batch).throwOnError()
      }
    },
    done: ({ rows: [first, ...others] }) =>
      others.length > 0
        ? t('restoredMany', { count: others.length + 1 })
        : t('restored', { name: first?.name ?? t('unnamed') }),
  })
}
