import { Link } from '@tanstack/react-router'
import {
  AlarmClock,
  BellRing,
  CalendarClock,
  Check,
  CircleCheckBig,
  Flag,
  Gauge,
  WandSparkles,
  X,
} from 'lucide-react'
import { instantTime } from '../../lib/format.ts'
import { useClock } from '../../lib/profile.ts'
import { useOpenTask } from '../../lib/use-open-task.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { type NoticeActions, SNOOZES } from './notice-data.ts'
import type { Notice } from './queries.ts'
import { useRemindersText } from './reminders-text.ts'

const ICONS: Partial<Record<string, typeof BellRing>> = {
  task_reminder: BellRing,
  task_due: CalendarClock,
  recurring_task: CalendarClock,
  task_overdue: CalendarClock,
  project_deadline: Flag,
  ai_budget: Gauge,
  automation: WandSparkles,
}
const CAN_WAIT = ['task_reminder', 'task_due', 'recurring_task', 'task_overdue']

type NoticeCardProps = { notice: Notice; actions: NoticeActions; onOpened?: () => void }

/** One thing the app says: what it is about, and what to do with it. */
export function NoticeCard({ notice, actions, onOpened }: NoticeCardProps) {
  const t = useRemindersText()
  const clock = useClock()
  const openTask = useOpenTask()
  const { title, task_id: taskId } = notice
  const isReminder = notice.type === 'task_reminder'
  const isBudget = notice.type === 'ai_budget'
  const Icon = ICONS[notice.type] ?? CircleCheckBig

  return (
    <div className="flex gap-3">
      <Icon aria-hidden className="text-gold mt-0.5 size-5 shrink-0" strokeWidth={1.75} />
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-break-word">{title}</p>
        <p className="text-muted text-sm">
          {isReminder
            ? t('due', { time: instantTime(notice.scheduled_for, clock) })
            : notice.type === 'unblocked_task'
              ? t('unblocked')
              : notice.body}
        </p>
        <div className="mt-2 flex flex-wrap gap-1.5">
          {taskId && (
            <Button
              size="sm"
              aria-label={t('completeNamed', { name: title })}
              onClick={() => actions.complete(notice)}
            >
              <Check aria-hidden className="size-4" strokeWidth={1.75} />
              {t('complete')}
            </Button>
          )}
          {taskId && CAN_WAIT.includes(notice.type) && (
            <Menu
              align="start"
              trigger={
                <Button size="sm" variant="quiet" aria-label={t('snoozeNamed', { name: title })}>
                  <AlarmClock aria-hidden className="size-4" strokeWidth={1.75} />
                  {t('snooze')}
                </Button>
              }
            >
              {SNOOZES.map((minutes) => (
                <MenuItem key={minutes} onSelect={() => actions.snooze(notice, minutes)}>
                  {t(`snoozeFor.${minutes}`)}
                </MenuItem>
              ))}
            </Menu>
          )}
          {taskId && (
            <Button
              size="sm"
              variant="quiet"
              aria-label={t('openNamed', { name: title })}
              onClick={() => {
                actions.read([notice])
                onOpened?.()
                openTask(taskId)
              }}
            >
              {t('open')}
            </Button>
          )}
          {notice.type === 'automation' && (
            <Link
              to="/settings/automations"
              className={buttonClass('secondary', 'sm')}
              onClick={() => {
                actions.read([notice])
                onOpened?.()
              }}
            >
              {t('automations')}
            </Link>
          )}
          {isBudget && (
            <Link
              to="/usage"
              className={buttonClass('secondary', 'sm')}
              onClick={() => {
                actions.read([notice])
                onOpened?.()
              }}
            >
              {t('usage')}
            </Link>
          )}
        </div>
      </div>
      <IconButton
        icon={X}
        size="sm"
        label={t('dismissNamed', { name: title })}
        onClick={() => actions.read([notice])}
        className="touch:-mt-3 touch:-mr-3 -mt-1 -mr-1"
      />
    </div>
  )
}
