import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  type Ref,
  useCallback,
  useImperativeHandle,
  useRef,
} from 'react'
import { cx } from './classes.ts'
import { moveRowFocus } from './row-focus.ts'
import { useActiveRow } from './use-active-row.ts'
import { useScrollMargin } from './use-scroll-margin.ts'

/** Shorter lists are drawn whole: there is nothing to save. */
const WHOLE_UP_TO = 60
const OVERSCAN = 8

export type RowPlace = {
  index: number
  /** The one row of the list whose controls Tab reaches. */
  isActive: boolean
}

export type VirtualListHandle = {
  /** Gives the focus to a row, wherever it is scrolled; false when the list has no such row. */
  focus: (key: string) => boolean
}

type VirtualListProps<T> = {
  items: readonly T[]
  /** Stable, as `renderRow`: a new function draws every row anew. */
  keyOf: (item: T) => string
  /**
   * What stands in a row. The element that takes the focus has `data-row-focus`, and only the controls of the active
   * row are in the order of Tab.
   */
  renderRow: (item: T, place: RowPlace) => ReactNode
  label: string
  /** Names the list to drags; see `useRowDrags`. */
  id?: string
  /** Of a row that has not been drawn yet, in px. */
  estimatedHeight: number
  /** For lists whose order says something. */
  isOrdered?: boolean
  /** Alt with an arrow moves a row: to the index before or after its own, also -1 and the length of the list. */
  onMove?: (item: T, to: number) => void
  className?: string
  ref?: Ref<VirtualListHandle>
}

/**
 * A list of any length that scrolls with the page and holds only the rows in sight, of whatever height. A reader is told
 * how long it is and where each row stands. Arrow keys, Home and End walk its rows; a row that goes hands the focus on.
 */
export function VirtualList<T>({
  items,
  keyOf,
  renderRow,
  label,
  id = '',
  estimatedHeight,
  isOrdered = false,
  onMove,
  className,
  ref,
}: VirtualListProps<T>) {
  const list = useRef<HTMLOListElement & HTMLUListElement>(null)
  const { activeIndex, askFocus, onFocus, onBlur } = useActiveRow(list, items, keyOf)
  const scrollMargin = useScrollMargin(list)
  const count = items.length
  const isWhole = count <= WHOLE_UP_TO

  // The active row and its neighbours stay, so that the focus is never lost to scrolling and can always walk on.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const kept = [activeIndex - 1, activeIndex, activeIndex + 1].filter(
        (index) => index >= 0 && index < range.count,
      )
      return [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b)
    },
    [activeIndex],
  )
  const getItemKey = useCallback((index: number) => keyOf(items[index] as T), [items, keyOf])
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => estimatedHeight,
    getItemKey,
    overscan: OVERSCAN,
    scrollMargin,
    rangeExtractor,
    enabled: !isWhole,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
  })
  const rows = isWhole
    ? items.map((item, index) => ({ index, key: keyOf(item), start: 0, end: 0 }))
    : virtualizer.getVirtualItems()
  const rest = isWhole ? 0 : virtualizer.getTotalSize() + scrollMargin - (rows.at(-1)?.end ?? scrollMargin)

  useImperativeHandle(ref, () => ({
    focus: (key) => {
      const index = items.findIndex((item) => keyOf(item) === key)
      if (index >= 0) askFocus(index)
      return index >= 0
    },
  }))

  const moveByKey = (event: KeyboardEvent) => {
    const item = items[activeIndex]
    const direction = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (!onMove || item === undefined || direction === 0) return
    event.preventDefault()
    onMove(item, activeIndex + direction)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (
      event.target instanceof HTMLElement &&
      event.target.matches('input[type=text], input:not([type]), textarea')
    )
      return
    if (event.altKey) return moveByKey(event)
    if (event.key === 'ArrowDown') moveRowFocus(1)
    else if (event.key === 'ArrowUp') moveRowFocus(-1)
    else if (event.key === 'Home') askFocus(0)
    else if (event.key === 'End') askFocus(count - 1)
    else return
    event.preventDefault()
  }

  const List = isOrdered ? 'ol' : 'ul'
  return (
    <List
      ref={list}
      // Safari takes a list without bullets for no list.
      role="list"
      aria-label={label}
      data-row-list={id}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={onBlur}
      className={cx('flex flex-col [overflow-anchor:none]', className)}
      style={rest > 0 ? { paddingBottom: rest } : undefined}
    >
      {rows.map(({ index, key, start }, place) => (
        <Row
          key={key}
          rowKey={String(key)}
          item={items[index] as T}
          index={index}
          count={count}
          gap={isWhole ? 0 : start - (rows[place - 1]?.end ?? scrollMargin)}
          isActive={index === activeIndex}
          measure={isWhole ? undefined : virtualizer.measureElement}
          renderRow={renderRow}
        />
      ))}
    </List>
  )
}

type RowProps<T> = Pick<VirtualListProps<T>, 'renderRow'> & {
  rowKey: string
  item: T
  index: number
  count: number
  /** Room for the rows before it that are not drawn, in px. */
  gap: number
  isActive: boolean
  measure: ((element: HTMLElement | null) => void) | undefined
}

function PlainRow<T>({ rowKey, item, index, count, gap, isActive, measure, renderRow }: RowProps<T>) {
  return (
    <li
      ref={measure}
      data-index={index}
      data-row-key={rowKey}
      data-active={isActive ? '' : undefined}
      aria-setsize={count}
      aria-posinset={index + 1}
      style={gap > 0 ? { marginTop: gap } : undefined}
      className="relative"
    >
      {renderRow(item, { index, isActive })}
    </li>
  )
}

const Row = memo(PlainRow) as typeof PlainRow
