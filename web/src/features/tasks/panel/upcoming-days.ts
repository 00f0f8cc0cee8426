import { RRule } from 'rrule'
import type { Day } from '../../../lib/dates.ts'

export const UPCOMING = 5

type Series = {
  rule: string
  /** The day the rule counts from. */
  startOn: Day
  /** Days up to this one are past. */
  after: Day
  /** The place of the day `after` in its series, from 1: what a rule with a count has left. */
  occurrence: number
}

const asUtc = (day: Day): Date => new Date(`${day}T00:00:00Z`)

/** The next few days of a rule, fewer when it ends before; null for rules that step hours or cannot be read. */
export function upcomingDays({ rule, startOn, after, occurrence }: Series): Day[] | null {
  try {
    const { count, ...options } = RRule.parseString(rule)
    const isByDays = options.freq !== undefined && options.freq <= RRule.DAILY
    if (!isByDays) return null
    const left = count ? Math.max(0, count - occurrence) : UPCOMING
    const days = new RRule({ ...options, dtstart: asUtc(startOn) })
    const found: Day[] = []
    for (let day = days.after(asUtc(after)); day && found.length < Math.min(left, UPCOMING);) {
      found.push(day.toISOString().slice(0, 10))
      day = days.after(day)
    }
    return found
  } catch {
    return null
  }
}
