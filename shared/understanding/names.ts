import type { Locale } from '../quick-add/types.ts'
import { ENTITIES, type Life, namesOf } from '../commands/life.ts'
import { plain, type Token } from './message.ts'
import type { Candidate } from './types.ts'

export interface NameEntry extends Candidate {
  words: readonly string[]
  /** The words without articles and the like. */
  core: readonly string[]
  key: string
  /** Done already, or archived. */
  isPast: boolean
}

/** The names of a life, so that a phrase is looked up and not compared with all of them. */
export interface Names {
  byId: ReadonlyMap<string, NameEntry>
  byKey: ReadonlyMap<string, readonly NameEntry[]>
  byCore: ReadonlyMap<string, readonly NameEntry[]>
  /** Those with a word like that one. */
  withWord(word: string): readonly NameEntry[]
}

export type Found =
  | { kind: 'one'; entry: NameEntry; isExact: boolean }
  | { kind: 'many'; candidates: NameEntry[] }
  | { kind: 'none' }

/** Most names are plain letters, and take a tenth of the time so. */
export const wordsOf = (text: string): string[] =>
  /^[\x20-\x7e]*$/.test(text)
    ? (text.toLowerCase().match(/[a-z0-9]+/g) ?? [])
    : plain(text)
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean)

const pastOf = (row: object): boolean =>
  ('status' in row && row.status === 'completed') || ('archived' in row && row.archived === true)

/** Kept per snapshot: it is another object when anything changed. */
const known = new WeakMap<Life, Map<Locale, Names>>()

/** @param fillers articles and the like, which may be missing or too many */
export function readNames(life: Life, locale: Locale, fillers: ReadonlySet<string>): Names {
  const byLocale = known.get(life) ?? new Map<Locale, Names>()
  known.set(life, byLocale)
  const names = byLocale.get(locale) ?? indexNames(life, fillers)
  byLocale.set(locale, names)
  return names
}

function indexNames(life: Life, fillers: ReadonlySet<string>): Names {
  const entries = ENTITIES.flatMap((entity) =>
    namesOf(life, entity).map((row): NameEntry => {
      const words = wordsOf(row.name)
      const core = words.filter((word) => !fillers.has(word))
      return { entity, id: row.id, name: row.name, words, core, key: words.join(' '), isPast: pastOf(row) }
    }),
  )
  const byWord = group(entries, ({ words }) => [...new Set(words)])
  const looked = new Map<string, readonly NameEntry[]>()
  return {
    byId: new Map(entries.map((entry) => [entry.id, entry])),
    byKey: group(entries, ({ key }) => [key]),
    byCore: group(entries, ({ core }) => [core.join(' ')]),
    withWord(word) {
      const found = looked.get(word) ?? entriesLike(word, byWord)
      looked.set(word, found)
      return found
    },
  }
}

function group(
  entries: readonly NameEntry[],
  keysOf: (entry: NameEntry) => string[],
): Map<string, NameEntry[]> {
  const groups = new Map<string, NameEntry[]>()
  for (const entry of entries) {
    for (const key of keysOf(entry)) {
      const list = groups.get(key)
      if (list) list.push(entry)
      else groups.set(key, [entry])
    }
  }
  return groups
}

function entriesLike(word: string, byWord: ReadonlyMap<string, readonly NameEntry[]>): NameEntry[] {
  const found = new Set<NameEntry>()
  for (const [other, entries] of byWord) {
    if (isSameWord(word, other)) for (const entry of entries) found.add(entry)
  }
  return [...found]
}

/** So much of a name must be said for it to be meant. */
const LEAST_SHARE = 0.3

/**
 * The row a phrase means: by its whole name, else by words that only one name has. Two that fit are two candidates,
 * never a guess. What stands in quotation marks is a whole name.
 */
export function findName(
  names: Names,
  tokens: readonly Token[],
  fillers: ReadonlySet<string>,
  isMeant: (entry: NameEntry) => boolean,
): Found {
  const words = tokens.flatMap(({ word }) => wordsOf(word))
  if (words.length === 0) return { kind: 'none' }
  const exact = (names.byKey.get(words.join(' ')) ?? []).filter(isMeant)
  if (exact.length > 0) return foundOf(exact, true)
  const content = words.filter((word) => !fillers.has(word))
  if (content.length === 0) return { kind: 'none' }
  const same = (names.byCore.get(content.join(' ')) ?? []).filter(isMeant)
  if (same.length > 0) return foundOf(same, true)
  const partial = names.withWord(content[0]!).filter((entry) => isMeant(entry) && fits(content, entry.core))
  if (partial.length === 0) return { kind: 'none' }
  const isQuoted = tokens.some((token) => token.isQuoted)
  const isNear = content.length / partial[0]!.core.length >= LEAST_SHARE
  return !isQuoted && isNear && partial.length === 1
    ? foundOf(partial, false)
    : { kind: 'many', candidates: partial }
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
