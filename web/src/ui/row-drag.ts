import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { LIST, rowOf } from './row-focus.ts'

export type RowDrop = {
  /** Of the row that was dragged. */
  key: string
  from: string
  /** The list it was dropped in, and before which of its rows as they stood: 0 is the top. */
  to: string
  index: number
}

type Place = { list: HTMLElement; row: HTMLElement; isAfter: boolean }

const listId = (list: Element | null): string => (list as HTMLElement | null)?.dataset.rowList ?? ''

/** The row under the pointer, and on which half of it the pointer is. */
function placeAt(root: HTMLElement, x: number, y: number): Place | null {
  // Not simply the topmost element: for a moment the library lays one of its own under the pointer.
  const row = document.elementsFromPoint(x, y).map(rowOf).find(Boolean)
  const list = row?.closest<HTMLElement>(LIST)
  if (!row || !list || !root.contains(list)) return null
  const { top, height } = row.getBoundingClientRect()
  return { list, row, isAfter: y > top + height / 2 }
}

function createLine() {
  const line = document.createElement('div')
  line.dataset.dropLine = ''
  line.className = 'bg-gold-fill pointer-events-none fixed z-50 hidden h-0.5 rounded-full'
  document.body.append(line)
  return {
    show(place: Place | null) {
      line.classList.toggle('hidden', !place)
      if (!place) return
      const { left, width, top, bottom } = place.row.getBoundingClientRect()
      Object.assign(line.style, {
        left: `${left}px`,
        width: `${width}px`,
        top: `${(place.isAfter ? bottom : top) - 1}px`,
      })
    },
    remove: () => line.remove(),
  }
}

/**
 * Lets the rows of all lists inside an element be dragged, and shows where they would land. Rows become draggable when a
 * pointer comes to them, so that a list of thousands costs nothing. Returns the function that ends it.
 * @param canDrop whether a row of one list may land in another; both are ids of `VirtualList`
 * @param over what brought the pointer to the row it rests on
 */
export function followRowDrags(
  root: HTMLElement,
  canDrop: (from: string, to: string) => boolean,
  onDrop: (drop: RowDrop) => void,
  over: PointerEvent,
): () => void {
  const known = new Map<HTMLElement, () => void>()
  let line: ReturnType<typeof createLine> | undefined

  const allowedPlace = (
    { data }: { data: Record<string, unknown> },
    { clientX, clientY }: { clientX: number; clientY: number },
  ): Place | null => {
    const place = placeAt(root, clientX, clientY)
    return place && canDrop(String(data.from), listId(place.list)) ? place : null
  }

  const onPointerOver = (event: PointerEvent) => {
    const row = rowOf(event.target as Element)
    if (event.pointerType !== 'mouse' || !row || known.has(row)) return
    for (const [element, forget] of known) {
      if (element.isConnected) continue
      forget()
      known.delete(element)
    }
    const forget = draggable({
      element: row,
      // A name being edited is selected by dragging, not carried away.
      canDrag: () => row.querySelector('input:not([type=checkbox]), textarea') === null,
      getInitialData: () => ({ key: row.dataset.rowKey, from: listId(row.closest(LIST)) }),
      onDragStart: () => row.classList.add('opacity-40'),
      onDrop: () => row.classList.remove('opacity-40'),
    })
    known.set(row, forget)
  }

  const stopTarget = dropTargetForElements({ element: root })
  const stopMonitor = monitorForElements({
    onDragStart: () => {
      line = createLine()
    },
    onDrag: ({ source, location }) => line?.show(allowedPlace(source, location.current.input)),
    onDrop: ({ source, location }) => {
      line?.remove()
      const landed = allowedPlace(source, location.current.input)
      // Dropped elsewhere, or given up by Escape.
      if (!landed || location.current.dropTargets.length === 0) return
      const index = Number(landed.row.dataset.index) + (landed.isAfter ? 1 : 0)
      onDrop({
        key: String(source.data.key),
        from: String(source.data.from),
        to: listId(landed.list),
        index,
      })
    },
  })
  root.addEventListener('pointerover', onPointerOver)
  onPointerOver(over)

  return () => {
    root.removeEventListener('pointerover', onPointerOver)
    stopTarget()
    stopMonitor()
    line?.remove()
    for (const forget of known.values()) forget()
  }
}
