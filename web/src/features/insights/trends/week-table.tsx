import type { ReactNode } from 'react'
import { useInsightsText } from '../insights-text.ts'

type WeekTableProps = {
  caption: string
  columns: readonly string[]
  rows: readonly { key: string; head: string; cells: readonly ReactNode[] }[]
}

/** The numbers behind a chart, week by week. */
export function WeekTable({ caption, columns, rows }: WeekTableProps) {
  const t = useInsightsText()
  return (
    <table className="w-full text-left text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-muted">
        <tr className="align-bottom">
          <th scope="col" className="pb-1 font-medium">
            {t('trends.week')}
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" className="pb-1 pl-2 text-right font-medium">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-line divide-y">
        {rows.map(({ key, head, cells }) => (
          <tr key={key}>
            <th scope="row" className="py-1.5 font-normal">
              {head}
            </th>
            {cells.map((cell, index) => (
              <td key={index} className="py-1.5 pl-2 text-right whitespace-nowrap tabular-nums">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
