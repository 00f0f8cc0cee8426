import { useRef, useState } from 'react'
import { afterPaint } from '../../../lib/after-paint.ts'

/**
 * A box that is ticked as soon as it is pressed: what that sets in motion begins when the tick has been painted, however
 * long the list is.
 * @param toggle may resolve when the change was kept or refused; until then the box stays as it was left
 * @returns whether the box is ticked, and what presses it
 */
export function useTick(isDone: boolean, toggle: () => unknown): [boolean, () => void] {
  const [left, setLeft] = useState<boolean | null>(null)
  const callOff = useRef<(() => void) | null>(null)

  const press = () => {
    if (callOff.current) {
      // Pressed again before anything was begun.
      callOff.current()
      callOff.current = null
      setLeft(null)
      return
    }
    setLeft(!(left ?? isDone))
    callOff.current = afterPaint(() => {
      callOff.current = null
      void Promise.resolve(toggle()).finally(() => setLeft(null))
    })
  }
  return [left ?? isDone, press]
}
