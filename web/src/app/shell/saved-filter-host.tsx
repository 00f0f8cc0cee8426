import { Suspense, useEffect, useState } from 'react'
import { lazyExtra } from '../../ui/lazy-extra.ts'

const SavedFilterCommands = lazyExtra(() =>
  import('../saved-filter-commands.ts').then(({ loadSavedFilterCommands }) => loadSavedFilterCommands()),
)

/** Nobody reaches for a saved filter in the first moments; the screen itself comes first. */
const LATER_MS = 2_500

/** Brings the saved filters into the palette, once the screen stands. */
export function SavedFilterHost() {
  const [isTime, setIsTime] = useState(false)

  useEffect(() => {
    const timer = setTimeout(() => navigator.onLine && setIsTime(true), LATER_MS)
    return () => clearTimeout(timer)
  }, [])

  return isTime ? (
    <Suspense>
      <SavedFilterCommands />
    </Suspense>
  ) : null
}
