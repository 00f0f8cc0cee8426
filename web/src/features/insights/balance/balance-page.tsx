import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Hourglass } from 'lucide-react'
import { daysText, minutesText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { OfflineState } from '../../../ui/offline-state.tsx'
import { Page, PageHeader } from '../../../ui/page.tsx'
import { RadioRow } from '../../../ui/radio-row.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { addDays } from '../../../lib/dates.ts'
import { InsightsTabs } from '../insights-tabs.tsx'
import { InsightsText, useInsightsText } from '../insights-text.ts'
import { type Balance, balanceQueries } from './balance-data.ts'
import { DEFAULT_PERIOD, type Period, PERIODS, stepsOf } from './balance-search.ts'
import { LedgerView } from './ledger-view.tsx'
import { PillarTable } from './pillar-table.tsx'

export function BalancePage() {
  return (
    <InsightsText>
      <BalanceSheet />
    </InsightsText>
  )
}

/** Where the time went beside where it should go; every figure leads down to the entries it is the sum of. */
function BalanceSheet() {
  const t = useInsightsText()
  const { locale } = useClock()
  const { days = DEFAULT_PERIOD, at } = useSearch({ from: '/app/insights/balance' })
  const { data: balance, isPaused } = useQuery(balanceQueries.of(days))

  return (
    <Page title={t('balance.title')}>
      <PageHeader
        title={t('balance.title')}
        subtitle={balance ? daysText(balance.from_on, balance.until_on, locale) : t('balance.subtitle')}
      />
      <InsightsTabs />
      {balance && <PeriodRow days={days} balance={balance} />}
      {!balance && (isPaused ? <OfflineState /> : <BalanceSkeleton />)}
      {balance && (
        <>
          {balance.minutes.length === 0 ? (
            <EmptyState
              icon={Hourglass}
              sentence={t(balance.first_on === null ? 'balance.never' : 'balance.empty')}
              hint={t('balance.emptyHint')}
            />
          ) : at === undefined ? (
            <PillarTable balance={balance} days={days} />
          ) : (
            <LedgerView balance={balance} days={days} steps={stepsOf(at)} />
          )}
          {balance.unread_minutes > 0 && (
            <p className="text-muted mt-6 text-sm">
              {t('balance.unread', { time: minutesText(balance.unread_minutes) })}
            </p>
          )}
        </>
      )}
    </Page>
  )
}

function PeriodRow({ days, balance }: { days: Period; balance: Balance }) {
  const t = useInsightsText()
  const navigate = useNavigate({ from: '/insights/balance' })
  const { first_on, until_on } = balance
  // A quarter of which only the last weeks were written down says no more than those.
  const hasQuarter = first_on !== null && first_on < addDays(until_on, 1 - DEFAULT_PERIOD)
  const options = PERIODS.filter((period) => period !== 91 || hasQuarter || days === 91)
  return (
    <RadioRow
      legend={t('balance.period')}
      isLegendHidden
      value={String(days)}
      options={options.map((period) => ({
        value: String(period),
        label: t(`balance.periods.${period}`),
      }))}
      onChange={(value) => {
        const period = PERIODS.find((known) => String(known) === value)
        void navigate({
          search: (previous) => ({ ...previous, days: period === DEFAULT_PERIOD ? undefined : period }),
          replace: true,
          resetScroll: false,
        })
      }}
      className="mb-6"
    />
  )
}

function BalanceSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-6">
      <Skeleton className="h-9 w-64 rounded-md" />
      <Skeleton className="h-8 w-40" />
      {[0, 1, 2, 3].map((row) => (
        <Skeleton key={row} className="h-10 w-full" />
      ))}
    </div>
  )
}
