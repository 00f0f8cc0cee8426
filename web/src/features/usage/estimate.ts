/** What one token costs, in nano-dollars. */
export type TokenPrices = { input_nano_usd: number | null; output_nano_usd: number | null }

/** What a question and its answer came to before. */
export type PastAnswer = { input_tokens: number; output_tokens: number }

/** With nothing to go by: the entries that are sent along, and an answer of a page. */
const TYPICAL: PastAnswer = { input_tokens: 2_000, output_tokens: 800 }
const CHARACTERS_PER_TOKEN = 3

/**
 * About how many nano-dollars a message will cost: what it adds itself, and otherwise what such answers came to before.
 * Null when the prices are not known.
 */
export function estimateCost(
  message: string,
  past: readonly PastAnswer[],
  { input_nano_usd, output_nano_usd }: TokenPrices,
): number | null {
  if (input_nano_usd === null || output_nano_usd === null) return null
  const known = past.length > 0 ? past : [TYPICAL]
  const mean = (count: (answer: PastAnswer) => number) =>
    known.reduce((sum, answer) => sum + count(answer), 0) / known.length
  const ownTokens = Math.ceil(message.length / CHARACTERS_PER_TOKEN)
  const input = Math.max(
    ownTokens,
    mean(({ input_tokens }) => input_tokens),
  )
  return Math.round(input * input_nano_usd + mean(({ output_tokens }) => output_tokens) * output_nano_usd)
}
