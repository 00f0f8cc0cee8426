import { Skeleton } from '../../../ui/skeleton.tsx'

const WIDTHS = ['w-3/5', 'w-2/5', 'w-1/2', 'w-2/3', 'w-1/3', 'w-1/2'] as const

/** Rows of the height that the real ones have. */
export function TodaySkeleton() {
  return (
    <div aria-hidden>
      {WIDTHS.map((width, index) => (
        <div key={index} className="flex gap-3 py-3">
          <Skeleton className="mt-0.5 size-5 rounded-full" />
          <div className="flex-1">
            <Skeleton className={`my-1 h-4 ${width}`} />
            <Skeleton className="mt-2 h-3.5 w-44 max-w-full" />
            <Skeleton className="mt-2.5 h-5 w-28 rounded-full" />
          </div>
        </div>
      ))}
    </div>
  )
}
