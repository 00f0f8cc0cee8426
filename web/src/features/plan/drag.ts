import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

const loadAdapter = () => import('@atlaskit/pragmatic-drag-and-drop/element/adapter')

/** A finger scrolls; what it cannot drag it moves by the menus. */
const canDrag = (): boolean => window.matchMedia('(pointer: fine)').matches

type Adapter = Awaited<ReturnType<typeof loadAdapter>>

/** Registers with the library as soon as it is there, for as long as the element is. */
function useAdapter(
  element: RefObject<HTMLElement | null>,
  register: (adapter: Adapter, node: HTMLElement) => () => void,
) {
  const latest = useRef(register)
  useLayoutEffect(() => {
    latest.current = register
  })

  useEffect(() => {
    if (!canDrag()) return
    let stop: (() => void) | undefined
    let isGone = false
    loadAdapter().then(
      (adapter) => {
        if (!isGone && element.current) stop = latest.current(adapter, element.current)
      },
      // Without it, keys and menus still move everything.
      () => undefined,
    )
    return () => {
      isGone = true
      stop?.()
    }
  }, [element])
}

type Draggable = { canDrag?: () => boolean; onDrag: (isDragged: boolean) => void }

/** Makes an element something that can be dragged, known by its key. */
export function useDraggable(element: RefObject<HTMLElement | null>, key: string, on: Draggable): void {
  const latest = useRef(on)
  useLayoutEffect(() => {
    latest.current = on
  })

  useAdapter(element, (adapter, node) =>
    adapter.draggable({
      element: node,
      canDrag: () => latest.current.canDrag?.() ?? true,
      getInitialData: () => ({ key }),
      onDragStart: () => latest.current.onDrag(true),
      onDrop: () => latest.current.onDrag(false),
    }),
  )
}

type DropTarget = {
  /** Whether this may be dropped here. */
  accepts?: (key: string) => boolean
  /** How far down the element the pointer is, from 0 to 1; null when nothing is over it. */
  over: (key: string, at: number | null) => void
  drop: (key: string, at: number) => void
}

type Input = { location: { current: { input: { clientY: number } } } }

function heightOf({ location }: Input, node: HTMLElement): number {
  const { top, height } = node.getBoundingClientRect()
  return (location.current.input.clientY - top) / Math.max(height, 1)
}

const keyOf = ({ data }: { data: Record<string, unknown> }): string => String(data.key)

/** Makes an element a place to drop on. */
export function useDropTarget(element: RefObject<HTMLElement | null>, on: DropTarget): void {
  const latest = useRef(on)
  useLayoutEffect(() => {
    latest.current = on
  })

  useAdapter(element, (adapter, node) =>
    adapter.dropTargetForElements({
      element: node,
      canDrop: ({ source }) => latest.current.accepts?.(keyOf(source)) ?? true,
      onDrag: ({ source, location }) => latest.current.over(keyOf(source), heightOf({ location }, node)),
      onDragLeave: ({ source }) => latest.current.over(keyOf(source), null),
      onDrop: ({ source, location }) => {
        latest.current.over(keyOf(source), null)
        latest.current.drop(keyOf(source), heightOf({ location }, node))
      },
    }),
  )
}
