import { useTranslations } from 'use-intl'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { toast } from '../../lib/toast.ts'
import { useChange } from '../../lib/use-change.ts'
import { usageQueries } from './queries.ts'
import { useUsageText } from './usage-text.ts'

type Cap = { tier: string; cap: number | null }

async function writeCap(cap: number | null): Promise<void> {
  const own = { scope: 'user', scope_id: currentUserId() }
  if (cap === null) {
    await supabase.from('ai_budgets').delete().match(own).throwOnError()
    return
  }
  const amount = { monthly_nano_usd: cap }
  const { data } = await supabase.from('ai_budgets').update(amount).match(own).select('scope').throwOnError()
  // Whose cap it is may never be written over, so this is no upsert.
  if (data.length === 0)
    await supabase
      .from('ai_budgets')
      .insert({ ...own, ...amount })
      .throwOnError()
}

/** Sets or takes back the person's own cap, in nano-dollars; the toast brings back the one before. */
export function useSetCap(before: Cap): { set: (cap: number | null) => Promise<void>; isPending: boolean } {
  const t = useUsageText()
  const undo = useTranslations('undo')
  const { run, isPending } = useChange<Cap>({
    touches: ['usage'],
    show: (client, { tier, cap }) =>
      client.setQueryData(usageQueries.limits(tier).queryKey, (limits) => limits && { ...limits, cap }),
    write: ({ cap }) => writeCap(cap),
  })

  const set = async (cap: number | null) => {
    const isKept = await run({ ...before, cap })
    if (!isKept) return
    const action = { label: undo('action'), onClick: () => void run(before) }
    toast.undoable(t(cap === null ? 'cap.removed' : 'cap.saved'), action, { id: 'ai-cap' })
  }
  return { set, isPending }
}
