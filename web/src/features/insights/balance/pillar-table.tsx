import { minutesText } from '../../../lib/format.ts'
import { cx } from '../../../ui/classes.ts'
import { useInsightsText } from '../insights-text.ts'
import type { Balance } from './balance-data.ts'
import type { Period } from './balance-search.ts'
import { type PillarLine, pillarLines } from './ledger.ts'
import { PlaceLink } from './place-link.tsx'
import { ShareBar, TimeCell, TimeTable } from './time-table.tsx'

type PillarTableProps = { balance: Balance; days: Period }

/** The pillars with the share each should have beside the one it had, and below them their sum. */
export function PillarTable({ balance, days }: PillarTableProps) {
  const t = useInsightsText()
  const { total, lines } = pillarLines(balance)
  const declared = lines.reduce((sum, line) => sum + (line.declared ?? 0), 0)

  const columns = [
    {
      ...{ label: t('balance.declared'), className: 'w-16 max-sm:hidden' },
      sum: declared > 0 && t('percent', { percent: declared }),
    },
    {
      ...{ label: t('balance.lived'), className: 'w-16' },
      sum: t('percent', { percent: lines.reduce((sum, { percent }) => sum + percent, 0) }),
    },
    { label: t('balance.time'), className: 'w-25 sm:w-32', sum: minutesText(total) },
  ]
  return (
    <TimeTable
      caption={t('balance.caption')}
      places={t('entities.pillar')}
      sumLabel={t('balance.sum')}
      columns={columns}
    >
      {lines.map((line) => (
        <PillarRow key={line.id ?? 'none'} line={line} days={days} />
      ))}
    </TimeTable>
  )
}

function PillarRow({ line, days }: { line: PillarLine; days: Period }) {
  const t = useInsightsText()
  const { id, name, icon, declared, minutes, percent } = line
  const words = (
    <>
      {icon && (
        <span aria-hidden className="mr-1">
          {icon}
        </span>
      )}
      {name ?? t('balance.unassigned')}
    </>
  )
  return (
    <tr className="align-baseline">
      <th scope="row" className="py-2.5 font-normal">
        {minutes > 0 ? (
          <PlaceLink steps={[id]} days={days}>
            {words}
          </PlaceLink>
        ) : (
          <span className={cx('touch:min-h-11 inline-flex items-center', id === null && 'text-muted')}>
            {words}
          </span>
        )}
        <ShareBar percent={percent} declared={declared} />
        {/* A phone has no room for a column of it. */}
        {declared !== null && (
          <span className="text-muted mt-1 block text-xs sm:hidden">
            {t('balance.wanted', { percent: declared })}
          </span>
        )}
      </th>
      <TimeCell className="text-muted max-sm:hidden">
        {declared === null ? '–' : t('percent', { percent: declared })}
      </TimeCell>
      <TimeCell>
        <span className="font-medium">{t('percent', { percent })}</span>
        {declared !== null && (
          <span className="text-muted block text-xs">
            <Apart points={percent - Math.round(declared)} />
          </span>
        )}
      </TimeCell>
      <TimeCell>{minutesText(minutes)}</TimeCell>
    </tr>
  )
}

/** How far what was lived lies from what was wanted, in points of a hundred. */
function Apart({ points }: { points: number }) {
  const t = useInsightsText()
  if (points === 0) return t('balance.asWanted')
  return (
    <>
      <span aria-hidden>{points > 0 ? `+${points}` : `−${-points}`}</span>
      <span className="sr-only">
        {t(points > 0 ? 'balance.over' : 'balance.under', { count: Math.abs(points) })}
      </span>
    </>
  )
}
