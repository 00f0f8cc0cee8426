import { useSyncExternalStore } from 'react'

/** From here on a list and a panel fit beside each other; the `docks:` variant in tokens.css says the same. */
const wide = globalThis.matchMedia?.('(min-width: 85rem)')

function subscribe(listener: () => void): () => void {
  wide?.addEventListener('change', listener)
  return () => wide?.removeEventListener('change', listener)
}

export const useIsWide = (): boolean => useSyncExternalStore(subscribe, () => wide?.matches ?? false)
