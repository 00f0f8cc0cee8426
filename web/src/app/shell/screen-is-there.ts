import { useIsFetching } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { createStore, useStore } from '../../lib/external-store.ts'

/** So long a slow answer can hold up what comes after the screen. */
const PATIENCE_MS = 3_000
/** A screen that is being drawn has not asked for its data yet. */
const SETTLED_MS = 50

const store = createStore(false)

/** Whether the first screen has been shown: what nobody waits for is fetched after it. */
export const useScreenIsThere = (): boolean => useStore(store)

/** Watches for the first screen; drawn until it is there. */
export function FirstScreenWatch(): null {
  const isLoading = useRouterState({ select: ({ status }) => status !== 'idle' })
  const isFetching = useIsFetching() > 0

  useEffect(() => {
    const timer = setTimeout(() => store.set(true), isLoading || isFetching ? PATIENCE_MS : SETTLED_MS)
    return () => clearTimeout(timer)
  }, [isLoading, isFetching])
  return null
}
