import { createHash } from 'node:crypto'

/** The same for the same text: an RFC 9562 UUID of version 8 over SHA-256. */
export function namedUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
