import type { EvidenceRow } from '../../../../../shared/hrm/evidence.ts'
import { useClock } from '../../../lib/profile.ts'
import { useInsightsText } from '../insights-text.ts'
import { contentOf, termOf } from '../terms.ts'
import { RowLink } from './row-link.tsx'

/** Rows with the fields that were looked at; each leads to its place. */
export function RowList({ rows, onLeave }: { rows: readonly EvidenceRow[]; onLeave: () => void }) {
  const t = useInsightsText()
  const { locale } = useClock()
  return (
    <ul className="flex flex-col gap-2 pt-1 pb-3 pl-[1.375rem]">
      {rows.map((row) => (
        <li key={row.id}>
          <RowLink table={row.table} id={row.id} name={row.name} onLeave={onLeave} />
          <dl className="text-muted flex flex-wrap gap-x-3 text-sm empty:hidden">
            {Object.entries(row.values)
              .filter(([, value]) => value !== null)
              .map(([key, value]) => (
                <div key={key} className="flex gap-1">
                  <dt>{termOf(key, t)}:</dt>
                  <dd className="text-ink tabular-nums">{contentOf(key, value, locale, t)}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
