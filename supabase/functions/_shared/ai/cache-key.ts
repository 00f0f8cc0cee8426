import { createHmac } from 'node:crypto'
import type { ChatMessage } from './chat.ts'

/** Everything an answer depends on. Two requests share an answer only when all of it is equal. */
export interface CacheKeyParts {
  /** Who asks: the user's id, or `shared` for routes that are declared to depend on no user. */
  scope: string
  /** Of this cache's own format; raise it to forget all answers. */
  schemaVersion: number
  route: string
  /** The family that answers, not the day's name of the model. */
  modelFamily: string
  system: string
  /** Names, descriptions and schemas of the tools and of the output, in any order of their keys. */
  tools: unknown
  /** Temperature, cap and whatever else shapes the answer. */
  params: Readonly<Record<string, unknown>>
  locale: string
  /** Changes with every write to the records the answer was made from. */
  dataVersion: string
  messages: readonly ChatMessage[]
}

const ORDER = [
  'scope',
  'schemaVersion',
  'route',
  'modelFamily',
  'system',
  'tools',
  'params',
  'locale',
  'dataVersion',
  'messages',
] as const satisfies readonly (keyof CacheKeyParts)[]

/** A key that tells nothing about what was asked to anyone without the secret. 64 hexadecimal digits. */
export function cacheKey(secret: string, parts: CacheKeyParts): string {
  const hmac = createHmac('sha256', secret)
  for (const name of ORDER) {
    const text = canonicalJson(parts[name])
    // With its length before it, no part can run into the next one.
    hmac.update(`${name}:${text.length}:`).update(text)
  }
  return hmac.digest('hex')
}

/** JSON whose text depends on the value alone: keys in order, texts without the space around them. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
  }
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC').trim())
  return JSON.stringify(value) ?? 'null'
}

/** A secret for cache keys made from a secret that is there already, so that the one tells nothing of the other. */
export const deriveSecret = (secret: string, purpose: string): string =>
  createHmac('sha256', secret).update(purpose).digest('hex')
