import { CalendarDays, type LucideIcon, Moon, Sofa, Sun, Sunrise } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { minutesIn, weekdayOf } from '../../../lib/dates.ts'
import { weekdayName } from '../../../lib/format.ts'
import { useClock, useProfile, useToday } from '../../../lib/profile.ts'
import { DateDialog } from '../../../ui/date-dialog.tsx'
import { AnchoredMenu, MenuItem, MenuLabel, MenuSeparator } from '../../../ui/menu.tsx'
import { focusListOrHeading, LIST } from '../../../ui/row-focus.ts'
import { type SnoozeId, snoozeOptions } from '../snooze.ts'
import { type Question, questionStore } from './task-questions.ts'
import { useTaskActions } from './use-task-actions.ts'

const ICONS: Record<SnoozeId, LucideIcon> = {
  evening: Moon,
  tomorrow: Sunrise,
  weekend: Sofa,
  nextWeekend: Sofa,
  nextWeek: Sun,
}

const close = () => questionStore.set(null)

/** Puts a task off: a few likely days, or any other. */
export function SnoozeMenu({ task, from, isByKey }: Pick<Question, 'task' | 'from' | 'isByKey'>) {
  const t = useTranslations('tasks')
  const [isPicking, setIsPicking] = useState(false)
  const clock = useClock()
  const { week_start } = useProfile()
  const today = useToday()
  const { snooze } = useTaskActions()
  // Looked up now: the row may be gone when the focus is given back.
  const [list] = useState(() => from.closest(LIST))
  // The menu makes way for the dialog then.
  const isMovingOn = useRef(false)

  const giveBack = () => (from.isConnected ? from.focus() : focusListOrHeading(list))

  if (isPicking) {
    return (
      <DateDialog
        title={t('snooze.pickTitle', { name: task.name })}
        label={t('snooze.day')}
        confirmLabel={t('snooze.confirm')}
        initial={today}
        min={today}
        onClose={close}
        onReturnFocus={giveBack}
        onPick={(day) => void snooze(task, day)}
      />
    )
  }

  return (
    <AnchoredMenu
      anchor={from}
      isByKey={isByKey}
      onClose={() => !isMovingOn.current && close()}
      onCloseAutoFocus={(event) => {
        event.preventDefault()
        if (!isMovingOn.current) giveBack()
      }}
    >
      <MenuLabel>{t('snooze.title')}</MenuLabel>
      {snoozeOptions({ today, minutes: minutesIn(clock.timeZone), weekStart: week_start }).map((option) => (
        <MenuItem
          key={option.id}
          icon={ICONS[option.id]}
          hint={option.time ? undefined : weekdayName(weekdayOf(option.day), clock.locale, 'short')}
          onSelect={() => void snooze(task, option.day, option.time)}
        >
          {t(`snooze.${option.id}`)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem
        icon={CalendarDays}
        onSelect={() => {
          isMovingOn.current = true
          setIsPicking(true)
        }}
      >
        {t('snooze.pick')}
      </MenuItem>
    </AnchoredMenu>
  )
}
