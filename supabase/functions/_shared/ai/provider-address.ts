import process from 'node:process'
import type { Tables } from '../../../../shared/database.types.ts'
import type { Provider } from '../env.ts'
import { anthropicProvider } from './anthropic.ts'
import type { ChatProvider } from './chat.ts'
import { geminiProvider } from './gemini.ts'
import { openAiProvider } from './openai.ts'

/** Where a provider is, and the key to it; without a base URL, at its public address. */
export type ProviderAddress = Provider

/** What a row of the catalogue says about the way to its provider: names of variables, never an address or a key. */
export type ModelAddress = Pick<Tables<'ai_models'>, 'protocol' | 'base_url_env' | 'key_env'>

type Source = Record<string, string | undefined>

/**
 * Finds address and key of a model's provider in the environment.
 * @returns null when it is not set up here: then the model is no candidate
 */
export function addressOf(row: ModelAddress, source: Source = process.env): ProviderAddress | null {
  const { base_url_env: urlName, key_env: keyName } = row
  const isSafe =
    (urlName === null || isVariable(urlName, '_BASE_URL')) &&
    (keyName === null || isVariable(keyName, '_API_KEY'))
  // A key goes only to the address that bears the same name, whatever a row says.
  const isOfOneName = !urlName || !keyName || prefixOf(urlName) === prefixOf(keyName)
  if (!isSafe || !isOfOneName) return null

  const baseUrl = urlName === null ? undefined : source[urlName] || undefined
  if (baseUrl !== undefined && !/^https?:\/\//.test(baseUrl)) return null
  // A server of one's own may want no key, but then it has to be somewhere.
  if (keyName === null) return baseUrl ? { apiKey: 'none', baseUrl } : null
  // Only whoever a protocol is named after is at its public address: the key of another is not for them.
  if (!baseUrl && prefixOf(keyName) !== row.protocol.toUpperCase()) return null
  const apiKey = source[keyName]
  return apiKey ? { apiKey, ...(baseUrl && { baseUrl }) } : null
}

// Of these two kinds only: a row must not be able to send another secret of ours anywhere.
const isVariable = (name: string, ending: string) =>
  name.endsWith(ending) && /^[A-Z][A-Z0-9_]*$/.test(name) && !name.startsWith('SUPABASE_')

const prefixOf = (variable: string) => variable.replace(/_(BASE_URL|API_KEY)$/, '')

/**
 * The providers of an environment, one client for each address.
 * @returns for a row of the catalogue, the way to its provider; null when it is not set up or no protocol of chats
 */
export function chatProviders(source: Source = process.env): (row: ModelAddress) => ChatProvider | null {
  const known = new Map<string, ChatProvider>()
  return (row) => {
    const connect = CONNECT[row.protocol]
    const address = addressOf(row, source)
    if (!connect || !address) return null
    const key = [row.protocol, row.base_url_env, row.key_env].join(' ')
    const provider = known.get(key) ?? connect(address)
    known.set(key, provider)
    return provider
  }
}

const CONNECT: Partial<Record<string, (address: ProviderAddress) => ChatProvider>> = {
  openai: openAiProvider,
  gemini: geminiProvider,
  anthropic: anthropicProvider,
}
