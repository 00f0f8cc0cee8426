import { useCallback, useMemo, useState } from 'react'

/** What is selected, and from where Shift extends. */
export type Picked = { ids: ReadonlySet<string>; anchor: string | null }

export const NOTHING: Picked = { ids: new Set(), anchor: null }

export function toggled({ ids }: Picked, id: string): Picked {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, anchor: id }
}

/** Everything between the anchor and this one, both included; what was selected before stays. */
export function extended({ ids, anchor }: Picked, id: string, order: readonly string[]): Picked {
  const from = order.indexOf(anchor ?? id)
  const to = order.indexOf(id)
  if (to < 0) return { ids, anchor }
  const start = from < 0 ? to : from
  const range = order.slice(Math.min(start, to), Math.max(start, to) + 1)
  return { ids: new Set([...ids, ...range]), anchor: order[start] ?? id }
}

/** The selection of a view. What has left the view is no longer selected. */
export function useSelection(order: readonly string[]) {
  const [picked, setPicked] = useState(NOTHING)

  const ids = useMemo(() => {
    if (picked.ids.size === 0) return picked.ids
    return new Set(order.filter((id) => picked.ids.has(id)))
  }, [picked, order])

  const toggle = useCallback((id: string) => setPicked((current) => toggled(current, id)), [])
  const extendTo = useCallback(
    (id: string, from?: string) =>
      setPicked((current) =>
        extended(current.anchor === null && from ? { ...current, anchor: from } : current, id, order),
      ),
    [order],
  )
  const selectAll = useCallback(() => setPicked({ ids: new Set(order), anchor: order[0] ?? null }), [order])
  const clear = useCallback(() => setPicked(NOTHING), [])

  return useMemo(
    () => ({ ids, toggle, extendTo, selectAll, clear }),
    [ids, toggle, extendTo, selectAll, clear],
  )
}

export type Selection = ReturnType<typeof useSelection>
