import {
  type FocusEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { activeRow, bringIntoView, focusListOrHeading, focusRow, rowOf } from './row-focus.ts'

/**
 * Which row of a list is in the order of Tab: the one that last had the focus. When it goes while it has the focus, the
 * row that took its place gets it; with the last row it goes to the heading of the screen.
 */
export function useActiveRow<T>(
  list: RefObject<HTMLElement | null>,
  items: readonly T[],
  keyOf: (item: T) => string,
) {
  const [active, setActive] = useState<{ key: string; index: number } | null>(null)
  const [wanted, setWanted] = useState<{ index: number } | null>(null)
  const isFocusWithin = useRef(false)
  const lastKey = useRef<string | null>(null)

  const found = useMemo(
    () => (active === null ? 0 : items.findIndex((item) => keyOf(item) === active.key)),
    [active, items, keyOf],
  )
  const activeIndex = found >= 0 ? found : Math.max(0, Math.min(active?.index ?? 0, items.length - 1))
  const activeItem = items[activeIndex]
  const activeKey = activeItem === undefined ? null : keyOf(activeItem)
  // The place is kept up to date, for the day when the row is gone.
  if (active !== null && activeKey !== null && (active.key !== activeKey || active.index !== activeIndex))
    setActive({ key: activeKey, index: activeIndex })

  useLayoutEffect(() => {
    const isSameRow = lastKey.current === activeKey
    lastKey.current = activeKey
    if (!isFocusWithin.current) return
    const row = rowOf(document.activeElement)
    if (row && list.current?.contains(row)) {
      // A row that is moved takes the view along.
      if (isSameRow) bringIntoView(row)
    }
    // Something else has taken it meanwhile, a dialog for one.
    else if (document.activeElement !== document.body) isFocusWithin.current = false
    else focusListOrHeading(list.current)
  }, [activeKey, activeIndex, list])

  useLayoutEffect(() => {
    if (wanted && list.current) focusRow(activeRow(list.current))
  }, [wanted, list])

  useEffect(() => {
    const within = isFocusWithin
    return () => {
      if (within.current && document.activeElement === document.body) focusListOrHeading(null)
    }
  }, [])

  const onFocus = (event: FocusEvent) => {
    isFocusWithin.current = true
    const key = rowOf(event.target)?.dataset.rowKey
    if (key === undefined || key === active?.key) return
    setActive({ key, index: items.findIndex((item) => keyOf(item) === key) })
  }
  const onBlur = (event: FocusEvent) => {
    isFocusWithin.current = event.currentTarget.contains(event.relatedTarget)
  }
  const askFocus = useCallback(
    (index: number) => {
      const item = items[index]
      if (item === undefined) return
      setActive({ key: keyOf(item), index })
      setWanted({ index })
    },
    [items, keyOf],
  )

  return { activeIndex, askFocus, onFocus, onBlur }
}
