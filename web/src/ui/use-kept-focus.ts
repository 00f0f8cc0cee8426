import { type FocusEvent, useLayoutEffect, useRef } from 'react'

/** Not scrolling: who has a pointer stays where they are. */
const focusHeading = () => document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })

/**
 * For a part of the screen whose controls go with what they are about: when one goes that has the focus, the heading of
 * the screen gets it. To be spread over the element around the part, by what draws the part anew.
 */
export function useKeptFocus() {
  const last = useRef<Element | null>(null)

  useLayoutEffect(() => {
    if (last.current?.isConnected !== false || document.activeElement !== document.body) return
    last.current = null
    focusHeading()
  })

  return {
    onFocus: ({ target, currentTarget }: FocusEvent) => {
      // A dialog or a menu that opens from here gives the focus back by itself.
      last.current = currentTarget.contains(target) ? target : null
    },
    onBlur: () => {
      last.current = null
    },
  }
}
