import { queryOptions } from '@tanstack/react-query'
import { routeAnswerSchema } from '../../../../shared/assistant/answer.ts'
import { supabase } from '../../lib/supabase.ts'

/** So many answers of late say what the next one will come to. */
const PAST_ANSWERS = 20
const PRICE_STALE_MS = 60 * 60_000

export const priceQueries = {
  /** Where a message would go; asking spends nothing. */
  route: (message: string) =>
    queryOptions({
      queryKey: ['usage', 'route', message],
      staleTime: Infinity,
      gcTime: 60_000,
      retry: false,
      queryFn: async ({ signal }) => {
        const { data, error } = await supabase.functions.invoke<unknown>('assistant/route', {
          body: { message },
          signal,
        })
        if (error) throw error
        return routeAnswerSchema.parse(data)
      },
    }),

  /** What a token of a model costs now; null when it has no price. */
  price: (model: string) =>
    queryOptions({
      queryKey: ['usage', 'price', model],
      staleTime: PRICE_STALE_MS,
      queryFn: async ({ signal }) => {
        const now = new Date().toISOString()
        const { data } = await supabase
          .from('ai_model_prices')
          .select('input_nano_usd, output_nano_usd')
          .eq('model_id', model)
          .eq('from_input_tokens', 0)
          .lte('valid_from', now)
          .or(`valid_to.is.null,valid_to.gt.${now}`)
          .limit(1)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data[0] ?? null
      },
    }),

  /** What the person's last answers by the strategic model came to. */
  pastAnswers: () =>
    queryOptions({
      queryKey: ['usage', 'past-answers'],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('ai_interactions')
          .select('served_model, input_tokens, output_tokens, cost_nano_usd')
          .eq('source', 'model')
          .eq('tier', 'strategic')
          .eq('is_success', true)
          .order('created_at', { ascending: false })
          .limit(PAST_ANSWERS)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),
}
