import { minutesText } from '../../../lib/format.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Hourglass } from 'lucide-react'
import { type InsightsTranslate, useInsightsText } from '../insights-text.ts'
import { RowLink } from '../receipt/row-link.tsx'
import type { Balance } from './balance-data.ts'
import type { Period } from './balance-search.ts'
import { EntryList } from './entry-list.tsx'
import { ledgerAt, type LedgerLine, LEVELS, type Steps } from './ledger.ts'
import { PlaceLink } from './place-link.tsx'
import { ShareBar, TimeCell, TimeTable } from './time-table.tsx'

type LedgerViewProps = { balance: Balance; days: Period; steps: Steps }

const NO_PLACE = { pillar: 'unassigned', area: 'noArea', project: 'noProject', task: 'noTask' } as const
const TABLES = { pillar: 'pillars', area: 'areas', project: 'projects', task: 'tasks' } as const

/** One place of the balance: what its minutes divide into, or, at the end of the way, the entries themselves. */
export function LedgerView({ balance, days, steps }: LedgerViewProps) {
  const t = useInsightsText()
  const { minutes, lines, entries } = ledgerAt(balance.minutes, steps)
  const last = steps.length - 1
  const nameAt = (depth: number) => nameOf(balance, depth, steps[depth] ?? null, t)
  const id = steps[last] ?? null

  return (
    <section aria-labelledby="place">
      <nav aria-label={t('balance.way')}>
        <ol className="text-muted flex flex-wrap items-center gap-x-2 text-sm">
          <li className="min-w-0">
            <PlaceLink steps={[]} days={days} isUp>
              {t('balance.all')}
            </PlaceLink>
          </li>
          {steps.slice(0, -1).map((_, depth) => (
            <li key={depth} className="flex min-w-0 items-center gap-2">
              <span aria-hidden>›</span>
              <PlaceLink steps={steps.slice(0, depth + 1)} days={days} isUp>
                {nameAt(depth)}
              </PlaceLink>
            </li>
          ))}
        </ol>
      </nav>
      <div className="mt-1 mb-4 flex flex-wrap items-baseline gap-x-4">
        <h2 id="place" className="min-w-0 flex-1 text-lg font-semibold wrap-anywhere">
          {id === null ? (
            nameAt(last)
          ) : (
            <RowLink table={TABLES[LEVELS[last]!]} id={id} name={nameAt(last)} onLeave={() => undefined} />
          )}
        </h2>
        <p className="text-lg font-semibold tabular-nums">{minutesText(minutes)}</p>
      </div>
      {minutes === 0 && <EmptyState icon={Hourglass} sentence={t('balance.nothingHere')} />}
      {lines.length > 0 && <Lines balance={balance} days={days} lines={lines} minutes={minutes} />}
      {entries.length > 0 && <EntryList entries={entries} />}
    </section>
  )
}

function nameOf(balance: Balance, depth: number, id: string | null, t: InsightsTranslate): string {
  if (id === null) return t(`balance.${NO_PLACE[LEVELS[depth]!]}`)
  const pillar = balance.pillars.find((known) => known.id === id)
  return pillar?.name ?? balance.names[id] ?? t('balance.unknown')
}

type LinesProps = { balance: Balance; days: Period; lines: readonly LedgerLine[]; minutes: number }

function Lines({ balance, days, lines, minutes }: LinesProps) {
  const t = useInsightsText()
  const columns = [
    { label: t('balance.share'), className: 'w-16', sum: t('percent', { percent: 100 }) },
    { label: t('balance.time'), className: 'w-28', sum: minutesText(minutes) },
  ]
  return (
    <TimeTable places={t(`entities.${lines[0]!.level}`)} sumLabel={t('balance.sum')} columns={columns}>
      {lines.map((line) => (
        <tr key={line.id ?? 'none'} className="align-baseline">
          <th scope="row" className="py-2.5 font-normal">
            <PlaceLink steps={line.steps} days={days}>
              {nameOf(balance, line.steps.length - 1, line.id, t)}
            </PlaceLink>
            <ShareBar percent={line.percent} />
          </th>
          <TimeCell className="text-muted">{t('percent', { percent: line.percent })}</TimeCell>
          <TimeCell>{minutesText(line.minutes)}</TimeCell>
        </tr>
      ))}
    </TimeTable>
  )
}
