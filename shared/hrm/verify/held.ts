import { dayNumber } from '../days.ts'
import type { Evidence, Unit } from '../evidence.ts'
import { derivedFrom } from './derived.ts'

export type NumberUnit = 'count' | 'percent' | 'days' | 'minutes' | 'score'

export interface HeldNumber {
  key: string
  value: number
  units: readonly NumberUnit[]
  /** Ids of the rows it was worked out from. */
  rows: readonly string[]
}

/** A day, and the rows it is a day of; none for the day the question was asked on. */
export interface HeldDay {
  /** Since 1970. */
  day: number
  rows: readonly string[]
  isToday: boolean
}

export interface HeldTime {
  /** `HH:MM`. */
  time: string
  rows: readonly string[]
}

/** What an evidence holds, in the form texts are checked against. */
export interface Held {
  numbers: HeldNumber[]
  /** Scores, weights and confidences of rules: only told as such. */
  ruleNumbers: number[]
  days: readonly HeldDay[]
  today: number | null
  times: readonly HeldTime[]
  /** Names of rows and texts of values, the longest first. */
  names: string[]
  /** Texts that are no names: statuses, codes. */
  words: ReadonlySet<string>
  rows: number
  evidence: Evidence
}

const ISO_DAY = /^\d{4}-\d{2}-\d{2}(?=$|T| )/
const CLOCK = /^([01]?\d|2[0-3]):[0-5]\d/
const UNIT_OF_KEY: readonly [RegExp, NumberUnit][] = [
  [/percent|percentage|share/, 'percent'],
  [/minute|duration/, 'minutes'],
  [/(^|_|\.)days?($|_)|age_/, 'days'],
  [/importance|priority|rank|level/, 'score'],
  [/count|number|total|open|done|completed/, 'count'],
]

export function heldBy(evidence: Evidence): Held {
  const numbers: HeldNumber[] = [{ key: 'n', value: evidence.n, units: ['count'], rows: [] }]
  const days: HeldDay[] = []
  const times: HeldTime[] = []
  const names = new Set<string>()
  const words = new Set<string>()
  const add = (
    key: string,
    value: string | number | null,
    unit: Unit | null,
    rows: readonly string[] = [],
  ) => {
    if (typeof value === 'number') {
      const ofKey = UNIT_OF_KEY.find(([pattern]) => pattern.test(key))?.[1]
      const declared = unit === null || unit === 'date' || unit === 'text' ? null : unit
      const units = [declared, ofKey].filter((one) => one !== null && one !== undefined)
      numbers.push({ key, value, units: units.length > 0 ? units : ['count', 'days', 'minutes'], rows })
    } else if (value !== null) {
      if (ISO_DAY.test(value)) days.push({ day: dayNumber(value), rows, isToday: key === 'today' })
      else if (CLOCK.test(value)) times.push({ time: value.slice(0, 5).padStart(5, '0'), rows })
      else (unit === 'text' ? names : words).add(value.normalize('NFKC'))
    }
  }
  for (const [key, value] of Object.entries(evidence.parameters)) add(key, value, null)
  for (const { key, value, unit, rows } of evidence.values) add(key, value, unit, rows)
  for (const { id, name, values } of evidence.rows) {
    if (name.trim() !== '') names.add(name.normalize('NFKC'))
    for (const [key, value] of Object.entries(values)) add(key, value, null, [id])
  }
  const asked = evidence.parameters.today
  const today = typeof asked === 'string' && ISO_DAY.test(asked) ? dayNumber(asked) : null
  numbers.push(...derivedFrom(evidence, days, today))
  return {
    ...{ numbers, days, times, words, today, evidence },
    ruleNumbers: evidence.rules.flatMap(({ weight, score, confidence }) => [weight, score, confidence]),
    names: [...names].sort((a, b) => b.length - a.length),
    rows: evidence.rows.length,
  }
}
