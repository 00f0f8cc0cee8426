import { spellings } from './pattern.ts'

/** What a slot may begin with; one digit stands for all. */
export type Beginnings = Readonly<Record<string, readonly string[]>>

/** Finds the phrases that may begin at a place by their first letters: most words begin none. */
export interface PhraseIndex<Phrase> {
  at(folded: string, at: number): readonly Phrase[]
}

const DIGIT = '#'
const LETTERS = 3

/** The phrases by up to three of the characters each of their readings begins with. */
export function indexPhrases<Phrase>(
  phrases: readonly { phrase: Phrase; template: string }[],
  beginnings: Beginnings,
  isGerman: boolean,
): PhraseIndex<Phrase> {
  const index = new Map<string, Phrase[]>()
  for (const { phrase, template } of phrases) {
    const keys = new Set(readings(template).flatMap((reading) => keysOf(reading, beginnings, isGerman)))
    for (const key of keys) index.set(key, [...(index.get(key) ?? []), phrase])
  }
  return {
    at(folded, at) {
      const first = folded[at]!
      const key = first >= '0' && first <= '9' ? DIGIT : first
      const found = index.get(key) ?? []
      if (key === DIGIT) return found
      const [two, three] = [index.get(folded.slice(at, at + 2)), index.get(folded.slice(at, at + LETTERS))]
      if (two === undefined && three === undefined) return found
      return [...found, ...(two ?? []), ...(three ?? [])]
    },
  }
}

function keysOf(reading: string, beginnings: Beginnings, isGerman: boolean): string[] {
  const slot = /^\{(\w+)\}/.exec(reading)
  const words = slot ? (beginnings[slot[1]!] ?? []) : [reading.split('{', 1)[0]!]
  return words
    .flatMap((word) => spellings(word, isGerman))
    .map((word) => (/^\d/.test(word) ? DIGIT : word.slice(0, LETTERS)))
}

/** The template without its brackets: one string for each way through its choices. */
function readings(template: string): string[] {
  let at = 0
  const sequence = (closer: string): string[] => {
    const choices: string[] = []
    let current = ['']
    while (at < template.length && template[at] !== closer) {
      const character = template[at++]!
      if (character === '|') {
        choices.push(...current)
        current = ['']
        continue
      }
      const next =
        character === '[' ? ['', ...sequence(']')] : character === '(' ? sequence(')') : [character]
      current = current.flatMap((start) => next.map((end) => start + end))
    }
    at++
    return [...choices, ...current]
  }
  return sequence('')
}
