import { useEffect, useRef } from 'react'
import type { Evidence, EvidenceRow, EvidenceValue } from '../../../../../shared/hrm/evidence.ts'
import { useClock } from '../../../lib/profile.ts'
import { useInsightsText } from '../insights-text.ts'
import { fieldText, plainKey, valueText } from '../words.ts'
import { RowLink } from './row-link.tsx'

type FigureListProps = {
  evidence: Evidence
  /** The figure that was pressed: open from the start, and in sight. */
  chosen: EvidenceValue | null
  onLeave: () => void
}

/** Every figure that was worked out; each opens to the rows it came from. */
export function FigureList({ evidence, chosen, onLeave }: FigureListProps) {
  const rows = new Map(evidence.rows.map((row) => [row.id, row]))
  return (
    <ul className="divide-line border-line divide-y border-y">
      {evidence.values.map((value, index) => (
        <Figure
          key={`${value.key}-${index}`}
          value={value}
          rows={value.rows.flatMap((id) => rows.get(id) ?? [])}
          isChosen={chosen !== null && chosen.key === value.key && chosen.value === value.value}
          onLeave={onLeave}
        />
      ))}
    </ul>
  )
}

type FigureProps = { value: EvidenceValue; rows: EvidenceRow[]; isChosen: boolean; onLeave: () => void }

function Figure({ value, rows, isChosen, onLeave }: FigureProps) {
  const t = useInsightsText()
  const { locale } = useClock()
  const summary = useRef<HTMLElement>(null)

  useEffect(() => {
    if (!isChosen) return
    summary.current?.focus()
    summary.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])

  const words = (
    <>
      <span className="min-w-0 flex-1 wrap-anywhere">{plainKey(value.key)}</span>
      <span className="font-medium tabular-nums">
        {value.unit === 'days' && typeof value.value === 'number'
          ? t('units.days', { count: value.value })
          : valueText(value.value, value.unit, locale)}
      </span>
    </>
  )
  if (rows.length === 0) {
    return (
      <li
        ref={(item) => void (summary.current = item)}
        className="flex items-baseline gap-3 py-2 pl-[1.375rem]"
      >
        {words}
      </li>
    )
  }
  return (
    <li>
      <details open={isChosen}>
        <summary
          ref={summary}
          className="hover:bg-hover touch:min-h-11 -mx-2 flex items-center rounded-sm px-2 py-2"
        >
          <span className="flex min-w-0 flex-1 items-baseline gap-3">{words}</span>
          <span className="text-muted ml-3 text-sm whitespace-nowrap">
            {t('receipt.rowCount', { count: rows.length })}
          </span>
        </summary>
        <RowList rows={rows} onLeave={onLeave} />
      </details>
    </li>
  )
}

/** Rows with the fields that were looked at. */
export function RowList({ rows, onLeave }: { rows: readonly EvidenceRow[]; onLeave: () => void }) {
  const { locale } = useClock()
  return (
    <ul className="flex flex-col gap-2 pt-1 pb-3 pl-[1.375rem]">
      {rows.map((row) => (
        <li key={row.id}>
          <RowLink {...row} onLeave={onLeave} />
          {Object.keys(row.values).length > 0 && (
            <dl className="text-muted flex flex-wrap gap-x-3 text-sm">
              {Object.entries(row.values).map(([key, value]) => (
                <div key={key} className="flex gap-1">
                  <dt>{plainKey(key)}:</dt>
                  <dd className="text-ink tabular-nums">{fieldText(value, locale)}</dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  )
}
