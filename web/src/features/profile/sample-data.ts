import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { newBatch, stamp } from '../../lib/changes.ts'
import { errorKey } from '../../lib/errors.ts'
import { PLAN_PREFIXES, refresh } from '../../lib/plan-cache.ts'
import { pillarQueries } from '../../lib/plan-queries.ts'
import { useProfile } from '../../lib/profile.ts'
import { supabase } from '../../lib/supabase.ts'
import { toast } from '../../lib/toast.ts'
import { useUndo } from '../../lib/undo.ts'

/** Whether anything of the sample life is in the plan. */
export function useHasSample(): boolean {
  const { onboarding_state } = useProfile()
  const { data } = useQuery({
    ...pillarQueries.all(),
    select: (pillars) => pillars.some(({ is_sample }) => is_sample),
    throwOnError: false,
  })
  // The profile is there first and usually right: a badge that comes late would push the screen down.
  return data ?? onboarding_state === 'sample'
}

/** Takes the sample life out, or puts it in; either is one step that can be taken back. */
export function useSampleLife() {
  const t = useTranslations()
  const client = useQueryClient()
  const { undoBatch } = useUndo()
  const [isBusy, setIsBusy] = useState(false)

  const send = async (what: 'fill_sample_life' | 'remove_sample_life', sentence: string) => {
    if (isBusy) return
    setIsBusy(true)
    const batch = newBatch()
    try {
      await stamp(supabase.rpc(what), batch).throwOnError()
      await refresh(client, PLAN_PREFIXES)
      toast.undoable(sentence, { label: t('undo.action'), onClick: () => void undoBatch(batch.id) })
    } catch (error) {
      toast.error(t(`errors.${errorKey(error)}`), { description: t('errors.nothingChanged') })
    } finally {
      setIsBusy(false)
    }
  }

  return {
    isBusy,
    remove: () => void send('remove_sample_life', t('sample.removed')),
    fill: () => void send('fill_sample_life', t('sample.filled')),
  }
}
