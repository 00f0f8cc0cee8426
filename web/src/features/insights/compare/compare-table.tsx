import type { Insight } from '../insight.ts'
import type { CompareLine, OnOpen } from './compare-lines.tsx'

export type CompareProps = { insights: readonly Insight[]; lines: readonly CompareLine[]; onOpen: OnOpen }

/** A column for each insight. */
export function CompareTable({ insights, lines, onOpen }: CompareProps) {
  return (
    <table className="w-full table-fixed text-left text-sm">
      <thead>
        <tr className="align-top">
          <td className="w-32" />
          {insights.map((insight) => (
            <th key={insight.id} scope="col" className="px-2 pb-3 text-base font-semibold wrap-anywhere">
              <TitleButton insight={insight} onOpen={onOpen} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-line divide-y">
        {lines.map(({ label, cell }) => (
          <tr key={label} className="align-top">
            <th scope="row" className="text-muted py-2.5 pr-2 font-medium">
              {label}
            </th>
            {insights.map((insight) => (
              <td key={insight.id} className="px-2 py-2.5 wrap-anywhere tabular-nums">
                {cell(insight)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The title of an insight, which leads to its receipt. */
export function TitleButton({ insight, onOpen }: { insight: Insight; onOpen: OnOpen }) {
  return (
    <button
      type="button"
      onClick={() => onOpen(insight)}
      className="hover:text-gold touch:min-h-11 rounded-sm text-left wrap-anywhere"
    >
      {insight.title}
    </button>
  )
}
