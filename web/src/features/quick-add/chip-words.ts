import type { Day } from '../../lib/dates.ts'
import { addDays } from '../../lib/dates.ts'
import { clockTime, mediumDay, minutesText } from '../../lib/format.ts'
import { useClock, useToday } from '../../lib/profile.ts'
import { priorityOf } from './draft-task.ts'
import type { Line } from './use-line.ts'
import { useQuickAddText } from './quick-add-text.ts'

type Understood = Line['understood']
export type Chip = Understood['chips'][number]

/** The words of a chip: not what was typed, but what will be kept. */
export function useChipWords() {
  const text = useQuickAddText()
  const clock = useClock()
  const today = useToday()

  const dayWords = (day: Day, time: string | null = null): string => {
    const near = { [today]: text('chip.today'), [addDays(today, 1)]: text('chip.tomorrow') }[day]
    return [near, mediumDay(day, today, clock.locale), time && clockTime(time, clock)]
      .filter(Boolean)
      .join(' · ')
  }

  const repeatWords = (typed: string, { due, chips }: Understood): string =>
    due && !chips.some(({ kind }) => kind === 'due')
      ? text('chip.repeatsFrom', { words: typed, day: dayWords(due.date, due.time) })
      : text('chip.repeats', { words: typed })

  const chipWords = (chip: Chip, typed: string, understood: Understood, isNew: Line['isNew']): string => {
    switch (chip.kind) {
      case 'due':
        // A day and a time that stand apart are two chips of one date.
        return understood.due && chip === understood.chips.find(({ kind }) => kind === 'due')
          ? dayWords(understood.due.date, understood.due.time)
          : typed
      case 'start':
        return text('chip.from', { day: dayWords(understood.start ?? today) })
      case 'deadline':
        return text('chip.deadline', { day: dayWords(understood.deadline ?? today) })
      case 'recurrence':
        return repeatWords(typed, understood)
      case 'duration':
        return minutesText(understood.duration_min ?? 0)
      case 'priority':
        return text(`chip.priority.${priorityOf(understood.priority ?? 3)}`)
      case 'energy':
        return text(`chip.energy.${understood.energy ?? 'medium'}`)
      case 'project': {
        const name = understood.project ?? typed
        return isNew('project', name) ? text('chip.newProject', { name }) : name
      }
      case 'label': {
        const name = typed.replace(/^@"?|"$/g, '')
        return isNew('label', name) ? text('chip.newLabel', { name }) : `@${name}`
      }
    }
  }

  return { chipWords, dayWords }
}
