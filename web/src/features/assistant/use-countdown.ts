import { useEffect, useState } from 'react'

const SECOND_MS = 1_000

/** Whole seconds until this instant, counted down; 0 from then on, and where there is nothing to wait for. */
export function useCountdown(until: number | null): number {
  const [now, setNow] = useState(() => Date.now())
  const left = until === null ? 0 : Math.max(0, Math.ceil((until - now) / SECOND_MS))

  useEffect(() => {
    if (until === null || left === 0) return
    const timer = setTimeout(() => setNow(Date.now()), (until - Date.now()) % SECOND_MS || SECOND_MS)
    return () => clearTimeout(timer)
  }, [until, left])

  return left
}
