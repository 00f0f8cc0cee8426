import { useCallback, useState } from 'react'

/** Long enough to see the tick, short enough not to wait for it. */
const LINGER_MS = 420

type Ghost<T> = { item: T; index: number }

/**
 * Keeps a row for a moment after it has left the data, so that one sees what one finished, and hands the focus on to
 * the row below it.
 */
export function useLingering<T extends { id: string }>(items: readonly T[]) {
  const [ghosts, setGhosts] = useState<readonly Ghost<T>[]>([])
  const leaving = new Set(ghosts.map(({ item }) => item.id))

  const rows: T[] = items.filter(({ id }) => !leaving.has(id))
  for (const { item, index } of ghosts) rows.splice(Math.min(index, rows.length), 0, item)

  const linger = useCallback((item: T, index: number) => {
    setGhosts((current) => [...current, { item, index }])
    setTimeout(() => {
      passFocusOn(item.id)
      setGhosts((current) => current.filter((ghost) => ghost.item.id !== item.id))
    }, LINGER_MS)
  }, [])

  return { rows, leaving, linger }
}

/** Before a row goes, the focus in it moves to its neighbour, or to the heading when it was the last. */
export function passFocusOn(id: string): void {
  const row = document.querySelector(`li[data-task-id="${id}"]`)
  // A menu or dialog of the row lies elsewhere, and would give the focus back to a row that is gone.
  const isInRow =
    row?.contains(document.activeElement) || document.activeElement?.closest('[role=menu], [role=dialog]')
  if (!row || !isInRow) return
  const neighbour = row.nextElementSibling ?? row.previousElementSibling
  const target =
    neighbour?.querySelector<HTMLElement>('input[type="checkbox"]') ??
    document.querySelector<HTMLElement>('main h1')
  target?.focus()
}
