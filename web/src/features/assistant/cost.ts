import type { RouteEvent } from '../../../../shared/assistant/answer.ts'

/** Characters of a token, about; the provider says the true number at the end. */
const CHARACTERS_PER_TOKEN = 4

/** What an answer has cost so far, in nano-dollars; null where nothing is paid for. */
export function costSoFar(route: RouteEvent, text: string): number | null {
  if (!route.prices) return null
  const { input_nano_usd, cached_input_nano_usd, output_nano_usd } = route.prices
  const written = Math.ceil(text.length / CHARACTERS_PER_TOKEN)
  const kept = Math.min(route.cached_input_tokens, route.input_tokens)
  const read = (route.input_tokens - kept) * input_nano_usd + kept * cached_input_nano_usd
  const soFar = read + written * output_nano_usd
  return route.ceiling_nano_usd === null ? soFar : Math.min(soFar, route.ceiling_nano_usd)
}
