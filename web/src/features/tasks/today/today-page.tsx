import { useQuery } from '@tanstack/react-query'
import { Sun } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { longDay, minutesText } from '../../../lib/format.ts'
import { useClock, useToday } from '../../../lib/profile.ts'
import { openQuickAdd } from '../../../lib/quick-add.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { OfflineState } from '../../../ui/offline-state.tsx'
import { Page, PageHeader } from '../../../ui/page.tsx'
import { todayQueries, type TodayTask } from '../queries.ts'
import { useRowView } from '../row/use-row-view.ts'
import { useTaskActions } from '../row/use-task-actions.ts'
import { AddTask } from './add-task.tsx'
import { TodayList } from './today-list.tsx'
import { TodaySkeleton } from './today-skeleton.tsx'
import { plannedMinutes, splitToday } from './today-split.ts'

const NEXT_SHOWN = 8

export function TodayPage() {
  const t = useTranslations('today')
  const { locale } = useClock()
  const today = useToday()
  const { data: tasks, isPaused } = useQuery(todayQueries.list())
  const parts = tasks && splitToday(tasks, today)

  return (
    <Page title={t('title')}>
      <PageHeader title={t('title')} subtitle={longDay(today, locale)}>
        {parts && <Summary tasks={parts.now} today={today} />}
      </PageHeader>
      <AddTask />
      <div className="mt-5">
        {parts && <TodayParts now={parts.now} next={parts.next} />}
        {!parts && (isPaused ? <OfflineState /> : <TodaySkeleton />)}
      </div>
    </Page>
  )
}

function Summary({ tasks, today }: { tasks: readonly TodayTask[]; today: string }) {
  const t = useTranslations('today')
  const minutes = plannedMinutes(tasks)
  const overdue = tasks.filter(({ due_on }) => due_on !== null && due_on < today).length
  return (
    <p className="text-muted flex flex-wrap gap-x-4 gap-y-1 text-sm tabular-nums">
      <span>{t('count', { count: tasks.length })}</span>
      {minutes > 0 && <span>{t('planned', { duration: minutesText(minutes) })}</span>}
      {overdue > 0 && <span className="text-danger">{t('overdue', { count: overdue })}</span>}
    </p>
  )
}

function TodayParts({ now, next }: { now: readonly TodayTask[]; next: readonly TodayTask[] }) {
  const t = useTranslations('today')
  const view = useRowView()
  const actions = useTaskActions()
  const today = useToday()
  const [isAllShown, setIsAllShown] = useState(false)
  const shown = isAllShown ? next : next.slice(0, NEXT_SHOWN)
  const hidden = next.length - shown.length

  if (now.length === 0 && next.length === 0) {
    return (
      <EmptyState icon={Sun} sentence={t('empty.sentence')} hint={t('empty.hint')}>
        <Button variant="primary" onClick={() => openQuickAdd({ dueOn: today })}>
          {t('empty.add')}
        </Button>
      </EmptyState>
    )
  }

  return (
    <>
      {now.length > 0 ? (
        <TodayList tasks={now} label={t('nowLabel')} view={view} actions={actions} />
      ) : (
        <p className="bg-success-soft text-success rounded-md px-4 py-3">{t('allDone')}</p>
      )}
      {next.length > 0 && (
        <section aria-labelledby="up-next" className="mt-9">
          <h2 id="up-next" className="mb-1 text-lg font-semibold">
            {t('next')}
          </h2>
          <p className="text-muted mb-2 text-sm">{t('nextHint')}</p>
          <TodayList tasks={shown} label={t('next')} view={view} actions={actions} />
          {hidden > 0 && (
            <Button variant="quiet" size="sm" className="mt-2 -ml-3" onClick={() => setIsAllShown(true)}>
              {t('showMore', { count: hidden })}
            </Button>
          )}
        </section>
      )}
    </>
  )
}
