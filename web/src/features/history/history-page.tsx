import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { History, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { dayIn } from '../../lib/dates.ts'
import { longDay } from '../../lib/format.ts'
import { useClock, useToday } from '../../lib/profile.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { OfflineState } from '../../ui/offline-state.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { historyQueries, type Step } from './queries.ts'
import { StepRow } from './step-row.tsx'
import { tellStep } from './sentences.ts'

export function HistoryPage() {
  const t = useTranslations('history')
  const { data, isPaused, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    historyQueries.steps(),
  )
  const steps = data?.pages.flat()

  return (
    <Page title={t('title')}>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        actions={
          <Link to="/trash" className={buttonClass('quiet')}>
            <Trash2 aria-hidden className="size-4" strokeWidth={1.75} />
            {t('trash.title')}
          </Link>
        }
      />
      {!steps && (isPaused ? <OfflineState /> : <HistorySkeleton />)}
      {steps?.length === 0 && <EmptyState icon={History} sentence={t('empty')} hint={t('emptyHint')} />}
      {steps && steps.length > 0 && <Days steps={steps} />}
      {hasNextPage && (
        <Button
          variant="secondary"
          isBusy={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          className="mt-6"
        >
          {t('more')}
        </Button>
      )}
    </Page>
  )
}

function Days({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations('history')
  const clock = useClock()
  const today = useToday()
  const byId = new Map(steps.map((step) => [step.id, step]))
  const days = new Map<string, Step[]>()
  for (const step of steps) {
    const day = dayIn(clock.timeZone, new Date(step.created_at))
    days.set(day, [...(days.get(day) ?? []), step])
  }

  return (
    <div className="flex flex-col gap-8">
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className="text-muted mb-1 text-sm font-semibold">
            {day === today ? t('today') : longDay(day, clock.locale)}
          </h2>
          <ol className="divide-line divide-y">
            {ofDay.map((step) => (
              <StepRow key={step.id} step={step} story={tellStep(step, byId)} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function HistorySkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-5 pt-2">
      {['w-3/5', 'w-2/5', 'w-1/2', 'w-2/3', 'w-1/3'].map((width) => (
        <div key={width} className="flex items-center gap-4">
          <Skeleton className="size-8 rounded-full" />
          <Skeleton className={`h-4 ${width}`} />
        </div>
      ))}
    </div>
  )
}
