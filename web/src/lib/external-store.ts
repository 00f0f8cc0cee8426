import { useSyncExternalStore } from 'react'

export type ExternalStore<T> = { get(): T; set(next: T): void; subscribe(listener: () => void): () => void }

/** A value that lives outside React: set it anywhere, read it with `useStore`. */
export function createStore<T>(initial: T): ExternalStore<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const useStore = <T>(store: ExternalStore<T>): T => useSyncExternalStore(store.subscribe, store.get)
