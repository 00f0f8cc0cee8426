import process from 'node:process'
import type { Env, Provider } from '../env.ts'
import type { ChatProvider, Dialect } from './chat.ts'
import { geminiProvider } from './gemini.ts'
import { openAiProvider } from './openai.ts'

/** Where a provider is, and the key to it; without a base URL, at its public address. */
export type ProviderAddress = Provider

/** A row of the providers. Rows are written by the service alone; they name variables and hold no address or key. */
export interface ProviderRow {
  name: string
  dialect: Dialect
  /** Name of the variable with the base URL; null for the public address. */
  base_url_env: string | null
  /** Name of the variable with the key; null for a server of one's own that wants none. */
  api_key_env: string | null
}

/**
 * Finds address and key of a provider in the environment.
 * @returns null when it is not set up here: then its models are no candidates
 */
export function addressOf(
  row: ProviderRow,
  source: Record<string, string | undefined> = process.env,
): ProviderAddress | null {
  const baseUrl = row.base_url_env === null ? undefined : read(source, row.base_url_env, /_BASE_URL$/)
  const apiKey = row.api_key_env === null ? undefined : read(source, row.api_key_env, /_API_KEY$/)
  // The key of one provider is never sent to an address that another row names.
  if (
    row.api_key_env !== null &&
    row.base_url_env !== null &&
    prefixOf(row.api_key_env) !== prefixOf(row.base_url_env)
  ) {
    return null
  }
  if (row.api_key_env !== null) return apiKey ? { apiKey, baseUrl } : null
  return baseUrl ? { apiKey: 'none', baseUrl } : null
}

const prefixOf = (variable: string) => variable.replace(/_(BASE_URL|API_KEY)$/, '')

// Only variables of these two kinds: a row must not be able to ask for a secret of another sort.
function read(source: Record<string, string | undefined>, name: string, ending: RegExp): string | undefined {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name) || !ending.test(name) || name.startsWith('SUPABASE')) return undefined
  const value = source[name]
  if (!value) return undefined
  return ending.source.startsWith('_BASE') && !/^https?:\/\//.test(value) ? undefined : value
}

/** The adapter of a provider, by the dialect it speaks. */
export const connect = (dialect: Dialect, address: ProviderAddress): ChatProvider =>
  dialect === 'gemini' ? geminiProvider(address) : openAiProvider(address)

/** The two providers everybody has, from the environment of the function; the key decides whether they are there. */
export function builtInProviders({ providers }: Env): Map<string, ChatProvider> {
  const found = new Map<string, ChatProvider>()
  if (providers.openai) found.set('openai', openAiProvider(providers.openai))
  if (providers.gemini) found.set('gemini', geminiProvider(providers.gemini))
  return found
}
