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

/** Makes an element something that can be dragged; `onDrag` says whether it is under way. */
export function useDraggable(
  element: RefObject<HTMLElement | null>,
  id: string,
  onDrag: (isDragged: boolean) => void,
): void {
  useAdapter(element, (adapter, node) =>
    adapter.draggable({
      element: node,
      getInitialData: () => ({ taskId: id }),
      onDragStart: () => onDrag(true),
      onDrop: () => onDrag(false),
    }),
  )
}

/** Makes an element a place to drop tasks on. */
export function useDropTarget(
  element: RefObject<HTMLElement | null>,
  on: { over: (isOver: boolean) => void; drop: (taskId: string) => void },
): void {
  const latest = useRef(on)
  useLayoutEffect(() => {
    latest.current = on
  })

  useAdapter(element, (adapter, node) =>
    adapter.dropTargetForElements({
      element: node,
      canDrop: ({ source }) => typeof source.data.taskId === 'string',
      onDragEnter: () => latest.current.over(true),
      onDragLeave: () => latest.current.over(false),
      onDrop: ({ source }) => {
        latest.current.over(false)
        if (typeof source.data.taskId === 'string') latest.current.drop(source.data.taskId)
      },
    }),
  )
}
