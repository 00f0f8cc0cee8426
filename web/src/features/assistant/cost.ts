import type { RouteEvent } from '../../../../shared/assistant/answer.ts'

/** Characters of a token, about; the provider says the true number at the end. */
const CHARACTERS_PER_TOKEN = 4

/** What an answer has cost so far, in nano-dollars; null where nothing is paid for. */
export function costSoFar(route: RouteEvent, text: string): number | null {
  if (!route.prices) return null
  const written = Math.ceil(text.length / CHARACTERS_PER_TOKEN)
  const soFar = route.input_tokens * route.prices.input_nano_usd + written * route.prices.output_nano_usd
  return route.ceiling_nano_usd === null ? soFar : Math.min(soFar, route.ceiling_nano_usd)
}
