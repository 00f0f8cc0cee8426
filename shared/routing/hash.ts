const OFFSET = 0x811c9dc5
const PRIME = 0x01000193

/** FNV-1a over UTF-16 units, continued from `seed`: nothing is concatenated to be hashed. */
export function hashOf(text: string, seed = OFFSET, from = 0, to = text.length): number {
  let hash = seed
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME)
  return hash
}

/** The hash of one thing after another, where the order counts. */
export const joined = (left: number, right: number): number =>
  Math.imul(left ^ (right >>> 3) ^ 0x5bd1e995, PRIME) ^ right

/** Spreads the low bits, which FNV leaves weak, over the whole word. */
export function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  const twice = Math.imul(once ^ (once >>> 12), 0x297a2d39)
  return (twice ^ (twice >>> 15)) >>> 0
}
