import { fold, RIGHT_EDGE } from './line.ts'

/** Parts a template may name in braces, as sources of regular expressions. */
export type Slots = Readonly<Record<string, string>>

export const toFolded = (text: string, isGerman: boolean) => {
  const spelled = isGerman ? text.replace(/[äöüÄÖÜ]/g, (letter) => `${fold(letter)}e?`) : text
  return spelled.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/**
 * The source of a template: `[x]` may be missing, `(a|b)` is a choice, `{slot}` a named part, all else is itself.
 * German umlauts also stand for their spelling with an e.
 */
export function toSource(template: string, slots: Slots, isGerman: boolean): string {
  return template
    .split(/(\{\w+\})/)
    .map((piece) => {
      if (!piece.startsWith('{')) return literal(piece, isGerman)
      const source = slots[piece.slice(1, -1)]
      if (source === undefined) throw new Error(`unknown slot ${piece} in "${template}"`)
      return source
    })
    .join('')
}

const literal = (piece: string, isGerman: boolean) =>
  toFolded(piece.replace(/[.+*^$/]/g, '\\$&'), isGerman)
    .replaceAll('(', '(?:')
    .replaceAll('[', '(?:')
    .replaceAll(']', ')?')

/** Matches at `lastIndex` only, and only what ends at a right edge. */
export const toPattern = (source: string) => new RegExp(`(?:${source})${RIGHT_EDGE}`, 'y')

export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/** Tells at once that no phrase begins at a place; it may be wrong the other way round. */
export type Starters = (folded: string, at: number) => boolean

const letter = /[a-z]/

/** From all words of a vocabulary, wherever they stand in its templates, and any digit. */
export function createStarters(words: Iterable<string>): Starters {
  const beginnings = new Set([...words].map((word) => word.slice(0, 3)))
  return (folded, at) => {
    const character = folded[at]!
    if ((character >= '0' && character <= '9') || character === '@') return true
    return (
      beginnings.has(folded.slice(at, at + 3)) ||
      beginnings.has(folded.slice(at, at + 2)) ||
      (beginnings.has(character) && !letter.test(folded[at + 1] ?? ''))
    )
  }
}

/** All spellings of a listed word: `a|b`, and for German with and without the e of a resolved umlaut. */
export function spellings(listed: string, isGerman: boolean): string[] {
  return listed.split('|').flatMap((word) => {
    const folded = toFolded(word, isGerman)
    return [...new Set([folded.replaceAll('e?', 'e'), folded.replaceAll('e?', '')])]
  })
}
