/** What is remembered of the hints of one person: how often each was seen, or that it is not needed any more. */
export type HintMemory = Readonly<Record<string, number | 'done'>>

export const MAX_SIGHTINGS = 3

export function readMemory(stored: string | null): HintMemory {
  try {
    const memory: unknown = JSON.parse(stored ?? '{}')
    if (typeof memory !== 'object' || memory === null) return {}
    return Object.fromEntries(
      Object.entries(memory).filter(([, seen]) => seen === 'done' || typeof seen === 'number'),
    ) as HintMemory
  } catch {
    return {}
  }
}

const isDue = (memory: HintMemory, id: string): boolean => {
  const seen = memory[id] ?? 0
  return seen !== 'done' && seen < MAX_SIGHTINGS
}

/** The first hint that still has something to say; null when all have been said. */
export const nextHint = <T extends { id: string }>(memory: HintMemory, hints: readonly T[]): T | null =>
  hints.find(({ id }) => isDue(memory, id)) ?? null

export const sighted = (memory: HintMemory, id: string): HintMemory => {
  const seen = memory[id] ?? 0
  return seen === 'done' ? memory : { ...memory, [id]: seen + 1 }
}

export const learnt = (memory: HintMemory, id: string): HintMemory => ({ ...memory, [id]: 'done' })
