import type { Day } from '../import/calendar-day.ts'
import { readDate } from './dates.ts'
import { isRightEdge, type Line, type Span } from './line.ts'
import { createCloserSearch } from './literals.ts'
import { createNameBook, type NameBook } from './name-book.ts'
import { matchAt } from './pattern.ts'
import type { ChipKind, Present, QuickAddContext } from './types.ts'
import type { Energy } from './words/words.ts'

/** A token that begins with a sign of its own (section S). */
export interface Sigil extends Span {
  kind: Extract<ChipKind, 'project' | 'label' | 'priority' | 'energy' | 'start' | 'deadline'>
  value: string
}

export interface Sigils {
  /** In the order typed; of all kinds but labels only the last one (S9). */
  chosen: Sigil[]
  /** Earlier ones and unknown quoted names: they stay in the title and are not read again. */
  opaque: Span[]
}

/** Longer braces hold no date. */
const LONGEST_DEADLINE = 60
const priority = /(?:p|!)([1-4])/y
const energy = /~([a-z]+)/y

/** The tokens of the line; `masked` without what is literal. */
export function readSigils(
  line: Line,
  masked: string,
  known: QuickAddContext['known'],
  present: Present,
): Sigils {
  const found: Sigil[] = []
  const opaque: Span[] = []
  const books = lazyBooks(known)
  const findCloser = createCloserSearch(line.folded)
  let free = 0
  for (const at of line.edges) {
    if (at < free) continue
    const sigil = readPlain(masked, at, present) ?? readNamed(line, masked, at, books, findCloser)
    if (!sigil) continue
    free = sigil.end
    if (isKnown(sigil)) found.push(sigil)
    else opaque.push(sigil)
  }
  const lastOf = new Map(found.map((sigil) => [sigil.kind, sigil]))
  const isChosen = (sigil: Sigil) => sigil.kind === 'label' || lastOf.get(sigil.kind) === sigil
  return {
    chosen: found.filter(isChosen),
    opaque: [...opaque, ...found.filter((sigil) => !isChosen(sigil))],
  }
}

const isKnown = (token: Sigil | Span): token is Sigil => 'value' in token

function lazyBooks({ projects, labels }: QuickAddContext['known']): (sign: string) => NameBook {
  let projectBook: NameBook | undefined
  let labelBook: NameBook | undefined
  return (sign) =>
    sign === '@'
      ? (labelBook ??= createNameBook(labels, false))
      : (projectBook ??= createNameBook(projects, true))
}

function readPlain(masked: string, at: number, present: Present): Sigil | null {
  const level = matchAt(priority, masked, at)
  if (level) return sigil('priority', at, at + level[0].length, level[1]!, masked)
  const mood = matchAt(energy, masked, at)
  const known = mood && present.grammar.energies.get(mood[1]!)
  if (mood && known) return sigil('energy', at, at + mood[0].length, known satisfies Energy, masked)
  if (masked[at] === '^') return dated('start', at, readWholeDay(masked, at + 1, present))
  return masked[at] === '{' ? readDeadline(masked, at, present) : null
}

const sigil = (kind: Sigil['kind'], start: number, end: number, value: string, masked: string) =>
  isRightEdge(masked, end) ? { kind, start, end, value } : null

const dated = (kind: 'start' | 'deadline', start: number, date: { day: Day; end: number } | null) =>
  date && { kind, start, end: date.end, value: date.day }

function readWholeDay(text: string, at: number, present: Present) {
  const date = readDate(text, at, present)
  return date && date.time === null && date.part === null ? date : null
}

function readDeadline(masked: string, at: number, present: Present): Sigil | null {
  const inside = masked.slice(at + 1, at + 1 + LONGEST_DEADLINE)
  const length = inside.indexOf('}')
  if (length === -1 || !isRightEdge(masked, at + length + 2)) return null
  const content = inside.slice(0, length).trim()
  const date = readWholeDay(content, 0, present)
  if (!date || date.end !== content.length) return null
  return { kind: 'deadline', start: at, end: at + length + 2, value: date.day }
}

function readNamed(
  line: Line,
  masked: string,
  at: number,
  books: (sign: string) => NameBook,
  findCloser: (at: number) => number,
): Sigil | Span | null {
  const sign = masked[at]!
  if (sign !== '#' && sign !== '+' && sign !== '@') return null
  const kind = sign === '@' ? 'label' : 'project'
  const closer = findCloser(at + 1)
  if (closer === -1) {
    const found = books(sign).readAt(masked, at + 1)
    return found && { kind, start: at, end: found.end, value: found.name }
  }
  const name = books(sign).find(line.folded.slice(at + 2, closer))
  const span = { start: at, end: closer + 1 }
  return name === null ? span : { ...span, kind, value: name }
}
