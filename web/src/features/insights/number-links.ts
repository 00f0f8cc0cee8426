import type { Evidence, EvidenceValue } from '../../../../shared/hrm/evidence.ts'

/** A piece of a sentence; with a value where it is a figure of the receipt. */
export type Piece = { text: string; value: EvidenceValue | null }

const NUMBER = /\d+(?:[.,]\d+)*/g
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

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

/** Numbers within names belong to the names: "Room 2" counts nothing. */
function namesIn({ rows }: Evidence): RegExp | null {
  const names = rows.map(({ name }) => name).filter((name) => /\d/.test(name))
  return names.length > 0 ? new RegExp(names.map(escape).join('|'), 'g') : null
}

/**
 * Cuts a sentence where figures of its receipt stand, so that each can be opened. A figure that the receipt holds twice
 * is taken in the order of the receipt, each once before any again.
 */
export function cutAtNumbers(text: string, evidence: Evidence): Piece[] {
  const names = namesIn(evidence)
  const hidden = names ? text.replace(names, (name) => ' '.repeat(name.length)) : text
  // What the sentence was made of comes before what rules worked out on the way (`CODE.factor`).
  const values = [...evidence.values].sort(
    (a, b) => Number(a.key.includes('.')) - Number(b.key.includes('.')),
  )
  const used = new Map<EvidenceValue, number>()
  const pieces: Piece[] = []
  let from = 0
  for (const match of hidden.matchAll(NUMBER)) {
    const fitting = values.filter((value) => spellings(value).includes(match[0]))
    const [value] = fitting.sort((a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0))
    if (!value) continue
    used.set(value, (used.get(value) ?? 0) + 1)
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), value: null })
    from = match.index + match[0].length
    pieces.push({ text: text.slice(match.index, from), value })
  }
  if (from < text.length) pieces.push({ text: text.slice(from), value: null })
  return pieces
}
