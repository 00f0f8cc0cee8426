import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { InsightType } from '../../../../../shared/hrm/kinds.ts'
import type { Day } from '../../../lib/dates.ts'
import { type DecisionKind, joined } from '../decisions/decisions-search.ts'

export type Period = { from_on: Day; until_on: Day }

type ListLinkProps = {
  period: Period
  /** What was decided; without it what was told. */
  kinds?: readonly DecisionKind[]
  type?: InsightType
  rule?: string
  /** What is counted, where the number alone does not say it. */
  label?: string
  children: ReactNode
}

const LOOK =
  'decoration-line-strong hover:text-gold hover:decoration-gold touch:min-h-11 touch:min-w-11 touch:inline-flex touch:items-center rounded-sm tabular-nums underline decoration-dotted underline-offset-4'

/** A number that leads to the list it counts. */
export function ListLink({ period, kinds, type, rule, label, children }: ListLinkProps) {
  const filters = {
    ...{ from: period.from_on, until: period.until_on },
    ...(type && { type }),
    ...(rule && { rule }),
  }
  return kinds ? (
    <Link
      to="/insights/decisions"
      search={{ ...filters, kinds: joined(kinds) }}
      aria-label={label}
      className={LOOK}
    >
      {children}
    </Link>
  ) : (
    <Link to="/insights" search={filters} aria-label={label} className={LOOK}>
      {children}
    </Link>
  )
}
