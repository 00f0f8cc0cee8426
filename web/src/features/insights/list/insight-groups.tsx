import { CircleSlash2, Compass, type LucideIcon, Scale, Sprout, TriangleAlert } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { type RowPlace, VirtualList } from '../../../ui/virtual-list.tsx'
import { type Group, grouped } from '../groups.ts'
import type { Insight } from '../insight.ts'
import { InsightRow, type RowView } from './insight-row.tsx'

const ROW_HEIGHT_PX = 112
const ICONS: Record<Group, LucideIcon> = {
  risk: TriangleAlert,
  blocked: CircleSlash2,
  balance: Scale,
  next: Compass,
  well: Sprout,
}
const COLORS: Record<Group, string> = {
  risk: 'text-caution',
  blocked: 'text-danger',
  balance: 'text-gold',
  next: 'text-muted',
  well: 'text-success',
}

const idOf = ({ id }: Insight) => id

type InsightGroupsProps = {
  insights: readonly Insight[]
  view: RowView
  compared: ReadonlySet<string>
  /** There are more than these: no part is known to be whole. */
  isCut: boolean
}

/** The list in its parts: what is at risk, blocked, out of balance, what comes next, what is going well. */
export function InsightGroups({ insights, view, compared, isCut }: InsightGroupsProps) {
  const { t } = view
  const parts = useMemo(() => grouped(insights), [insights])
  const renderRow = useCallback(
    (insight: Insight, { isActive }: RowPlace) => (
      <InsightRow insight={insight} view={view} isActive={isActive} isCompared={compared.has(insight.id)} />
    ),
    [view, compared],
  )

  return (
    <div className="flex flex-col gap-9">
      {parts.map(({ group, insights: found }) => {
        const Icon = ICONS[group]
        return (
          <section key={group} aria-labelledby={`insights-${group}`}>
            <h2 id={`insights-${group}`} className="mb-1 flex items-center gap-2 text-lg font-semibold">
              <Icon aria-hidden className={`size-[1.125rem] ${COLORS[group]}`} strokeWidth={1.75} />
              {t(`groups.${group}`)}
              <span className="text-faint text-sm font-normal tabular-nums">
                {isCut ? `${found.length}+` : found.length}
              </span>
            </h2>
            <VirtualList
              id={group}
              items={found}
              keyOf={idOf}
              renderRow={renderRow}
              label={t(`groups.${group}`)}
              estimatedHeight={ROW_HEIGHT_PX}
            />
          </section>
        )
      })}
    </div>
  )
}
