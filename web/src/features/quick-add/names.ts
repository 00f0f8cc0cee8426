import type { Span } from './dismissed.ts'

/** A word that begins with a sigil: the name of a project or of a label, or the beginning of one. */
export type NameToken = Span & { kind: 'project' | 'label'; name: string }

/** Names in the line: at the start of a word, quoted when they have spaces. `#42` and `+1` are none. */
const NAMES = /(?<=^|[\s([])([#+@])(?:"([^"]+)"|(\p{L}[\p{L}\p{M}\p{N}_/-]*))/gu

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** Names that belong to nothing there is: whether to make it is for the person to say. */
export function unknownNames(text: string, taken: readonly Span[]): NameToken[] {
  const names = [...text.matchAll(NAMES)].map(
    ({ 0: token, 1: sigil, 2: quoted, 3: bare, index }): NameToken => ({
      kind: sigil === '@' ? 'label' : 'project',
      name: (quoted ?? bare ?? '').trim(),
      start: index,
      end: index + token.length,
    }),
  )
  const unknown = names.filter((name) => name.name !== '' && !taken.some((span) => overlaps(span, name)))
  return unknown.filter(
    ({ kind, name }, index) =>
      unknown.findIndex((other) => other.kind === kind && folded(other.name) === folded(name)) === index,
  )
}

/** The name that is being typed: from its sigil to the caret. */
export function nameAt(text: string, caret: number): NameToken | null {
  const match = /(?<=^|[\s([])([#+@])("?)([\p{L}\p{M}\p{N}_/ -]*)$/u.exec(text.slice(0, caret))
  if (!match) return null
  const [, sigil, , name = ''] = match
  // A number after the sigil is a number, and two words on nobody is still naming anything.
  if (/^\d/.test(name) || name.startsWith(' ') || name.split(' ').length > 3) return null
  return { kind: sigil === '@' ? 'label' : 'project', name, start: match.index, end: caret }
}

/** How names are compared: without case, accents, spaces, hyphens and underscores. */
export const folded = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\p{M}\s_-]/gu, '')
    .toLowerCase()

const lastSegment = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** The known names that fit what has been typed, those that begin with it first. */
export function fittingNames(known: readonly string[], typed: string, most: number): string[] {
  const wanted = folded(typed)
  const rank = (path: string): number => {
    const name = folded(lastSegment(path))
    if (name.startsWith(wanted)) return 0
    return folded(path).includes(wanted) ? 1 : 2
  }
  return known
    .map((path) => ({ path, rank: rank(path) }))
    .filter((candidate) => candidate.rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ path }) => path)
}

/** What to write for a project: its own name, or the whole path where two projects share the name. */
export function shortestName(path: string, known: readonly string[]): string {
  const own = lastSegment(path)
  const namesakes = known.filter((other) => folded(lastSegment(other)) === folded(own))
  return namesakes.length === 1 ? own : path
}
