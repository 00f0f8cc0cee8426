import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { EvidenceRow, EvidenceValue } from '../../../../../shared/hrm/evidence.ts'
import { useClock } from '../../../lib/profile.ts'
import { cx } from '../../../ui/classes.ts'
import { Button } from '../../../ui/button.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { Insight } from '../insight.ts'
import { useInsightsText } from '../insights-text.ts'
import { figuresOf, figureText, termOf } from '../terms.ts'
import { useFigureRows } from './looked-at.ts'
import { RowList } from './row-list.tsx'
import { rowNames } from './row-names.ts'

/** More than that at once nobody reads, and no phone draws quickly. */
const ROWS_AT_ONCE = 100

const isSame = (a: EvidenceValue, b: EvidenceValue): boolean => a.key === b.key && a.value === b.value

type FigureListProps = {
  insight: Insight
  /** The figure that was pressed: open from the start, and in sight. */
  chosen: EvidenceValue | null
  onLeave: () => void
}

/** Every figure that was worked out; each opens to the rows it came from. */
export function FigureList({ insight, chosen, onLeave }: FigureListProps) {
  const { values, known } = useFigureRows(insight)
  const figures = figuresOf(values)
  // A day that only stands in a row is no figure of its own until somebody asks for it.
  const isExtra = chosen !== null && !figures.some((value) => isSame(value, chosen))
  return (
    <ul className="divide-line border-line divide-y border-y">
      {(isExtra ? [chosen, ...figures] : figures).map((value, index) => (
        <Figure
          key={`${value.key}-${isExtra ? index - 1 : index}`}
          value={value}
          known={known}
          isChosen={chosen !== null && isSame(value, chosen)}
          onLeave={onLeave}
        />
      ))}
    </ul>
  )
}

type FigureProps = {
  value: EvidenceValue
  known: ReadonlyMap<string, EvidenceRow>
  isChosen: boolean
  onLeave: () => void
}

function Figure({ value, known, isChosen, onLeave }: FigureProps) {
  const t = useInsightsText()
  const { locale } = useClock()
  const line = useRef<HTMLElement>(null)
  const [isOpen, setIsOpen] = useState(isChosen)
  const [wasChosen, setWasChosen] = useState(isChosen)
  if (isChosen !== wasChosen) {
    setWasChosen(isChosen)
    if (isChosen) setIsOpen(true)
  }

  useEffect(() => {
    if (!isChosen) return
    line.current?.focus()
    line.current?.scrollIntoView({ block: 'center' })
  }, [isChosen])

  const rowCount = t('receipt.rowCount', { count: value.rows.length })
  const look = cx('-mx-2 flex items-center rounded-sm px-2 py-2', isChosen && 'bg-gold-soft')
  const words = (
    <span className="flex min-w-0 flex-1 items-baseline gap-3">
      <span className="min-w-0 flex-1 wrap-anywhere">
        {termOf(value.key, t)}
        {/* Beside a day a phone has no room for it. */}
        {value.rows.length > 0 && <span className="text-muted block text-sm sm:hidden">{rowCount}</span>}
      </span>
      <span className="text-right font-medium tabular-nums">{figureText(value, locale, t)}</span>
    </span>
  )
  if (value.rows.length === 0) {
    return (
      <li>
        {/* Nothing to open: it was asked with this. */}
        <span ref={line} tabIndex={-1} className={cx(look, 'pl-[1.875rem] outline-none')}>
          {words}
        </span>
      </li>
    )
  }
  return (
    <li>
      <details open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary ref={line} className={cx(look, 'hover:bg-hover touch:min-h-11')}>
          {words}
          <span className="text-muted ml-3 text-sm whitespace-nowrap max-sm:hidden">{rowCount}</span>
        </summary>
        {isOpen && <Rows ids={value.rows} known={known} onLeave={onLeave} />}
      </details>
    </li>
  )
}

type RowsProps = { ids: readonly string[]; known: ReadonlyMap<string, EvidenceRow>; onLeave: () => void }

/** The rows of one figure: those the receipt holds as they were, the rest as they are. */
function Rows({ ids, known, onLeave }: RowsProps) {
  const t = useInsightsText()
  const [shown, setShown] = useState(ROWS_AT_ONCE)
  const unknown = useMemo(() => ids.filter((id) => !known.has(id)), [ids, known])
  const { data: others, isPending } = useQuery({
    ...rowNames(unknown),
    enabled: unknown.length > 0,
    throwOnError: false,
  })
  if (unknown.length > 0 && isPending) return <Skeleton className="mt-1 mb-3 ml-[1.375rem] h-5 w-2/3" />
  const rows = [...ids.flatMap((id) => known.get(id) ?? []), ...(others ?? [])]
  const gone = ids.length - rows.length
  const left = rows.length - shown
  return (
    <>
      <RowList rows={rows.slice(0, shown)} onLeave={onLeave} />
      {left > 0 && (
        <Button size="sm" className="mb-3 ml-[1.375rem]" onClick={() => setShown(shown + ROWS_AT_ONCE)}>
          {t('receipt.moreRows', { count: left })}
        </Button>
      )}
      {gone > 0 && (
        <p className="text-muted pb-3 pl-[1.375rem] text-sm">{t('receipt.gone', { count: gone })}</p>
      )}
    </>
  )
}
