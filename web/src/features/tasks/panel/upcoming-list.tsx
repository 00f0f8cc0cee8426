import { useQuery } from '@tanstack/react-query'
import { addDays } from '../../../lib/dates.ts'
import { longDay } from '../../../lib/format.ts'
import { useClock, useToday } from '../../../lib/profile.ts'
import type { Task } from '../queries.ts'
import { usePanelText } from './panel-text.ts'
import { upcomingDays } from './upcoming-days.ts'

type UpcomingListProps = { task: Task; rule: string; isRuleKept: boolean; isAfterDone: boolean }

/** The days on which the task would come back next, in words. */
export function UpcomingList({ task, rule, isRuleKept, isAfterDone }: UpcomingListProps) {
  const t = usePanelText()
  const { locale } = useClock()
  const today = useToday()
  const dueOn = task.due_on ?? today
  const { occurrence, recurrence_start_on } = task
  const startOn = isAfterDone ? today : isRuleKept ? (recurrence_start_on ?? dueOn) : dueOn
  // What lies in the past is skipped when the task is done.
  const after = isAfterDone ? today : dueOn < today ? addDays(today, -1) : dueOn
  const { data: days } = useQuery(upcomingDays({ rule, startOn, after, occurrence }))
  if (!days) return null

  return (
    <section aria-live="polite" className="bg-sunken rounded-md px-4 py-3 text-sm">
      <h3 className="font-medium">{t(isAfterDone ? 'repeat.nextIfToday' : 'repeat.next')}</h3>
      {days.length === 0 ? (
        <p className="text-muted mt-1">{t('repeat.noMore')}</p>
      ) : (
        <ol className="text-muted mt-1">
          {days.map((day) => (
            <li key={day}>{dayWithYear(day, today, locale)}</li>
          ))}
        </ol>
      )}
    </section>
  )
}

const dayWithYear = (day: string, today: string, locale: string): string =>
  day.slice(0, 4) === today.slice(0, 4) ? longDay(day, locale) : `${longDay(day, locale)} ${day.slice(0, 4)}`
