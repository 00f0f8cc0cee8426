const whiteSpace = /\p{White_Space}/u
const marks = /\p{M}/gu

/** Lower case, without accents, every run of white space as one space: how keywords and names are compared. */
export const fold = (text: string) => foldWithOrigin(text).folded

/** A typed line and its folded twin, on which everything is matched. */
export interface Line {
  text: string
  folded: string
  /** For each place in `folded`, and for its end, the place in `text`. */
  origin: readonly number[]
  /** The places of `folded` where a keyword may begin. */
  edges: readonly number[]
}

export function readLine(text: string): Line {
  const { folded, origin } = foldWithOrigin(text)
  return { text, folded, origin, edges: leftEdges(folded) }
}

// Plain letters are most of a line and take a tenth of the time this way.
const [SPACE, DELETE, UPPER_A, UPPER_Z, TO_LOWER] = [32, 127, 65, 90, 32]

function foldWithOrigin(text: string): { folded: string; origin: number[] } {
  let folded = ''
  const origin: number[] = []
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at)
    if (code > SPACE && code < DELETE) {
      folded += code >= UPPER_A && code <= UPPER_Z ? String.fromCharCode(code + TO_LOWER) : text[at]!
      origin.push(at)
      at++
      continue
    }
    const character = String.fromCodePoint(text.codePointAt(at)!)
    const plain = foldCharacter(character)
    if (plain !== ' ' || !folded.endsWith(' ')) {
      folded += plain
      for (let i = 0; i < plain.length; i++) origin.push(at)
    }
    at += character.length
  }
  origin.push(text.length)
  return { folded, origin }
}

function foldCharacter(character: string): string {
  if (whiteSpace.test(character)) return ' '
  if (character < '\u0080') return character.toLowerCase()
  if (character === '’') return "'"
  return character.normalize('NFD').replace(marks, '').toLowerCase()
}

/** A stretch of the folded line, `end` exclusive. */
export interface Span {
  start: number
  end: number
}

/** What may stand between a keyword and the white space after it. */
export const RIGHT_EDGE = '(?=[,;:.!?)\\]…]*(?: |$))'
const rightEdge = new RegExp(RIGHT_EDGE, 'y')

export const isLeftEdge = (folded: string, at: number) => at === 0 || ' (['.includes(folded[at - 1]!)

export function isRightEdge(folded: string, at: number): boolean {
  rightEdge.lastIndex = at
  return rightEdge.test(folded)
}

function leftEdges(folded: string): number[] {
  const edges: number[] = []
  for (let at = 0; at < folded.length; at++) {
    if (folded[at] !== ' ' && isLeftEdge(folded, at)) edges.push(at)
  }
  return edges
}

/** The end of the word at that place: the next space. */
export function wordEnd(folded: string, at: number): number {
  const space = folded.indexOf(' ', at)
  return space === -1 ? folded.length : space
}

const LONGEST_WORD = 20

/** The word that ends one space before, without opening brackets; '' where there is none or a long one. */
export function wordBefore(folded: string, at: number): string {
  if (folded[at - 1] !== ' ') return ''
  const near = folded.slice(Math.max(0, at - 2 - LONGEST_WORD), at - 1)
  const word = near.slice(near.lastIndexOf(' ') + 1)
  return word.length > LONGEST_WORD ? '' : word.replace(/^[([]+/, '')
}

/** The word that begins one space after, without the punctuation that ends it. */
export function wordAfter(folded: string, at: number): string {
  if (folded[at] !== ' ') return ''
  const near = folded.slice(at + 1, at + 2 + LONGEST_WORD)
  return near.slice(0, wordEnd(near, 0)).replace(/[,;:.!?)\]…]+$/, '')
}

/** Takes the place of what is spoken for: no pattern matches it. */
const MASK = '\0'

export function mask(folded: string, spans: readonly Span[]): string {
  let masked = ''
  let done = 0
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (end <= done) continue
    const from = Math.max(start, done)
    masked += folded.slice(done, from) + MASK.repeat(end - from)
    done = end
  }
  return masked + folded.slice(done)
}
