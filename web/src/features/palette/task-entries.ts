import { CalendarClock, CalendarX2, Check, ExternalLink, RotateCcw, Sun, Trash2 } from 'lucide-react'
import { parseQuickAdd } from '../../../../shared/quick-add/parse-quick-add.ts'
import { addDays, nextWeekday } from '../../lib/dates.ts'
import { clockTime, mediumDay } from '../../lib/format.ts'
import { useClock, useProfile, useToday } from '../../lib/profile.ts'
import { useQuickAddLanguage } from '../../lib/quick-add-language.ts'
import type { Entry, PaletteTask } from './entries.ts'
import { usePaletteText } from './palette-text.ts'
import { bestOf } from './rank.ts'

type DayPatch = { due_on: string | null; due_time?: string | null }

/** What the palette can do with a task; whoever opens the palette brings it. */
export type PaletteActions = {
  open: (task: PaletteTask) => void
  complete: (task: PaletteTask) => void
  reopen: (task: PaletteTask) => void
  update: (task: PaletteTask, patch: DayPatch) => void
  snooze: (task: PaletteTask, day: string) => void
  remove: (task: PaletteTask) => void
}

const MAX_SHOWN = 10

/** The actions for one task: those that fit what is typed, and the day that is typed. */
export function useTaskEntries(actions: PaletteActions): (task: PaletteTask, typed: string) => Entry[] {
  const text = usePaletteText()
  const today = useToday()
  const clock = useClock()
  const locale = useQuickAddLanguage()
  const { week_start } = useProfile()

  const scheduleEntry = (task: PaletteTask, typed: string): Entry | null => {
    const { due } = parseQuickAdd(`x ${typed}`, {
      now: new Date().toISOString(),
      tz: clock.timeZone,
      locale,
      week_start: week_start === 0 ? 'sun' : 'mon',
      known: { projects: [], labels: [] },
    })
    if (!due) return null
    const day = [mediumDay(due.date, today, clock.locale), due.time && clockTime(due.time, clock)]
      .filter(Boolean)
      .join(' · ')
    return {
      key: 'schedule',
      label: text('task.schedule', { day }),
      icon: CalendarClock,
      run: () => actions.update(task, { due_on: due.date, due_time: due.time }),
    }
  }

  return (task, typed) => {
    const isDone = task.status === 'completed'
    const nextWeek = nextWeekday(today, week_start)
    const all: (Entry | false)[] = [
      { key: 'open', label: text('task.open'), icon: ExternalLink, run: () => actions.open(task) },
      !isDone && {
        key: 'complete',
        label: text('task.complete'),
        icon: Check,
        run: () => actions.complete(task),
      },
      isDone && {
        key: 'reopen',
        label: text('task.reopen'),
        icon: RotateCcw,
        run: () => actions.reopen(task),
      },
      !isDone && {
        key: 'today',
        label: text('task.today'),
        icon: Sun,
        run: () => actions.update(task, { due_on: today }),
      },
      !isDone && {
        key: 'tomorrow',
        label: text('task.tomorrow'),
        icon: CalendarClock,
        run: () => actions.snooze(task, addDays(today, 1)),
      },
      !isDone && {
        key: 'next-week',
        label: text('task.nextWeek'),
        icon: CalendarClock,
        run: () => actions.snooze(task, nextWeek),
      },
      task.due_on !== null && {
        key: 'unschedule',
        label: text('task.unschedule'),
        icon: CalendarX2,
        run: () => actions.update(task, { due_on: null, due_time: null }),
      },
      { key: 'remove', label: text('task.remove'), icon: Trash2, run: () => actions.remove(task) },
    ]
    const offered = all.filter((entry) => entry !== false)
    if (typed.trim() === '') return offered
    const schedule = scheduleEntry(task, typed)
    const fitting = bestOf(offered, ({ label }) => label, typed, MAX_SHOWN).map(({ item }) => item)
    return schedule ? [schedule, ...fitting] : fitting
  }
}
