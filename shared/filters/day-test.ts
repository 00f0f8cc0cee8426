import type { Comparison, Day, DayField, DayPoint, DayTest } from './filter.ts'
import { ANY, DAY_UNIT, DAY_WORDS, type FilterLanguage, isWord, lookUp, NONE } from './words.ts'

const COMPARED = /^(<=|>=|<|>|=)?(.+)$/s
const RELATIVE = /^([+-]?\d{1,4})(d|t|w)$/i
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const GERMAN_DAY = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/

/** What lies in the past is counted backwards: `created:<=7d` is at most seven days old. */
const isPast = (field: DayField): boolean => field === 'created' || field === 'completed'

const MIRRORED: Record<Comparison, Comparison> = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

const COUNTS = { today: 0, tomorrow: 1, yesterday: -1 } as const

/** What comes after `due:` and the like, or null when it names no day. */
export function parseDayTest(field: DayField, value: string): DayTest | null {
  if (isWord(NONE, value)) return field === 'created' ? null : { kind: 'none' }
  if (isWord(ANY, value)) return field === 'created' ? null : { kind: 'any' }
  if (isWord(DAY_WORDS.overdue, value)) {
    return field === 'due' || field === 'deadline' ? { kind: 'overdue' } : null
  }

  const ends = value.split('..')
  if (ends.length === 2) {
    const [from, to] = ends.map((end) => (end ? parsePoint(field, end)?.point : null))
    if (from === undefined || to === undefined || (from === null && to === null)) return null
    return { kind: 'between', from, to }
  }
  const [, operator = '=', rest = ''] = COMPARED.exec(value) ?? []
  const parsed = parsePoint(field, rest)
  if (!parsed) return null
  const comparison = operator as Comparison
  return {
    kind: 'compare',
    operator: parsed.isMirrored ? MIRRORED[comparison] : comparison,
    point: parsed.point,
  }
}

function parsePoint(field: DayField, text: string): { point: DayPoint; isMirrored: boolean } | null {
  const word = lookUp(DAY_WORDS, text)
  if (word && word !== 'overdue') {
    return { point: { unit: 'day', count: COUNTS[word] }, isMirrored: false }
  }
  const relative = RELATIVE.exec(text)
  if (relative) {
    const count = Number(relative[1]) * (isPast(field) ? -1 : 1)
    const unit = relative[2]?.toLowerCase() === 'w' ? 'week' : 'day'
    // There is no day that is minus zero days away.
    return { point: { unit, count: count === 0 ? 0 : count }, isMirrored: isPast(field) }
  }
  const day = parseDay(text)
  return day ? { point: { unit: 'date', day }, isMirrored: false } : null
}

function parseDay(text: string): Day | null {
  const iso = ISO_DAY.exec(text)
  const german = GERMAN_DAY.exec(text)
  const [year, month, date] = iso ? iso.slice(1) : german ? german.slice(1).reverse() : []
  if (!year || !month || !date) return null
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const parsed = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day) ? day : null
}

/** The test as it is typed after `due:` and the like. */
export function printDayTest(field: DayField, test: DayTest, language: FilterLanguage): string {
  switch (test.kind) {
    case 'none':
      return NONE[language][0]
    case 'any':
      return ANY[language][0]
    case 'overdue':
      return DAY_WORDS.overdue[language][0]
    case 'between': {
      const [from, to] = [test.from, test.to].map((end) => (end ? printPoint(field, end, language).text : ''))
      return `${from}..${to}`
    }
    case 'compare': {
      const { text, isMirrored } = printPoint(field, test.point, language)
      const operator = isMirrored ? MIRRORED[test.operator] : test.operator
      return `${operator === '=' ? '' : operator}${text}`
    }
  }
}

function printPoint(
  field: DayField,
  point: DayPoint,
  language: FilterLanguage,
): { text: string; isMirrored: boolean } {
  if (point.unit === 'date') return { text: point.day, isMirrored: false }
  const { unit, count } = point
  if (unit === 'day') {
    for (const word of ['today', 'tomorrow', 'yesterday'] as const) {
      if (COUNTS[word] === count) return { text: DAY_WORDS[word][language][0], isMirrored: false }
    }
  }
  const printed = isPast(field) && count !== 0 ? -count : count
  return { text: `${printed}${unit === 'week' ? 'w' : DAY_UNIT[language][0]}`, isMirrored: isPast(field) }
}
