import type { Tables } from '../../../../shared/database.types.ts'
import type { Candidate as RoutingCandidate } from '../../../../shared/routing/state.ts'
import { modalitySchema } from '../../../../shared/routing/state.ts'
import type { Client } from '../clients.ts'
import type { ChatProvider } from './chat.ts'
import type { ModelAddress } from './provider-address.ts'

export type ModelRow = Tables<'ai_models'>
type Price = Pick<
  Tables<'ai_model_prices'>,
  'model_id' | 'from_input_tokens' | 'input_nano_usd' | 'cached_input_nano_usd' | 'output_nano_usd'
>

/** A model of chats whose provider is set up here. */
export interface ChatEntry {
  row: ModelRow
  provider: ChatProvider
  /** As the router sees it, at the price of short requests. */
  candidate: RoutingCandidate
  /** Of an input token the provider has kept, in nano-USD; null where it costs what any other does. */
  cachedInputPrice: number | null
}

export type Catalogue = ReadonlyMap<string, ChatEntry>

const FALLBACK_RANK = 1_000

/**
 * The models of chats that are switched on, priced or not, and whose provider is set up.
 * @param connect finds the way to a model's provider; null when there is none
 */
export async function readCatalogue(
  admin: Client,
  connect: (row: ModelAddress) => ChatProvider | null,
  now = new Date(),
): Promise<Catalogue> {
  const at = now.toISOString()
  const [{ data: rows }, { data: prices }] = await Promise.all([
    admin.from('ai_models').select('*').eq('kind', 'chat').eq('is_enabled', true).throwOnError(),
    admin
      .from('ai_model_prices')
      .select('model_id, from_input_tokens, input_nano_usd, cached_input_nano_usd, output_nano_usd')
      .lte('valid_from', at)
      .or(`valid_to.is.null,valid_to.gt.${at}`)
      .order('from_input_tokens')
      .throwOnError(),
  ])
  return new Map(
    rows.flatMap((row): [string, ChatEntry][] => {
      const provider = connect(row)
      if (!provider || row.tier === null) return []
      const price = prices.find(({ model_id }) => model_id === row.id)
      const cachedInputPrice = price?.cached_input_nano_usd ?? null
      return [[row.id, { row, provider, candidate: toCandidate(row, price), cachedInputPrice }]]
    }),
  )
}

function toCandidate(row: ModelRow, price: Price | undefined): RoutingCandidate {
  const isPriced = price && price.input_nano_usd !== null && price.output_nano_usd !== null
  return {
    id: row.id,
    provider: row.provider,
    // A fallback does the work of an execution model, after those of that tier.
    tier: row.tier === 'strategic' ? 'strategic' : 'execution',
    rank: row.tier === 'fallback' ? FALLBACK_RANK + row.rank : row.rank,
    contextTokens: row.context_tokens ?? 8_000,
    modalities: modalitySchema.array().parse(row.modalities),
    hasTools: row.has_tools,
    regions: row.regions,
    price: isPriced ? { input: BigInt(price.input_nano_usd!), output: BigInt(price.output_nano_usd!) } : null,
    validFrom: '2000-01-01',
    validTo: null,
    shutdownOn: row.shutdown_on,
  }
}
