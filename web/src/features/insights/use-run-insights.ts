import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type * as z from 'zod/mini'
import type { EntityType } from '../../../../shared/hrm/insight.ts'
import {
  type InsightsAnswer,
  insightsAnswerSchema,
  type insightsRequestSchema,
} from '../../../../shared/hrm/request.ts'
import { errorKey } from '../../lib/errors.ts'
import { supabase } from '../../lib/supabase.ts'
import { toast } from '../../lib/toast.ts'
import { useInsightsText } from './insights-text.ts'

export type RunRequest = z.input<typeof insightsRequestSchema>

/** Where to look for what is said of one row. */
export const scopeOf = (entity_type: EntityType, entity_id: string | null): RunRequest['scope'] =>
  entity_type === 'global' || entity_id === null ? 'global' : { entity_type, entity_id }

const RUN_KEY = ['run-insights']

/** An error of a function carries the response it came with. */
function reason(error: unknown): unknown {
  const context = typeof error === 'object' && error !== null && 'context' in error ? error.context : null
  if (context instanceof Response) return { status: context.status }
  return context ?? error
}

async function run(request: RunRequest): Promise<InsightsAnswer> {
  const { data, error } = await supabase.functions.invoke<unknown>('insights', { body: request })
  if (error) throw reason(error)
  return insightsAnswerSchema.parse(data)
}

/** Has the rules look now, at everything or at one row; what they find is on screen when they are done. */
export function useRunInsights() {
  const client = useQueryClient()
  const t = useInsightsText()
  const app = useTranslations()
  return useMutation({
    mutationKey: RUN_KEY,
    mutationFn: run,
    retry: false,
    meta: { handlesErrors: true },
    onSuccess: ({ insights, source, phrasing }) =>
      toast.plain(t(`run.done.${source}`, { count: insights.length }), {
        id: 'insights-run',
        description: phrasing === 'asked' ? t('run.phrasing') : undefined,
      }),
    onError: (error) =>
      toast.error(app(`errors.${errorKey(error)}`), { description: t('run.unchanged'), id: 'insights-run' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['insights'] }),
  })
}

/** Whether somebody on this screen is having them look. */
export const useIsLooking = (): boolean => useIsMutating({ mutationKey: RUN_KEY }) > 0
