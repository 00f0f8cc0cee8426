import type { EvidenceValue, Unit } from '../../../../shared/hrm/evidence.ts'
import { dateFormat } from '../../lib/dates.ts'
import { instantText, type ClockSettings, longDay, minutesText } from '../../lib/format.ts'

export type Level = 'high' | 'middle' | 'low'

/** Above 80 % sure, from 60 % likely, below that unsure. */
export function confidenceLevel(confidence: number): Level {
  const percent = percentOf(confidence)
  if (percent > 80) return 'high'
  return percent >= 60 ? 'middle' : 'low'
}

export function impactLevel(impact: number): Level {
  if (impact >= 0.8) return 'high'
  return impact >= 0.5 ? 'middle' : 'low'
}

/** 0.873 → 87 */
export const percentOf = (share: number): number => Math.round(share * 100)

export const CONFIDENCE_COLOR: Record<Level, string> = {
  high: 'text-success',
  middle: 'text-gold',
  low: 'text-caution',
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const HOUR_MS = 60 * 60_000

/** A figure of a receipt with its unit, as people of the locale write it. */
export function valueText(value: EvidenceValue['value'], unit: Unit, locale: string): string {
  if (typeof value === 'string') return DAY.test(value) ? longDay(value, locale) : value
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  if (unit === 'minutes') return minutesText(Math.round(value))
  if (unit === 'percent') return `${number.format(value)} %`
  return number.format(value)
}

/** Any field of a row, as it is: days in words, the rest as it stands. */
export const fieldText = (value: string | number | null, locale: string): string =>
  value === null ? '–' : valueText(value, 'text', locale)

/** `time_share_percent` → `time share percent` */
export const plainKey = (key: string): string => key.replaceAll('_', ' ')

/** Until when something holds: the time of day where that is within a day, the day otherwise. */
export function untilText(instant: string, now: Date, clock: ClockSettings): string {
  const isSoon = new Date(instant).getTime() - now.getTime() < 24 * HOUR_MS
  if (isSoon) return instantText(instant, clock)
  return dateFormat(clock.locale, { day: 'numeric', month: 'short', timeZone: clock.timeZone }).format(
    new Date(instant),
  )
}
