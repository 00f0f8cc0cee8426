import { isRightEdge, wordEnd, type Line, type Span } from './line.ts'

const CLOSERS: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“”', '«': '»' }
const brackets = /^[([]+/
const address = /:\/\/|^(?:www\.|mailto:)|[\p{L}\p{N}._%+-]@[^\s@]+\.[\p{L}\p{N}]/u

export interface Literals {
  /** Nothing in these is a keyword. */
  opaque: Span[]
  /** Those of them that are quoted, quotes included. */
  quoted: Span[]
  /** Backslashes that only protect what follows, as places of the folded line. */
  backslashes: number[]
}

/** Addresses, protected words and quoted text (X3 to X5). */
export function readLiterals({ folded, edges }: Line): Literals {
  const literals: Literals = { opaque: [], quoted: [], backslashes: [] }
  const findCloser = createCloserSearch(folded)
  let free = 0
  for (const at of edges) {
    if (at < free) continue
    const span = readLiteral(folded, at, findCloser, literals)
    if (!span) continue
    literals.opaque.push(span)
    free = span.end
  }
  return literals
}

function readLiteral(
  folded: string,
  at: number,
  findCloser: (at: number) => number,
  { quoted, backslashes }: Literals,
): Span | null {
  const word = { start: at, end: wordEnd(folded, at) }
  if (folded[at] === '\\' && word.end > at + 1) {
    backslashes.push(at)
    return word
  }
  const closer = findCloser(at)
  if (closer !== -1) {
    const quote = { start: at, end: closer + 1 }
    quoted.push(quote)
    return quote
  }
  const isWordStart = at === 0 || folded[at - 1] === ' '
  return isWordStart && address.test(folded.slice(at, word.end).replace(brackets, '')) ? word : null
}

/** Finds the quote that closes the one at a place; remembers where none is left, so that no stretch is read twice. */
export function createCloserSearch(folded: string): (at: number) => number {
  const hopeless = new Set<string>()
  return (at) => {
    const opener = folded[at]!
    const closers = CLOSERS[opener]
    if (closers === undefined || hopeless.has(opener)) return -1
    for (let end = at + 1; end < folded.length; end++) {
      if (closers.includes(folded[end]!) && isRightEdge(folded, end + 1)) return end
    }
    hopeless.add(opener)
    return -1
  }
}
