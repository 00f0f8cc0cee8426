import { ENTITIES, type Life, namesOf } from '../commands/life.ts'
import { plain, type Token } from './message.ts'
import type { Candidate } from './types.ts'

export interface NameEntry extends Candidate {
  words: readonly string[]
  key: string
  /** Done already, or archived. */
  isPast: boolean
}

export type Found =
  | { kind: 'one'; entry: NameEntry; isExact: boolean }
  | { kind: 'many'; candidates: NameEntry[] }
  | { kind: 'none' }

const wordsOf = (text: string) =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

const pastOf = (row: object): boolean =>
  ('status' in row && row.status === 'completed') || ('archived' in row && row.archived === true)

/** Kept per snapshot: it is another object when anything changed. */
const known = new WeakMap<Life, NameEntry[]>()

export function readNames(life: Life): readonly NameEntry[] {
  const read = known.get(life) ?? splitNames(life)
  known.set(life, read)
  return read
}

function splitNames(life: Life): NameEntry[] {
  return ENTITIES.flatMap((entity) =>
    namesOf(life, entity).map((row) => {
      const words = wordsOf(row.name)
      return { entity, id: row.id, name: row.name, words, key: words.join(' '), isPast: pastOf(row) }
    }),
  )
}

/** So much of a name must be said for it to be meant. */
const LEAST_SHARE = 0.3

/**
 * The row a phrase means: by its whole name, else by words that only one name has. Two that fit are two candidates,
 * never a guess. What stands in quotation marks is a whole name.
 * @param fillers articles and the like, which may be missing or too many
 */
export function findName(
  entries: readonly NameEntry[],
  tokens: readonly Token[],
  fillers: ReadonlySet<string>,
): Found {
  const words = tokens.flatMap(({ word }) => wordsOf(word))
  const exact = entries.filter(({ key }) => key === words.join(' ') && key !== '')
  if (exact.length > 0) return foundOf(exact, true)
  const content = words.filter((word) => !fillers.has(word))
  if (content.length === 0) return { kind: 'none' }
  const core = (entry: NameEntry) => entry.words.filter((word) => !fillers.has(word))
  const same = entries.filter((entry) => core(entry).join(' ') === content.join(' '))
  if (same.length > 0) return foundOf(same, true)
  const partial = entries.filter((entry) => fits(content, core(entry)))
  if (tokens.some(({ isQuoted }) => isQuoted)) {
    return partial.length > 0 ? { kind: 'many', candidates: partial } : { kind: 'none' }
  }
  const near = partial.filter((entry) => content.length / core(entry).length >= LEAST_SHARE)
  if (near.length === 1 && partial.length === 1) return foundOf(near, false)
  return partial.length > 0 ? { kind: 'many', candidates: partial } : { kind: 'none' }
}

const foundOf = (entries: NameEntry[], isExact: boolean): Found =>
  entries.length === 1 ? { kind: 'one', entry: entries[0]!, isExact } : { kind: 'many', candidates: entries }

/** Each word of the phrase is another word of the name, or the beginning of one. */
export function fits(phrase: readonly string[], name: readonly string[]): boolean {
  const left = [...name]
  return phrase.every((word) => {
    const at = left.findIndex((other) => isSameWord(word, other))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

const LEAST_PREFIX = 4

function isSameWord(word: string, other: string): boolean {
  if (word === other || word === `${other}s` || other === `${word}s`) return true
  return word.length >= LEAST_PREFIX && other.startsWith(word)
}
