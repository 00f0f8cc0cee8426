import { useSyncExternalStore } from 'react'

const MINUTE_MS = 60_000

let now = new Date()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined

function tick() {
  now = new Date()
  timer = setTimeout(tick, MINUTE_MS - (now.getTime() % MINUTE_MS))
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) timer = setTimeout(tick, MINUTE_MS - (Date.now() % MINUTE_MS))
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearTimeout(timer)
  }
}

/** The current time, to the minute; one timer for the whole page. */
export const useNow = (): Date => useSyncExternalStore(subscribe, () => now)
