import * as z from 'zod/mini'
import { instantText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { supabase } from '../../../lib/supabase.ts'
import { useChange } from '../../../lib/use-change.ts'
import { Button } from '../../../ui/button.tsx'
import { useInsightsText } from '../insights-text.ts'
import type { WeightChange } from '../settings-queries.ts'
import { percentOf } from '../words.ts'

const reasonSchema = z.object({ helpful: z.number(), not_helpful: z.number() })

type WeightChangeRowProps = { change: Omit<WeightChange, 'reason'> & { reason: unknown }; name: string }

/** A weight that learning moved, with why, and the way back. */
export function WeightChangeRow({ change, name }: WeightChangeRowProps) {
  const t = useInsightsText()
  const clock = useClock()
  const revert = useRevert()
  const { id, before, after, reason, created_at, reverted_at } = change
  const why = reasonSchema.safeParse(reason)

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className={reverted_at === null ? 'font-medium' : 'text-muted line-through'}>
          {t('learning.moved', { name, before: percentOf(before), after: percentOf(after) })}
        </p>
        <p className="text-muted text-sm">
          {instantText(created_at, clock)}
          {why.success && ` · ${t('learning.why', { helpful: why.data.helpful, not: why.data.not_helpful })}`}
        </p>
      </div>
      {reverted_at === null ? (
        <Button
          size="sm"
          isBusy={revert.isPending}
          aria-label={t('learning.revertOf', { name })}
          onClick={() => void revert.run({ id })}
        >
          {t('learning.revert')}
        </Button>
      ) : (
        <span className="text-muted text-sm">{t('learning.reverted')}</span>
      )}
    </li>
  )
}

function useRevert() {
  const t = useInsightsText()
  return useChange<{ id: string }>({
    touches: ['insight-settings', 'insights'],
    write: async ({ id }) => {
      await supabase.rpc('revert_weight_change', { p_id: id }).throwOnError()
    },
    explain: (key) => (key === 'undoneAlready' ? t('learning.setSince') : null),
  })
}
