import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { TreeRow } from './tree.ts'

type TreeKeysOptions = {
  tree: RefObject<HTMLDivElement | null>
  rows: readonly TreeRow[]
  onExpand: (key: string, isExpanded: boolean) => void
  /** Enter: open what can be opened. */
  onOpen: (row: TreeRow) => void
  onRename: (row: TreeRow) => void
  onToggle: (row: TreeRow) => void
  onDelete: (row: TreeRow) => void
  /** Alt with an arrow: one place up or down among its siblings. */
  onStep: (row: TreeRow, step: 1 | -1) => void
  scrollTo: (index: number) => void
}

const isBranch = (row: TreeRow | undefined): row is Extract<TreeRow, { isExpandable: boolean }> =>
  row !== undefined && 'isExpandable' in row

/** The keys of a tree: arrows walk and open, Home and End jump, Enter opens, F2 renames, Space ticks, Delete deletes. */
export function useTreeKeys({
  tree,
  rows,
  onExpand,
  onOpen,
  onRename,
  onToggle,
  onDelete,
  onStep,
  scrollTo,
}: TreeKeysOptions) {
  const [chosen, setChosen] = useState<{ key: string; index: number } | null>(null)
  const shouldFocus = useRef(false)
  const hasFocus = useRef(false)
  const found = rows.findIndex(({ key }) => key === chosen?.key)
  // When the chosen row has gone, the one in its place is meant.
  const activeIndex = found >= 0 ? found : Math.max(0, Math.min(chosen?.index ?? 0, rows.length - 1))
  const activeKey = rows[activeIndex]?.key ?? null

  // A virtual row exists only after the scroll, so the focus follows the paint; and it must not get lost with a row.
  useLayoutEffect(() => {
    const isLost = hasFocus.current && document.activeElement === document.body
    if ((!shouldFocus.current && !isLost) || activeKey === null) return
    const row = tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(activeKey)}"]`)
    if (!row) return
    row.focus()
    shouldFocus.current = false
  })

  const choose = (key: string) => setChosen({ key, index: rows.findIndex((row) => row.key === key) })

  const focusRow = (index: number) => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)]
    if (!row) return
    shouldFocus.current = true
    choose(row.key)
    scrollTo(rows.indexOf(row))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[activeIndex]
    const isOnRow = event.target instanceof HTMLElement && event.target.getAttribute('role') === 'row'
    if (!row || !isOnRow || event.ctrlKey || event.metaKey) return
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (event.altKey && (step === 1 || step === -1)) {
      event.preventDefault()
      return onStep(row, step)
    }
    if (event.altKey) return

    const moves: Record<string, () => void> = {
      ArrowDown: () => focusRow(activeIndex + 1),
      ArrowUp: () => focusRow(activeIndex - 1),
      Home: () => focusRow(0),
      End: () => focusRow(rows.length - 1),
      ArrowRight: () => {
        if (!isBranch(row) || !row.isExpandable) return
        if (row.isExpanded) focusRow(activeIndex + 1)
        else onExpand(row.key, true)
      },
      ArrowLeft: () => {
        if (isBranch(row) && row.isExpandable && row.isExpanded) onExpand(row.key, false)
        else if (row.parentKey) focusRow(rows.findIndex(({ key }) => key === row.parentKey))
      },
      Enter: () => onOpen(row),
      F2: () => onRename(row),
      ' ': () => onToggle(row),
      Delete: () => onDelete(row),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }

  return {
    activeKey,
    onKeyDown,
    setActiveKey: choose,
    onFocus: () => {
      hasFocus.current = true
    },
    onBlur: (event: FocusEvent) => {
      // A row that is removed takes the focus to nowhere; leaving the tree takes it somewhere.
      if (event.relatedTarget !== null)
        hasFocus.current = tree.current?.contains(event.relatedTarget) ?? false
    },
    /** Gives the focus back to a row, for example when its name has been edited. */
    focusKey: (key: string) => focusRow(rows.findIndex((row) => row.key === key)),
  }
}
