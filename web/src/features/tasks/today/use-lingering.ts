import { useCallback, useMemo, useRef, useLayoutEffect, useState } from 'react'

/** Long enough to see the tick, short enough not to wait for it. */
const LINGER_MS = 420

type Ghost<T> = { item: T; index: number }

const NONE: readonly never[] = []

/** Keeps a row for a moment after it has left the data, so that one sees what one finished. */
export function useLingering<T extends { id: string }>(items: readonly T[]) {
  const [ghosts, setGhosts] = useState<readonly Ghost<T>[]>(NONE)
  const latest = useRef(items)

  useLayoutEffect(() => {
    latest.current = items
  })

  const leaving = useMemo(() => new Set(ghosts.map(({ item }) => item.id)), [ghosts])
  const rows = useMemo(() => {
    if (ghosts.length === 0) return items
    const shown = items.filter(({ id }) => !leaving.has(id))
    for (const { item, index } of ghosts) shown.splice(Math.min(index, shown.length), 0, item)
    return shown
  }, [items, ghosts, leaving])

  const linger = useCallback((id: string) => {
    const index = latest.current.findIndex((item) => item.id === id)
    const item = latest.current[index]
    if (!item) return
    setGhosts((current) => [...current, { item, index }])
    setTimeout(() => setGhosts((current) => current.filter((ghost) => ghost.item.id !== id)), LINGER_MS)
  }, [])

  return { rows, leaving, linger }
}
