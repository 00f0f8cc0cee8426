import { Suspense, useEffect, useState } from 'react'
import { lastCommandStore } from '../../lib/commands.ts'
import { lazyExtra } from '../../ui/lazy-extra.ts'

const CALM_MS = 6_000

const Hints = lazyExtra(() => import('../../features/first-run/hints.tsx').then(({ Hints }) => Hints))

/** Hints come after the screen has been looked at, and are loaded no earlier. */
export function HintHost({ userId }: { userId: string }) {
  const [isCalm, setIsCalm] = useState(false)
  // Counted from the start: who has found a key by then needs no hint about it.
  const [done, setDone] = useState<readonly string[]>([])

  useEffect(
    () =>
      lastCommandStore.subscribe(() => {
        const id = lastCommandStore.get()
        if (id !== null) setDone((ids) => (ids.includes(id) ? ids : [...ids, id]))
      }),
    [],
  )

  useEffect(() => {
    const timer = setTimeout(() => setIsCalm(navigator.onLine), CALM_MS)
    return () => clearTimeout(timer)
  }, [])

  if (!isCalm) return null
  return (
    <Suspense>
      <Hints userId={userId} done={done} />
    </Suspense>
  )
}
