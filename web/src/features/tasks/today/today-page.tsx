import { Sun } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { longDay } from '../../../lib/format.ts'
import { useClock, useToday } from '../../../lib/profile.ts'
import { openQuickAdd } from '../../../lib/quick-add.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { OfflineState } from '../../../ui/offline-state.tsx'
import { Page, PageHeader } from '../../../ui/page.tsx'
import { useTodayTasks } from '../use-today-tasks.ts'
import { AddTask } from './add-task.tsx'
import { CapacityBar } from './capacity-bar.tsx'
import { TodayLists } from './today-lists.tsx'
import { TodaySkeleton } from './today-skeleton.tsx'
import { splitToday } from './today-split.ts'

const NOTHING = [] as const

export function TodayPage() {
  const t = useTranslations('today')
  const { locale } = useClock()
  const today = useToday()
  const { tasks, isPaused } = useTodayTasks()
  const parts = useMemo(() => tasks && splitToday(tasks, today), [tasks, today])
  const isEmpty = parts && parts.overdue.length + parts.due.length + parts.next.length === 0

  return (
    <Page title={t('title')}>
      <PageHeader title={t('title')} subtitle={longDay(today, locale)}>
        {/* There from the start, so that nothing moves when the tasks arrive. */}
        <CapacityBar tasks={parts ? [...parts.overdue, ...parts.due] : NOTHING} />
      </PageHeader>
      <AddTask />
      <div className="mt-5">
        {parts && !isEmpty && <TodayLists parts={parts} />}
        {isEmpty && (
          <EmptyState icon={Sun} sentence={t('empty.sentence')} hint={t('empty.hint')}>
            <Button variant="primary" onClick={() => openQuickAdd({ dueOn: today })}>
              {t('empty.add')}
            </Button>
          </EmptyState>
        )}
        {!parts && (isPaused ? <OfflineState /> : <TodaySkeleton />)}
      </div>
    </Page>
  )
}
