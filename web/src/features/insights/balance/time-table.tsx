import type { ReactNode } from 'react'
import { cx } from '../../../ui/classes.ts'

type Column = {
  label: string
  /** Its width, and where it is left out. */
  className: string
  sum: ReactNode
}

type TimeTableProps = {
  caption?: string
  /** What stands in the first column. */
  places: string
  sumLabel: string
  columns: readonly Column[]
  children: ReactNode
}

/** Where minutes went: the places down the first column, their figures beside them, and the sum below. */
export function TimeTable({ caption, places, sumLabel, columns, children }: TimeTableProps) {
  return (
    <table className="w-full table-fixed text-left">
      {caption && <caption className="sr-only">{caption}</caption>}
      <thead className="text-muted text-sm">
        <tr className="align-bottom">
          <th scope="col" className="pb-1 font-medium">
            {places}
          </th>
          {columns.map(({ label, className }) => (
            <th key={label} scope="col" className={cx('pb-1 pl-2 text-right font-medium', className)}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-line border-line divide-y border-y">{children}</tbody>
      <tfoot>
        <tr className="align-baseline font-semibold">
          <th scope="row" className="py-2.5">
            {sumLabel}
          </th>
          {columns.map(({ label, className, sum }) => (
            <TimeCell key={label} className={className}>
              {sum}
            </TimeCell>
          ))}
        </tr>
      </tfoot>
    </table>
  )
}

export function TimeCell({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <td className={cx('py-2.5 pl-2 text-right whitespace-nowrap tabular-nums', className)}>{children}</td>
  )
}

/** What was lived, with a mark where it should be. */
export function ShareBar({ percent, declared = null }: { percent: number; declared?: number | null }) {
  return (
    <span aria-hidden className="relative mt-1.5 block h-2">
      <span className="bg-pressed absolute inset-x-0 top-0.5 block h-1 overflow-hidden rounded-full">
        <span className="bg-gold-fill block h-full rounded-full" style={{ width: `${percent}%` }} />
      </span>
      {declared !== null && (
        <span
          className="bg-ink absolute top-0 h-2 w-0.5 -translate-x-px rounded-full"
          style={{ left: `${declared}%` }}
        />
      )}
    </span>
  )
}
