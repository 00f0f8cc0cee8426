import { type FocusEvent, useEffect, useRef } from 'react'
import { focusListOrHeading } from './row-focus.ts'

/**
 * For a part of the screen whose controls go with what they are about: when one goes that has the focus, the heading of
 * the screen gets it. Spread over the element around the part.
 */
export function useKeptFocus() {
  const last = useRef<Element | null>(null)

  useEffect(() => {
    if (last.current?.isConnected !== false || document.activeElement !== document.body) return
    last.current = null
    focusListOrHeading(null)
  })

  return {
    onFocus: ({ target }: FocusEvent) => {
      last.current = target
    },
    onBlur: () => {
      last.current = null
    },
  }
}
