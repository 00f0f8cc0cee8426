import { Suspense } from 'react'
import { lazyExtra } from '../../ui/lazy-extra.ts'
import { useScreenIsThere } from './screen-is-there.ts'

const Bell = lazyExtra(() => import('../../features/reminders/bell.tsx').then(({ Bell }) => Bell))

/** The bell, in room that is kept for it: nobody waits for it, and nothing moves when it comes. */
export function BellSlot() {
  const isScreenThere = useScreenIsThere()
  return (
    <span className="touch:size-11 inline-grid size-9 shrink-0 place-items-center">
      <Suspense>{isScreenThere && <Bell />}</Suspense>
    </span>
  )
}
