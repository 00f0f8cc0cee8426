import type { Day } from './calendar-day.ts'

/** A wall clock reading: a calendar day and 'HH:MM'. */
export interface WallClock {
  day: Day
  time: string
}

const formats = new Map<string, Intl.DateTimeFormat | null>()

function formatFor(timeZone: string): Intl.DateTimeFormat | null {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  let format: Intl.DateTimeFormat | null = null
  try {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  formats.set(timeZone, format)
  return format
}

/** True for IANA names and their legacy twins such as US/Central. */
export const isTimeZone = (name: string) => formatFor(name) !== null

/** What the clock on the wall shows at that instant. @throws RangeError for an unknown zone */
export function wallClock(instant: Date, timeZone: string): WallClock {
  const format = formatFor(timeZone)
  if (!format) throw new RangeError(`unknown time zone: ${timeZone}`)
  const part: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(instant)) part[type] = value
  return {
    day: `${part.year!.padStart(4, '0')}-${part.month}-${part.day}`,
    time: `${part.hour}:${part.minute}`,
  }
}

const utcMillis = ({ day, time }: WallClock) => Date.parse(`${day}T${time}:00Z`)

/**
 * The instant a wall clock reading stands for. Inside a daylight-saving gap it is the instant one gap later;
 * an hour that happens twice is its first pass.
 */
export function instantOf(reading: WallClock, timeZone: string): Date {
  const wanted = utcMillis(reading)
  const offsetAt = (ms: number) => utcMillis(wallClock(new Date(ms), timeZone)) - ms
  const before = offsetAt(wanted - 86_400_000)
  const after = offsetAt(wanted + 86_400_000)
  for (const offset of [before, after]) {
    if (offsetAt(wanted - offset) === offset) return new Date(wanted - offset)
  }
  return new Date(wanted - before)
}

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(?:(Z)|([+-]\d{2}):?(\d{2}))$/i

/** An ISO date-time with an offset; null for anything else, also for a wall clock reading without one. */
export function parseInstant(text: string): Date | null {
  const match = INSTANT.exec(text)
  if (!match) return null
  const [, day, time, seconds = '00', zulu, hours, minutes] = match
  const instant = new Date(`${day}T${time}:${seconds}${zulu ? 'Z' : `${hours}:${minutes}`}`)
  return Number.isNaN(instant.getTime()) ? null : instant
}
