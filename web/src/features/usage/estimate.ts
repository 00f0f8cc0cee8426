/** What one token costs, in nano-dollars. */
export type TokenPrices = { input_nano_usd: number | null; output_nano_usd: number | null }

/** What a question and its answer came to before. */
export type PastAnswer = {
  served_model: string | null
  input_tokens: number
  output_tokens: number
  cost_nano_usd: number
}

/** With nothing to go by: what is sent along, and an answer of a page. */
const TYPICAL = { input_tokens: 1_600, output_tokens: 800 }
const CHARACTERS_PER_TOKEN = 3

/**
 * About how many nano-dollars a message will cost: what such answers of this model came to before, what the provider
 * had kept of them included, and what a longer message adds. Null when the prices are not known.
 */
export function estimateCost(
  message: string,
  { model, past }: { model: string; past: readonly PastAnswer[] },
  { input_nano_usd, output_nano_usd }: TokenPrices,
): number | null {
  if (input_nano_usd === null || output_nano_usd === null) return null
  const known = past.filter(({ served_model }) => served_model === model)
  const mean = (count: (answer: PastAnswer) => number) =>
    known.reduce((sum, answer) => sum + count(answer), 0) / known.length
  const usual =
    known.length > 0
      ? { input: mean(({ input_tokens }) => input_tokens), cost: mean(({ cost_nano_usd }) => cost_nano_usd) }
      : {
          input: TYPICAL.input_tokens,
          cost: TYPICAL.input_tokens * input_nano_usd + TYPICAL.output_tokens * output_nano_usd,
        }
  const more = Math.max(0, Math.ceil(message.length / CHARACTERS_PER_TOKEN) - usual.input)
  return Math.round(usual.cost + more * input_nano_usd)
}
