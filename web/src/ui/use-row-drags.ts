import { type RefObject, useEffect, useEffectEvent } from 'react'
import type { RowDrop } from './row-drag.ts'

/** Rows inside an element can be dragged by a mouse. What that takes is loaded when a mouse first comes near. */
export function useRowDrags(
  root: RefObject<HTMLElement | null>,
  canDrop: (from: string, to: string) => boolean,
  onDrop: (drop: RowDrop) => void,
): void {
  const isAllowed = useEffectEvent(canDrop)
  const drop = useEffectEvent(onDrop)

  useEffect(() => {
    const element = root.current
    if (!element) return
    let stop = () => {}
    let isGone = false
    const begin = (event: PointerEvent) => {
      if (event.pointerType !== 'mouse' || !navigator.onLine) return
      element.removeEventListener('pointerover', begin)
      import('./row-drag.ts').then(
        ({ followRowDrags }) => {
          if (isGone) return
          stop = followRowDrags(
            element,
            (from, to) => isAllowed(from, to),
            (dropped) => drop(dropped),
            event,
          )
        },
        // Cut off just now: the keys do the same.
        () => undefined,
      )
    }
    element.addEventListener('pointerover', begin)
    return () => {
      isGone = true
      element.removeEventListener('pointerover', begin)
      stop()
    }
  }, [root])
}
