import { type KeyboardEvent, useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import { rowOf } from '../../../ui/row-focus.ts'
import type { VirtualListHandle } from '../../../ui/virtual-list.tsx'
import type { Sort } from '../plan-search.ts'
import { usePlanText } from '../plan-text.ts'
import { sortTasks } from './arrange.ts'
import { BoardColumn } from './board-column.tsx'
import type { ListTask } from './queries.ts'
import { useView } from './view-context.ts'

export const STATUSES = ['todo', 'in_progress', 'review', 'completed'] as const
export type Status = (typeof STATUSES)[number]

export type Columns = Record<Status, ListTask[]>

const isStatus = (value: string): value is Status => STATUSES.some((status) => status === value)

/** The tasks by status; what was done last stands first. */
export function boardColumns(tasks: readonly ListTask[], sort: Sort): Columns {
  const columns: Columns = { todo: [], in_progress: [], review: [], completed: [] }
  for (const task of sortTasks(tasks, sort)) if (isStatus(task.status)) columns[task.status].push(task)
  columns.completed.sort((a, b) => (b.completed_at ?? '').localeCompare(a.completed_at ?? ''))
  return columns
}

/** The tasks by status, side by side. Dragging, Alt with the arrows, or the menu of a card moves it. */
export function BoardView({ columns }: { columns: Columns }) {
  const t = usePlanText()
  const { changes, selection } = useView()
  const lists = useRef(new Map<Status, VirtualListHandle>())
  /** The card that was moved by key and takes the focus along. */
  const moved = useRef<{ id: string; status: Status } | null>(null)

  const taskById = useMemo(
    () => new Map(STATUSES.flatMap((status) => columns[status]).map((task) => [task.id, task])),
    [columns],
  )

  useLayoutEffect(() => {
    const target = moved.current
    if (target && lists.current.get(target.status)?.focus(target.id)) moved.current = null
  }, [columns])

  /** A card that is selected takes the other selected ones along. */
  const move = useCallback(
    (id: string, status: Status) => {
      const ids = selection.ids.has(id) ? [...selection.ids] : [id]
      const tasks = ids.flatMap((each) => taskById.get(each) ?? []).filter((task) => task.status !== status)
      if (tasks.length > 0) void changes.setStatus(tasks, status)
    },
    [changes, selection.ids, taskById],
  )

  const onKeyDown = (event: KeyboardEvent) => {
    const row = event.target instanceof Element ? rowOf(event.target) : null
    const id = row?.dataset.rowKey
    const task = id === undefined ? undefined : taskById.get(id)
    const isOnCard = event.target instanceof HTMLElement && event.target.dataset.rowFocus === ''
    if (!task || !isOnCard || !isStatus(task.status)) return
    if (event.key === ' ') {
      event.preventDefault()
      return selection.toggle(task.id)
    }
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const from = STATUSES.indexOf(task.status)
    if (event.altKey) {
      const status = STATUSES[from + step]
      if (!status) return
      moved.current = { id: task.id, status }
      move(task.id, status)
    } else {
      const place = columns[task.status].indexOf(task)
      focusBeside(from, step, place)
    }
  }

  /** The card at the same height in the next column that has any. */
  const focusBeside = (from: number, step: number, place: number) => {
    for (let index = from + step; index >= 0 && index < STATUSES.length; index += step) {
      const status = STATUSES[index]
      const target = status && (columns[status][place] ?? columns[status].at(-1))
      if (status && target && lists.current.get(status)?.focus(target.id)) return
    }
  }

  return (
    <div
      role="group"
      aria-label={t('views.board')}
      onKeyDown={onKeyDown}
      className="lg:bleed-right relative -mx-4 flex snap-x snap-mandatory scroll-px-4 items-start gap-4 overflow-x-auto px-4 pb-4 sm:-mx-8 sm:scroll-px-8 sm:px-8 lg:grid lg:grid-cols-4 lg:overflow-visible"
    >
      {STATUSES.map((status) => (
        <BoardColumn
          key={status}
          status={status}
          tasks={columns[status]}
          onMove={move}
          listRef={(handle) => {
            if (handle) lists.current.set(status, handle)
            else lists.current.delete(status)
          }}
        />
      ))}
    </div>
  )
}
