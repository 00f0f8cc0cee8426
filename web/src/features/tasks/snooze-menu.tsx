import { CalendarClock, CalendarDays, Moon, Sofa, Sun, Sunrise, type LucideIcon } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { minutesIn } from '../../lib/dates.ts'
import { longDay, weekdayName } from '../../lib/format.ts'
import { useClock, useProfile, useToday } from '../../lib/profile.ts'
import { weekdayOf } from '../../lib/dates.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/menu.tsx'
import { DateDialog } from '../../ui/date-dialog.tsx'
import { useSnoozeTask } from './mutations.ts'
import type { Task } from './queries.ts'
import { type SnoozeId, snoozeOptions, snoozePatch } from './snooze.ts'

const ICONS: Record<SnoozeId, LucideIcon> = { evening: Moon, tomorrow: Sunrise, weekend: Sofa, nextWeek: Sun }

type SnoozeMenuProps = {
  task: Pick<Task, 'id' | 'name' | 'due_on' | 'start_on'>
  className?: string
  /** Called before the task leaves the list, so that the list can keep the focus. */
  onLeave?: () => void
}

/** Puts a task off: a few likely days, or any other. */
export function SnoozeMenu({ task, className, onLeave }: SnoozeMenuProps) {
  const t = useTranslations('tasks')
  const [isPicking, setIsPicking] = useState(false)
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  // The list has given the focus to a neighbour then.
  const hasLeft = useRef(false)
  const clock = useClock()
  const { week_start } = useProfile()
  const today = useToday()
  const snooze = useSnoozeTask()

  const putOff = (day: string, time?: string) => {
    const isLeaving = day > today
    hasLeft.current = isLeaving
    if (isLeaving) onLeave?.()
    void snooze.run({
      id: task.id,
      name: task.name,
      patch: snoozePatch(task, day, today, time),
      until: isLeaving ? longDay(day, clock.locale) : t('snooze.evening'),
      isLeaving,
    })
  }

  return (
    <>
      <Menu
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        onCloseAutoFocus={(event) => hasLeft.current && event.preventDefault()}
        trigger={
          <IconButton
            ref={button}
            icon={CalendarClock}
            label={t('snooze.label', { name: task.name })}
            className={className}
          />
        }
      >
        {isOpen && (
          <>
            <MenuLabel>{t('snooze.title')}</MenuLabel>
            {snoozeOptions({ today, minutes: minutesIn(clock.timeZone), weekStart: week_start }).map(
              (option) => (
                <MenuItem
                  key={option.id}
                  icon={ICONS[option.id]}
                  hint={option.time ? undefined : weekdayName(weekdayOf(option.day), clock.locale, 'short')}
                  onSelect={() => putOff(option.day, option.time)}
                >
                  {t(`snooze.${option.id}`)}
                </MenuItem>
              ),
            )}
            <MenuSeparator />
            <MenuItem icon={CalendarDays} onSelect={() => setIsPicking(true)}>
              {t('snooze.pick')}
            </MenuItem>
          </>
        )}
      </Menu>
      {isPicking && (
        <DateDialog
          title={t('snooze.pickTitle', { name: task.name })}
          label={t('snooze.day')}
          confirmLabel={t('snooze.confirm')}
          initial={today}
          min={today}
          onClose={() => setIsPicking(false)}
          onReturnFocus={() => !hasLeft.current && button.current?.focus()}
          onPick={(day) => putOff(day)}
        />
      )}
    </>
  )
}
