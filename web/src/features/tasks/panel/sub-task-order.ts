type Ordered = { id: string; sort_order: number }

/** A new place in the order, for the rows that need one. */
export type Placing = { id: string; sort_order: number }

const GAP = 1024

/**
 * Where `id` has to be written to stand at `index`: usually one row between its new neighbours. Rows that share one
 * number, as imported ones may, are all numbered anew.
 */
export function placeAt(rows: readonly Ordered[], id: string, index: number): Placing[] {
  const others = rows.filter((row) => row.id !== id)
  const before = others[index - 1]
  const after = others[index]
  if (!before && !after) return []
  if (!before && after) return [{ id, sort_order: after.sort_order - GAP }]
  if (before && !after) return [{ id, sort_order: before.sort_order + GAP }]
  if (before && after) {
    const middle = (before.sort_order + after.sort_order) / 2
    if (middle > before.sort_order && middle < after.sort_order) return [{ id, sort_order: middle }]
  }
  const ids = others.map((row) => row.id)
  ids.splice(index, 0, id)
  return ids.map((rowId, place) => ({ id: rowId, sort_order: (place + 1) * GAP }))
}
