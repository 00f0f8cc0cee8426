import { useSyncExternalStore } from 'react'

function windowHook(query: string): () => boolean {
  const media = globalThis.matchMedia?.(query)
  const subscribe = (listener: () => void) => {
    media?.addEventListener('change', listener)
    return () => media?.removeEventListener('change', listener)
  }
  const read = () => media?.matches ?? false
  return () => useSyncExternalStore(subscribe, read)
}

/** From here on a list and a panel fit beside each other; the `docks:` variant in tokens.css says the same. */
export const useIsWide = windowHook('(min-width: 85rem)')

/** From here on columns of text fit beside each other: `sm:` and more. */
export const useFitsColumns = windowHook('(min-width: 40rem)')
