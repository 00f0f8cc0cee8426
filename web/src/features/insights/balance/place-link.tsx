import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { DEFAULT_PERIOD, type Period, placeOf } from './balance-search.ts'
import type { Steps } from './ledger.ts'

type PlaceLinkProps = { steps: Steps; days: Period; isUp?: boolean; children: ReactNode }

/** Leads to a place of the balance, in the same period. */
export function PlaceLink({ steps, days, isUp, children }: PlaceLinkProps) {
  return (
    <Link
      to="/insights/balance"
      search={{ ...(days !== DEFAULT_PERIOD && { days }), at: placeOf(steps) }}
      resetScroll={false}
      className="hover:text-gold touch:min-h-11 inline-flex max-w-full items-center gap-1 rounded-sm font-medium wrap-anywhere"
    >
      {children}
      {!isUp && <ChevronRight aria-hidden className="text-faint size-4 shrink-0" strokeWidth={2} />}
    </Link>
  )
}
