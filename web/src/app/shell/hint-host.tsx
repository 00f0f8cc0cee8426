import { lazy, Suspense, useEffect, useState } from 'react'

const CALM_MS = 6_000

const Hints = lazy(() =>
  import('../../features/first-run/hints.tsx').then(({ Hints }) => ({ default: Hints })),
)

/** Hints come after the screen has been looked at, and are loaded no earlier. */
export function HintHost({ userId }: { userId: string }) {
  const [isCalm, setIsCalm] = useState(false)

  useEffect(() => {
    const timer = setTimeout(() => setIsCalm(navigator.onLine), CALM_MS)
    return () => clearTimeout(timer)
  }, [])

  if (!isCalm) return null
  return (
    <Suspense>
      <Hints userId={userId} />
    </Suspense>
  )
}
