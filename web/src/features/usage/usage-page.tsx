import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight, Download, Gauge } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { errorKey } from '../../lib/errors.ts'
import { monthName } from '../../lib/format.ts'
import { useClock, useProfile } from '../../lib/profile.ts'
import { saveFile } from '../../lib/save-file.ts'
import { toast } from '../../lib/toast.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { OfflineState } from '../../ui/offline-state.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { BudgetCard } from './budget-card.tsx'
import { CapSection } from './cap-form.tsx'
import { DayChart } from './day-chart.tsx'
import { featureName } from './feature-names.ts'
import { addMonths, firstDayOf, type Month, monthOf } from './month.ts'
import { usageQueries } from './queries.ts'
import { Savings } from './savings.tsx'
import { ShareTable } from './share-table.tsx'
import type { UsageReport } from './usage-data.ts'
import { useMoney } from './use-money.ts'
import { UsageText, useUsageText } from './usage-text.ts'

export function UsagePage() {
  return (
    <UsageText>
      <Usage />
    </UsageText>
  )
}

/** What the models cost this person: this month with what is left of it, and the months before. */
function Usage() {
  const t = useUsageText()
  const thisMonth = monthOf(useNow())
  const { month = thisMonth } = useSearch({ from: '/app/usage' })
  const isNow = month === thisMonth
  const { data: state, isPaused } = useQuery(usageQueries.state())
  const { data: report, isPaused: isReportPaused } = useQuery(usageQueries.report(month))
  const isWhole = report && (state ?? !isNow)

  return (
    <Page title={t('title')}>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={report && report.calls > 0 && <SaveButton month={month} />}
      >
        <MonthSwitch month={month} thisMonth={thisMonth} />
      </PageHeader>
      {!isWhole && (isPaused || isReportPaused ? <OfflineState /> : <UsageSkeleton />)}
      {isWhole && (
        <div className="flex flex-col gap-10">
          {isNow && state && <BudgetCard state={state} />}
          <Report month={month} report={report} isNow={isNow} />
          {isNow && state && <CapSection tier={state.tier} />}
        </div>
      )}
    </Page>
  )
}

function Report({ month, report, isNow }: { month: Month; report: UsageReport; isNow: boolean }) {
  const t = useUsageText()
  const money = useMoney()
  if (report.calls === 0)
    return <EmptyState icon={Gauge} sentence={t(isNow ? 'empty' : 'emptyThen')} hint={t('emptyHint')} />
  const features = report.by_feature.map(({ feature, calls, cost_nano_usd }) => ({
    ...{ id: feature, name: featureName(feature, t), calls, cost: cost_nano_usd },
  }))
  const models = report.by_model.map(({ model, calls, cost_nano_usd }) => ({
    ...{ id: model, name: model, calls, cost: cost_nano_usd },
  }))

  return (
    <div className="flex flex-col gap-10">
      {!isNow && (
        <Section title={t('total.title')}>
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="text-xl font-semibold tabular-nums">{money(report.cost_nano_usd)}</span>
            <span className="text-muted">{t('total.calls', { count: report.calls })}</span>
          </p>
        </Section>
      )}
      <DayChart month={month} days={report.by_day} />
      <ShareTable title={t('byFeature')} column={t('table.feature')} shares={features} />
      {models.length > 0 && <ShareTable title={t('byModel')} column={t('table.model')} shares={models} />}
      <Savings report={report} />
    </div>
  )
}

function MonthSwitch({ month, thisMonth }: { month: Month; thisMonth: Month }) {
  const t = useUsageText()
  const { locale } = useClock()
  const firstMonth = monthOf(new Date(useProfile().created_at))
  const name = (of: Month) => monthName(firstDayOf(of), locale)

  return (
    <div role="group" aria-label={t('months')} className="-ml-2 flex items-center gap-1">
      <Step to={addMonths(month, -1)} canGo={month > firstMonth} icon={ChevronLeft} nameOf={name} />
      <p aria-live="polite" className="min-w-36 text-center font-medium">
        {name(month)}
      </p>
      <Step
        to={addMonths(month, 1)}
        canGo={month < thisMonth}
        icon={ChevronRight}
        nameOf={name}
        isNow={addMonths(month, 1) >= thisMonth}
      />
    </div>
  )
}

type StepProps = {
  to: Month
  canGo: boolean
  icon: typeof ChevronLeft
  nameOf: (month: Month) => string
  isNow?: boolean
}

function Step({ to, canGo, icon: Icon, nameOf, isNow }: StepProps) {
  const look = 'touch:size-11 grid size-9 place-items-center rounded-sm'
  const icon = <Icon aria-hidden className="size-[1.125rem]" strokeWidth={1.75} />
  // Room is kept for it: the name of the month stays where it is.
  if (!canGo) return <span className={cx(look, 'text-faint opacity-40')}>{icon}</span>
  return (
    <Link
      to="/usage"
      search={isNow ? {} : { month: to }}
      replace
      resetScroll={false}
      aria-label={nameOf(to)}
      className={cx(look, 'text-muted hover:bg-hover hover:text-ink')}
    >
      {icon}
    </Link>
  )
}

function SaveButton({ month }: { month: Month }) {
  const t = useUsageText()
  const errors = useTranslations('errors')
  const [isBusy, setIsBusy] = useState(false)

  const save = async () => {
    setIsBusy(true)
    try {
      const { makeUsageFile } = await import('./usage-file.ts')
      const { name, content } = await makeUsageFile(month)
      saveFile(name, content)
    } catch (error) {
      toast.error(errors(errorKey(error)))
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <Button variant="quiet" isBusy={isBusy} onClick={() => void save()}>
      <Download aria-hidden className="size-4" strokeWidth={1.75} />
      {t('save')}
    </Button>
  )
}

function UsageSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-6">
      <Skeleton className="h-52 w-full rounded-lg" />
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-28 w-full" />
    </div>
  )
}
