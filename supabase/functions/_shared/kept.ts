/** Reads something that many requests need at most once in `forMs`. What could not be read is not kept. */
export function kept<T>(
  read: () => Promise<T>,
  forMs: number,
  now: () => number = () => performance.now(),
): () => Promise<T> {
  let last: { value: Promise<T>; until: number } | null = null
  return () => {
    if (last && now() < last.until) return last.value
    const value = read()
    last = { value, until: now() + forMs }
    value.catch(() => {
      if (last?.value === value) last = null
    })
    return value
  }
}
