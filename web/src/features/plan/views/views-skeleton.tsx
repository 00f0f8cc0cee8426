import { Skeleton } from '../../../ui/skeleton.tsx'
import type { PlanView } from '../plan-search.ts'

const WIDTHS = ['w-3/5', 'w-2/5', 'w-1/2', 'w-2/3', 'w-1/3', 'w-1/2', 'w-2/5'] as const
const CARDS = [3, 2, 1, 2] as const

/** What will be there, in its size. */
export function ViewsSkeleton({ view }: { view: Exclude<PlanView, 'tree'> }) {
  if (view === 'list') {
    return (
      <div aria-hidden className="pt-14">
        {WIDTHS.map((width, index) => (
          <div key={index} className="flex h-11 gap-3 py-2.5">
            <Skeleton className="mt-0.5 size-5 rounded-full" />
            <Skeleton className={`my-1 h-4 ${width}`} />
          </div>
        ))}
      </div>
    )
  }
  const isBoard = view === 'board'
  return (
    <div
      aria-hidden
      className={
        isBoard
          ? 'lg:bleed-right grid gap-4 overflow-hidden lg:-ml-8 lg:grid-cols-4 lg:px-8'
          : 'grid gap-4 sm:grid-cols-2'
      }
    >
      {CARDS.map((count, index) => (
        <div
          key={index}
          className={`bg-sunken min-h-48 rounded-lg p-2 ${isBoard && index > 0 ? 'max-lg:hidden' : ''}`}
        >
          <Skeleton className="mx-2 my-2 h-5 w-28" />
          {Array.from({ length: count }, (_, card) => (
            <div key={card} className="border-line bg-surface mb-2 h-[84px] rounded-md border p-3">
              <Skeleton className="h-4 w-3/4" />
              <Skeleton className="mt-3 h-3 w-1/2" />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
