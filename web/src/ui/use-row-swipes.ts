import { type RefObject, useEffect, useEffectEvent } from 'react'
import { rowOf } from './row-focus.ts'

export type Swipe = 'left' | 'right'

/** Further than this the finger means it, in px. */
const DECIDED_PX = 96
/** Until here it may still become a scroll or a press. */
const UNDECIDED_PX = 12
/** A little resistance beyond the point where letting go acts. */
const RESISTANCE = 0.35

/** How far a row follows a finger. */
export function followed(distance: number): number {
  const beyond = Math.max(0, Math.abs(distance) - DECIDED_PX)
  return Math.sign(distance) * (Math.abs(distance) - beyond * (1 - RESISTANCE))
}

type Gesture = { row: HTMLElement; x: number; y: number; isSwipe: boolean; distance: number }

/**
 * Under a finger the rows inside an element can be swiped to either side; scrolling stays the browser's. Behind the row
 * stands what letting go will do. Each deed has a key and a button as well.
 */
export function useRowSwipes(
  root: RefObject<HTMLElement | null>,
  labels: Record<Swipe, string>,
  onSwipe: (key: string, swipe: Swipe) => void,
): void {
  const act = useEffectEvent(onSwipe)
  const { left, right } = labels

  useEffect(() => {
    const element = root.current
    if (!element) return
    let gesture: Gesture | null = null

    const release = () => {
      if (!gesture) return
      const { row } = gesture
      gesture = null
      const content = row.firstElementChild as HTMLElement | null
      delete row.dataset.swipe
      if (content) content.style.transform = ''
    }
    const onStart = (event: TouchEvent) => {
      const row = rowOf(event.target as Element)
      const touch = event.touches[0]
      const isTyping = (event.target as Element).closest('input:not([type=checkbox]), textarea')
      if (!row || !touch || isTyping || event.touches.length > 1) return release()
      gesture = { row, x: touch.clientX, y: touch.clientY, isSwipe: false, distance: 0 }
    }
    const onMove = (event: TouchEvent) => {
      const touch = event.touches[0]
      if (!gesture || !touch) return
      const [dx, dy] = [touch.clientX - gesture.x, touch.clientY - gesture.y]
      if (!gesture.isSwipe) {
        if (Math.abs(dy) > UNDECIDED_PX && Math.abs(dy) > Math.abs(dx)) return release()
        if (Math.abs(dx) < UNDECIDED_PX || Math.abs(dx) < 2 * Math.abs(dy)) return
        gesture.isSwipe = true
      }
      gesture.distance = dx
      const swipe: Swipe = dx > 0 ? 'right' : 'left'
      const { row } = gesture
      row.dataset.swipe = swipe
      row.dataset.swipeLabel = swipe === 'right' ? right : left
      row.toggleAttribute('data-swipe-decided', Math.abs(dx) > DECIDED_PX)
      const content = row.firstElementChild as HTMLElement | null
      if (content) content.style.transform = `translateX(${followed(dx)}px)`
    }
    const onEnd = (event: TouchEvent) => {
      const ended = gesture
      release()
      if (!ended?.isSwipe) return
      // Without this the lifted finger would press what lies under it.
      if (event.cancelable) event.preventDefault()
      const key = ended.row.dataset.rowKey
      if (key !== undefined && Math.abs(ended.distance) > DECIDED_PX)
        act(key, ended.distance > 0 ? 'right' : 'left')
    }

    element.addEventListener('touchstart', onStart, { passive: true })
    element.addEventListener('touchmove', onMove, { passive: true })
    element.addEventListener('touchend', onEnd)
    element.addEventListener('touchcancel', release)
    return () => {
      element.removeEventListener('touchstart', onStart)
      element.removeEventListener('touchmove', onMove)
      element.removeEventListener('touchend', onEnd)
      element.removeEventListener('touchcancel', release)
    }
  }, [root, left, right])
}
