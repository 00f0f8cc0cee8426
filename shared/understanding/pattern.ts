import { plain, type Token } from './message.ts'

type Element =
  | { kind: 'words'; choices: readonly (readonly string[])[]; isOptional: boolean }
  | { kind: 'slot'; name: string }

export type Pattern = readonly Element[]
export type Slots = Readonly<Record<string, readonly Token[]>>

/**
 * `(move|push back) {target} to|until {when} [please]`: words to choose from, pieces that may be missing, and slots
 * that take one word or more. A bare word is a choice of one.
 */
export function toPattern(template: string): Pattern {
  const pieces = template.match(/\{\w+\}|\[[^\]]+\]|\([^)]+\)|[^\s]+/g) ?? []
  return pieces.map((piece) => {
    if (piece.startsWith('{')) return { kind: 'slot', name: piece.slice(1, -1) }
    const isOptional = piece.startsWith('[')
    const inner = isOptional || piece.startsWith('(') ? piece.slice(1, -1) : piece
    return {
      kind: 'words',
      choices: inner.split('|').map((choice) => splitWords(choice)),
      isOptional,
    }
  })
}

/** The way a message is split, so that templates may be written as people write. */
export const splitWords = (text: string): string[] =>
  plain(text)
    .replace(/([a-z]+')(?=[a-z])/g, (elision) =>
      /^(?:[ldjnmtscq]|qu|jusqu)'$/.test(elision) ? `${elision} ` : elision,
    )
    .split(' ')
    .filter(Boolean)

export const isWordsAt = (tokens: readonly Token[], at: number, words: readonly string[]): boolean =>
  words.every((word, i) => {
    const token = tokens[at + i]
    return token !== undefined && !token.isQuoted && token.word === word
  })

const isMark = (token: Token | undefined) => token?.word === ':' || token?.word === ','

/** Every way the whole message fits the pattern. */
export function matchPattern(pattern: Pattern, tokens: readonly Token[]): Slots[] {
  const found: Slots[] = []
  const step = (element: number, at: number, slots: Slots): void => {
    const next = pattern[element]
    if (!next) {
      if (at === tokens.length) found.push(slots)
      return
    }
    if (next.kind === 'words') {
      const fitting = next.choices.filter((words) => isWordsAt(tokens, at, words))
      for (const words of fitting) step(element + 1, at + words.length, slots)
      // A word that may be missing is no part of a name where it stands.
      if (next.isOptional && fitting.length === 0) step(element + 1, at, slots)
      return
    }
    if (isMark(tokens[at])) return
    for (let end = at + 1; end <= tokens.length; end++) {
      if (isMark(tokens[end - 1])) continue
      step(element + 1, end, { ...slots, [next.name]: tokens.slice(at, end) })
    }
  }
  step(0, 0, {})
  return found
}
