import { isUnspaced } from '../routing/text.ts'
import { foldedWords, foldText } from './fold-text.ts'

/** Anything that can be found by what it says. */
export interface Readable {
  id: string
  name: string
  description: string
}

/** Of a long text so much is looked at. */
const MOST_CHARACTERS = 200
const MOST_TERMS = 80
const LEAST_LETTERS = 3
const LEAST_PREFIX = 4
/** A match in a note counts less than one in a name. */
const NOTE_WEIGHT = 0.4
/** A word that more rows hold tells none of them apart, and reading them all takes longer than an answer may. */
const MOST_HOLDING = 1_000
/** So much of a name must be said, measured by how telling its words are. */
const LEAST_COVERAGE = 0.5
/** One word of a name names its row where it is so much of what is said: in a story it is a word. */
const LEAST_SHARE = 0.12

/** Where words are not set apart, each two characters are one. */
function wordsOf(text: string): string[] {
  const words = foldedWords(text)
  if (!words.some(isUnspaced)) return words
  return words.flatMap((word) =>
    isUnspaced(word) && word.length > 2
      ? Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))
      : [word],
  )
}

/** What a message is about, by words that can tell rows apart. */
export function termsOf(text: string, common: ReadonlySet<string>): ReadonlySet<string> {
  const telling = wordsOf(text).filter(
    (word) => (word.length >= LEAST_LETTERS || isUnspaced(word) || /^\d+$/.test(word)) && !common.has(word),
  )
  return new Set([...new Set(telling)].slice(0, MOST_TERMS))
}

/** The rows a text names, most relevant first: by rare words more than by frequent ones, by names more than by notes. */
export function findNamed<Row extends Readable>(
  rows: readonly Row[],
  terms: ReadonlySet<string>,
  common: ReadonlySet<string>,
): Row[] {
  if (terms.size === 0) return []
  const texts = rows.map(({ name, description }) =>
    foldText(`${name} ${description.slice(0, MOST_CHARACTERS)}`),
  )
  const telling = tellingOf(terms, texts)
  if (telling.size === 0) return []
  const isCommon = (word: string) => common.has(word) || (terms.has(word) && !telling.has(word))
  const termFor = termFinder(telling)
  const mayHold = beginningsOf(telling)
  const likely = rows.filter((_, place) => mayHold.test(texts[place]!))
  const read = likely.map((row) => {
    const words = wordsOf(row.name).filter((word) => !isCommon(word))
    const named = new Set(words.map(termFor).filter((term) => term !== null))
    const noted = new Set(
      row.description === ''
        ? []
        : wordsOf(row.description.slice(0, MOST_CHARACTERS))
            .map(termFor)
            .filter((term) => term !== null),
    )
    return { row, words, named, noted }
  })
  const found = read.filter(({ named, noted }) => named.size > 0 || noted.size > 0)
  const frequency = new Map<string, number>()
  for (const { named, noted } of found) {
    for (const term of new Set([...named, ...noted])) frequency.set(term, (frequency.get(term) ?? 0) + 1)
  }
  const weight = (term: string) => Math.log(1 + rows.length / (frequency.get(term) ?? 1))
  const sum = (some: Iterable<string>) => [...some].reduce((total, term) => total + weight(term), 0)
  const whole = sum(telling)
  return found
    .map(({ row, words, named, noted }, place) => {
      const said = sum(named)
      // A word of the name nobody said is as telling as one that only this row has.
      const unsaid = words.filter((word) => termFor(word) === null).length * Math.log(1 + rows.length)
      const coverage = said / Math.max(said + unsaid, 1e-9)
      const isRare = [...named].some((term) => frequency.get(term)! <= 2 && term.length >= LEAST_PREFIX)
      const isTelling = named.size > 1 || said >= whole * LEAST_SHARE
      const isNoted = sum(noted) >= whole / 2
      return {
        row,
        place,
        isMeant: isNoted || (unsaid === 0 ? said > 0 : isTelling && (isRare || coverage >= LEAST_COVERAGE)),
        score: said * (0.5 + coverage) + NOTE_WEIGHT * sum([...noted].filter((term) => !named.has(term))),
      }
    })
    .filter(({ isMeant }) => isMeant)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map(({ row }) => row)
}

const beginningOf = (term: string): string => term.slice(0, LEAST_PREFIX)

/** The terms that not too many rows can match. */
function tellingOf(terms: ReadonlySet<string>, texts: readonly string[]): ReadonlySet<string> {
  const isTelling = (term: string) => {
    const beginning = beginningOf(term)
    let holding = 0
    return !texts.some((text) => text.includes(beginning) && ++holding > MOST_HOLDING)
  }
  return new Set([...terms].filter(isTelling))
}

/** Stands in every row that can match, and in few others: those are not read word by word. */
const beginningsOf = (terms: ReadonlySet<string>): RegExp =>
  new RegExp([...new Set([...terms].map(beginningOf))].join('|'))

/** Looks a word up once, whether it stands so in the text or as a longer or a shorter form of it. */
function termFinder(terms: ReadonlySet<string>): (word: string) => string | null {
  const known = new Map<string, string | null>()
  const long = [...terms].filter(({ length }) => length >= LEAST_PREFIX)
  const find = (word: string): string | null => {
    if (terms.has(word)) return word
    if (word.length < LEAST_PREFIX) return null
    return long.find((term) => word.startsWith(term) || term.startsWith(word)) ?? null
  }
  return (word) => {
    const term = known.get(word)
    if (term !== undefined) return term
    const found = find(word)
    known.set(word, found)
    return found
  }
}
