/** The rows with those of `ids` as they stand now: changed, new, or gone. */
export function mergeRows<T extends { id: string }>(
  rows: readonly T[],
  ids: readonly string[],
  fresh: readonly T[],
): T[] {
  const freshById = new Map(fresh.map((row) => [row.id, row]))
  const asked = new Set(ids)
  const kept = rows.flatMap((row) => {
    if (!asked.has(row.id)) return [row]
    const now = freshById.get(row.id)
    freshById.delete(row.id)
    return now ? [now] : []
  })
  return [...kept, ...freshById.values()]
}
