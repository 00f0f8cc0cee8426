import { minutesText } from '../../../lib/format.ts'
import { cx } from '../../../ui/classes.ts'
import { useInsightsText } from '../insights-text.ts'
import type { Balance } from './balance-data.ts'
import type { Period } from './balance-search.ts'
import { type PillarLine, pillarLines } from './ledger.ts'
import { PlaceLink } from './place-link.tsx'

type PillarTableProps = { balance: Balance; days: Period }

/** The pillars with the share each should have beside the one it had, and below them their sum. */
export function PillarTable({ balance, days }: PillarTableProps) {
  const t = useInsightsText()
  const { total, lines } = pillarLines(balance)
  const declared = lines.reduce((sum, line) => sum + (line.declared ?? 0), 0)

  return (
    <table className="w-full table-fixed text-left">
      <caption className="sr-only">{t('balance.caption')}</caption>
      <thead className="text-muted text-sm">
        <tr className="align-bottom">
          <th scope="col" className="pb-1 font-medium">
            {t('entities.pillar')}
          </th>
          <th scope="col" className="w-16 pb-1 pl-2 text-right font-medium max-sm:hidden">
            {t('balance.declared')}
          </th>
          <th scope="col" className="w-16 pb-1 pl-2 text-right font-medium">
            {t('balance.lived')}
          </th>
          <th scope="col" className="w-25 pb-1 pl-2 text-right font-medium sm:w-32">
            {t('balance.time')}
          </th>
        </tr>
      </thead>
      <tbody className="divide-line border-line divide-y border-y">
        {lines.map((line) => (
          <PillarRow key={line.id ?? 'none'} line={line} days={days} />
        ))}
      </tbody>
      <tfoot>
        <tr className="align-baseline font-semibold">
          <th scope="row" className="py-2.5">
            {t('balance.sum')}
          </th>
          <td className="py-2.5 pl-2 text-right whitespace-nowrap tabular-nums max-sm:hidden">
            {declared > 0 && t('percent', { percent: declared })}
          </td>
          <td className="py-2.5 pl-2 text-right whitespace-nowrap tabular-nums">
            {t('percent', { percent: lines.reduce((sum, { percent }) => sum + percent, 0) })}
          </td>
          <td className="py-2.5 pl-2 text-right whitespace-nowrap tabular-nums">{minutesText(total)}</td>
        </tr>
      </tfoot>
    </table>
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
      <td className="text-muted py-2.5 pl-2 text-right whitespace-nowrap tabular-nums max-sm:hidden">
        {declared === null ? '–' : t('percent', { percent: declared })}
      </td>
      <td className="py-2.5 pl-2 text-right whitespace-nowrap tabular-nums">
        <span className="font-medium">{t('percent', { percent })}</span>
        {declared !== null && (
          <span className="text-muted block text-xs">
            <Apart points={percent - Math.round(declared)} />
          </span>
        )}
      </td>
      <td className="py-2.5 pl-2 text-right whitespace-nowrap tabular-nums">{minutesText(minutes)}</td>
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

/** What was lived, with a mark where it should be. */
function ShareBar({ percent, declared }: { percent: number; declared: number | null }) {
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
