import {
  CalendarDays,
  CalendarX2,
  Check,
  CircleDashed,
  type LucideIcon,
  Minus,
  Sun,
  Sunrise,
} from 'lucide-react'
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { addDays, nextWeekday } from '../../../lib/dates.ts'
import { longDay } from '../../../lib/format.ts'
import { useClock, useProfile } from '../../../lib/profile.ts'
import { DateDialog } from '../../../ui/date-dialog.tsx'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../../ui/menu.tsx'
import { usePlanText } from '../plan-text.ts'
import { allTaskQueries, type ListTask } from '../views/queries.ts'
import { useView } from '../views/view-context.ts'
import { BulkButton } from './bulk-button.tsx'

const STATUSES = ['todo', 'in_progress', 'review', 'completed'] as const
const PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const

type BulkMenuProps = { tasks: readonly ListTask[]; icon: LucideIcon }

export function StatusMenu({ tasks }: Pick<BulkMenuProps, 'tasks'>) {
  const t = usePlanText()
  const { changes } = useView()
  return (
    <Menu trigger={<BulkButton icon={CircleDashed} label={t('bulk.status')} />}>
      {STATUSES.map((status) => (
        <MenuItem
          key={status}
          icon={tasks.every((task) => task.status === status) ? Check : CircleDashed}
          onSelect={() => void changes.setStatus(tasks, status)}
        >
          {t(`status.${status}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}

export function PriorityMenu({ tasks, icon }: BulkMenuProps) {
  const t = usePlanText()
  const { changes } = useView()
  return (
    <Menu trigger={<BulkButton icon={icon} label={t('bulk.priority')} />}>
      {PRIORITIES.map((priority, index) => (
        <MenuItem
          key={priority}
          icon={tasks.every((task) => task.priority === priority) ? Check : icon}
          hint={`p${index + 1}`}
          onSelect={() => void changes.setPriority(tasks, priority)}
        >
          {t(`priority.${priority}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}

export function DueMenu({ tasks, icon }: BulkMenuProps) {
  const t = usePlanText()
  const { plan, changes } = useView()
  const { locale } = useClock()
  const { week_start } = useProfile()
  const [isPicking, setIsPicking] = useState(false)
  const { today } = plan
  const setDue = (day: string) => void changes.setDue(tasks, day, longDay(day, locale))

  return (
    <>
      <Menu trigger={<BulkButton icon={icon} label={t('bulk.due')} />}>
        <MenuItem icon={Sun} onSelect={() => setDue(today)}>
          {t('bulk.today')}
        </MenuItem>
        <MenuItem icon={Sunrise} onSelect={() => setDue(addDays(today, 1))}>
          {t('bulk.tomorrow')}
        </MenuItem>
        <MenuItem icon={icon} onSelect={() => setDue(nextWeekday(today, week_start))}>
          {t('bulk.nextWeek')}
        </MenuItem>
        <MenuItem icon={CalendarDays} onSelect={() => setIsPicking(true)}>
          {t('bulk.pick')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={CalendarX2} onSelect={() => void changes.clearDue(tasks)}>
          {t('bulk.noDue')}
        </MenuItem>
      </Menu>
      {isPicking && (
        <DateDialog
          title={t('bulk.pickTitle', { count: tasks.length })}
          label={t('bulk.day')}
          confirmLabel={t('bulk.plan')}
          initial={today}
          onClose={() => setIsPicking(false)}
          onPick={setDue}
        />
      )}
    </>
  )
}

export function LabelMenu({ tasks, icon }: BulkMenuProps) {
  const t = usePlanText()
  const { plan, changes } = useView()
  const { data: links = [] } = useQuery(allTaskQueries.labelLinks())

  return (
    <Menu trigger={<BulkButton icon={icon} label={t('bulk.labels')} />}>
      <MenuLabel>{t(plan.labels.length > 0 ? 'bulk.labelsHint' : 'bulk.noLabels')}</MenuLabel>
      <div className="max-h-72 overflow-y-auto">
        {plan.labels.map((label) => {
          const ids = new Set(tasks.map(({ id }) => id))
          const worn = links.filter(({ label_id, task_id }) => label_id === label.id && ids.has(task_id))
          const isWornByAll = worn.length === tasks.length
          return (
            <MenuItem
              key={label.id}
              icon={isWornByAll ? Check : worn.length > 0 ? Minus : icon}
              onSelect={() =>
                isWornByAll
                  ? void changes.removeLabel(
                      tasks,
                      label,
                      worn.map(({ id }) => id),
                    )
                  : void changes.addLabel(tasks, label, new Set(worn.map(({ task_id }) => task_id)))
              }
            >
              {t(isWornByAll ? 'bulk.removeLabel' : 'bulk.addLabel', { label: label.name })}
            </MenuItem>
          )
        })}
      </div>
    </Menu>
  )
}
