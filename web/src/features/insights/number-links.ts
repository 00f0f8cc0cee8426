import type { Evidence, EvidenceValue } from '../../../../shared/hrm/evidence.ts'

/** A piece of a sentence; with a value where it is a figure of the receipt. */
export type Piece = { text: string; value: EvidenceValue | null }

const NUMBER = /\d+(?:[.,]\d+)*/g
/** `27 December 2026`, `27. Dezember 2026`, `December 27, 2026`. */
const WRITTEN_DAY = /\d{1,2}\.?\s\p{L}{3,}\.?,?\s\d{4}|\p{L}{3,}\.?\s\d{1,2},\s\d{4}/gu
const DAY = /^\d{4}-\d{2}-\d{2}$/
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const blank = (text: string): string => ' '.repeat(text.length)

/** The ways a figure may be written: `1,234`, `1.234`, `2,5`; a share also as percent, minutes also as hours. */
function spellings({ value, unit }: EvidenceValue): string[] {
  if (typeof value === 'string') return []
  const numbers = [value, Math.round(value)]
  if (unit === 'score') numbers.push(Math.round(value * 100))
  if (unit === 'minutes') numbers.push(Math.round(value / 6) / 10)
  return numbers.flatMap((number) => {
    const plain = String(number)
    const [whole = '', rest] = plain.split('.')
    const grouped = (separator: string) => whole.replace(/\B(?=(\d{3})+$)/g, separator)
    return rest === undefined
      ? [plain, grouped(','), grouped('.')]
      : [plain, `${whole},${rest}`, `${grouped(',')}.${rest}`, `${grouped('.')},${rest}`]
  })
}

const LOCALES = ['en-GB', 'en-US', 'de'].map(
  (locale) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
)

/** The days of a receipt by how sentences write them: worked out ones before those that only stand in a row. */
function daysOf({ values, rows }: Evidence): Map<string, EvidenceValue[]> {
  const inRows = rows.flatMap(({ id, values: fields }) =>
    Object.entries(fields).flatMap(([key, value]): EvidenceValue[] =>
      typeof value === 'string' ? [{ key, value, unit: 'date', rows: [id] }] : [],
    ),
  )
  const days = new Map<string, EvidenceValue[]>()
  for (const day of [...values, ...inRows]) {
    if (typeof day.value !== 'string' || !DAY.test(day.value)) continue
    const at = new Date(`${day.value}T00:00:00Z`)
    for (const written of new Set(LOCALES.map((locale) => locale.format(at)))) {
      days.set(written, [...(days.get(written) ?? []), day])
    }
  }
  return days
}

/** Numbers within names belong to the names: "Room 2" counts nothing. */
function namesIn({ rows }: Evidence): RegExp | null {
  const names = rows.map(({ name }) => name).filter((name) => /\d/.test(name))
  return names.length > 0 ? new RegExp(names.map(escape).join('|'), 'g') : null
}

type Found = { from: number; text: string; value: EvidenceValue }

/**
 * Cuts a sentence where figures and days of its receipt stand, so that each can be opened. A figure that the receipt
 * holds twice is taken in the order of the receipt, each once before any again.
 */
export function cutAtNumbers(text: string, evidence: Evidence): Piece[] {
  const names = namesIn(evidence)
  const named = names ? text.replace(names, blank) : text
  const found: Found[] = []
  const used = new Map<EvidenceValue, number>()
  const take = (from: number, words: string, fitting: readonly EvidenceValue[]) => {
    const [value] = [...fitting].sort((a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0))
    if (!value) return
    used.set(value, (used.get(value) ?? 0) + 1)
    found.push({ from, text: words, value })
  }

  const days = daysOf(evidence)
  for (const { 0: words, index } of named.matchAll(WRITTEN_DAY)) take(index, words, days.get(words) ?? [])
  // What the sentence was made of comes before what rules worked out on the way (`CODE.factor`).
  const values = [...evidence.values].sort(
    (a, b) => Number(a.key.includes('.')) - Number(b.key.includes('.')),
  )
  // The numbers of a day count nothing either.
  for (const { 0: words, index } of named.replace(WRITTEN_DAY, blank).matchAll(NUMBER)) {
    const fitting = values.filter((value) => spellings(value).includes(words))
    take(index, words, fitting)
  }

  const pieces: Piece[] = []
  let at = 0
  for (const { from, text: words, value } of found.sort((a, b) => a.from - b.from)) {
    if (from > at) pieces.push({ text: text.slice(at, from), value: null })
    pieces.push({ text: words, value })
    at = from + words.length
  }
  if (at < text.length) pieces.push({ text: text.slice(at), value: null })
  return pieces
}
