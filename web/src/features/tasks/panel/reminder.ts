import { instantOf } from '../../../../../shared/import/zoned-time.ts'
import { addDays, type Day, dayIn, minutesIn } from '../../../lib/dates.ts'

export type ReminderId =
  | 'atTime'
  | 'tenBefore'
  | 'hourBefore'
  | 'eveningBefore'
  | 'morning'
  | 'inHour'
  | 'thisEvening'
  | 'tomorrowMorning'

export type ReminderOption = { id: ReminderId; at: Date }

const MORNING = '09:00'
const EVENING = '18:00'
const MINUTE_MS = 60_000

type Situation = { dueOn: Day | null; dueTime: string | null; now: Date; timeZone: string }

/** Likely moments to be reminded at, each still to come: around the due day where there is one, soon where not. */
export function reminderOptions({ dueOn, dueTime, now, timeZone }: Situation): ReminderOption[] {
  const at = (day: Day, time: string) => instantOf({ day, time: time.slice(0, 5) }, timeZone)
  const before = (minutes: number) => new Date(at(dueOn ?? '', dueTime ?? '').getTime() - minutes * MINUTE_MS)
  const today = dayIn(timeZone, now)
  const nextHour = new Date(Math.ceil(now.getTime() / MINUTE_MS) * MINUTE_MS + 60 * MINUTE_MS)

  const timed: ReminderOption[] =
    dueOn && dueTime
      ? [
          { id: 'atTime', at: before(0) },
          { id: 'tenBefore', at: before(10) },
          { id: 'hourBefore', at: before(60) },
        ]
      : []
  const dated: ReminderOption[] = dueOn
    ? [
        { id: 'morning', at: at(dueOn, MORNING) },
        { id: 'eveningBefore', at: at(addDays(dueOn, -1), EVENING) },
      ]
    : []
  const soon: ReminderOption[] = [
    { id: 'inHour', at: nextHour },
    ...(minutesIn(timeZone, now) < 18 * 60 ? [{ id: 'thisEvening' as const, at: at(today, EVENING) }] : []),
    { id: 'tomorrowMorning', at: at(addDays(today, 1), MORNING) },
  ]
  const options = [...timed, ...dated, ...(dueOn ? [] : soon)].filter((option) => option.at > now)
  // What is due today or overdue has little ahead of it.
  return options.length > 0 ? options : soon
}
