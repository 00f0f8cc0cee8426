import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** The frame of every screen: moves the focus to the heading after a navigation. */
export function RootLayout() {
  const router = useRouter()

  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        // On the first load the browser's own order of focus is right.
        if (!pathChanged || !fromLocation) return
        if (document.activeElement instanceof HTMLInputElement) return
        document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
      }),
    [router],
  )

  return <Outlet />
}
