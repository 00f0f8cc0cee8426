import type { Day } from '../calendar-day.ts'
import { dayOf } from '../calendar-day.ts'
import type { PlanTools } from '../finish-plan.ts'
import { instantOf, isTimeZone, parseInstant, wallClock, type WallClock } from '../zoned-time.ts'
import type { TicktickRow } from './ticktick-table.ts'

/** A date as TickTick means it: a day, and a time unless it is about the whole day. */
export interface TicktickMoment {
  day: Day
  time: string | null
  /** Null for a reading that names no instant, such as a day. */
  instant: Date | null
}

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2})?)?$/

/** Dates of one row: in which zone they are written, and in which they are to be read. */
export interface RowClock {
  zone: string
  /** The zone of the file's own text is one nobody knows. */
  isUnknownZone: boolean
  isAllDay: boolean
  isFloating: boolean
}

const isTrue = (text: string) => /^(true|y|yes|1)$/i.test(text)

/** Without the column, a date at local midnight is one about the whole day. */
function isWholeDay(row: TicktickRow, zone: string): boolean {
  const says = row.text('Is All Day')
  if (says !== '') return isTrue(says)
  const dates = [row.text('Start Date'), row.text('Due Date')].filter(Boolean)
  return dates.every((text) => {
    const instant = parseInstant(text)
    return instant ? wallClock(instant, zone).time === '00:00' : /^\d{4}-\d{2}-\d{2}$/.test(text)
  })
}

export function rowClock(row: TicktickRow, { clock }: PlanTools): RowClock {
  const told = row.text('Timezone')
  const zone = told !== '' && isTimeZone(told) ? told : clock.timeZone
  return {
    zone,
    isUnknownZone: told !== '' && zone !== told,
    isAllDay: isWholeDay(row, zone),
    isFloating: isTrue(row.text('Is Floating')),
  }
}

/**
 * Reads "2018-12-11T23:00:00+0000" and its older spellings. An all-day task stands at the UTC instant of its local
 * midnight, so the day is only known after the conversion into the zone of the task.
 */
export function readMoment(text: string, { zone, isAllDay, isFloating }: RowClock, owner: string) {
  const instant = parseInstant(text)
  if (instant) {
    const there = wallClock(instant, zone)
    if (isAllDay) return { day: there.day, time: null, instant }
    const here = isFloating ? there : wallClock(instant, owner)
    return { ...here, instant }
  }
  const local = LOCAL.exec(text)
  const day = local && dayOf(Number(local[1]), Number(local[2]), Number(local[3]))
  if (!day) return null
  const time = local[4] ?? null
  if (time !== null && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null
  if (isAllDay || time === null) return { day, time: null, instant: null }
  const read: WallClock = { day, time }
  const at = instantOf(read, zone)
  return { ...(isFloating ? read : wallClock(at, owner)), instant: at }
}
