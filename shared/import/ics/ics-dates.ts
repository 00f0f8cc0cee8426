import { dayOf, type Day } from '../calendar-day.ts'
import { instantOf, isTimeZone, wallClock } from '../zoned-time.ts'
import type { IcsComponent, IcsProperty } from './ics-lines.ts'
import { windowsZone } from './windows-zones.ts'

/** A DATE or DATE-TIME of a calendar. */
export interface IcsMoment {
  /** In the owner's zone; for floating times and whole days as written. */
  day: Day
  time: string | null
  /** As written, in the zone it was written in. */
  written: { day: Day; time: string | null }
  /** Null for whole days. */
  instant: Date | null
  /** The zone of the file nobody knows, if it is one. */
  unknownZone: string | null
}

const VALUE = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?$/i

/** Zones by the names the calendar itself gives them, where one says which place it stands for. */
export function namedZones(calendar: IcsComponent): Map<string, string> {
  const named = new Map<string, string>()
  for (const { kind, properties } of calendar.components) {
    if (kind !== 'VTIMEZONE') continue
    const value = (name: string) => properties.find((property) => property.name === name)?.value.trim()
    const place = value('X-LIC-LOCATION')
    const id = value('TZID')
    if (id && place && isTimeZone(place)) named.set(id, place)
  }
  return named
}

/** The IANA zone a TZID means: its own name, Windows' name for it, or a path that ends with it. */
export function zoneOf(tzid: string, named: ReadonlyMap<string, string>): string | null {
  const id = tzid.trim()
  if (isTimeZone(id)) return id
  const place = named.get(id) ?? windowsZone(id)
  if (place) return place
  const tail = id.split('/').slice(-2).join('/')
  return tail !== id && isTimeZone(tail) ? tail : null
}

/** Reads the value of DTSTART and its like; null when it is damaged. */
export function readIcsMoment(
  value: string,
  params: IcsProperty['params'],
  named: ReadonlyMap<string, string>,
  owner: string,
): IcsMoment | null {
  const match = VALUE.exec(value.trim())
  if (!match) return null
  const [, year, month, date, hour, minute, , zulu] = match
  const day = dayOf(Number(year), Number(month), Number(date))
  if (!day) return null
  if (hour === undefined) {
    return { day, time: null, written: { day, time: null }, instant: null, unknownZone: null }
  }
  if (Number(hour) > 23 || Number(minute) > 59) return null
  const written = { day, time: `${hour}:${minute}` }
  const tzid = params.get('TZID')
  const zone = zulu ? 'UTC' : tzid === undefined ? owner : zoneOf(tzid, named)
  const instant = instantOf(written, zone ?? owner)
  const here = zone === null ? written : wallClock(instant, owner)
  return { ...here, written, instant, unknownZone: zone === null ? (tzid ?? null) : null }
}
