import { ENTITIES, type Life, namesOf } from '../commands/life.ts'
import { isUnspaced } from '../routing/text.ts'
import { foldedWords, wordPlaces } from './fold-text.ts'
import type { HiddenValues } from './hidden-values.ts'

/** A shorter name says nothing, and stands in every text. */
const SHORTEST = 3
const keyOf = (name: string) => foldedWords(name).join(' ')

/** The names of rows no model may read, as they are looked for in texts that go out. */
export class PrivateNames {
  /** Names in words, and how many words those have that begin with a word: the most first. */
  private readonly names = new Set<string>()
  private readonly lengths = new Map<string, number[]>()
  private readonly unspaced: string[] = []

  /** @param isPrivate by id; a name that a readable row has as well is no secret */
  constructor(life: Life, isPrivate: (id: string) => boolean) {
    const rows = ENTITIES.flatMap((entity) => namesOf(life, entity))
    const closed = new Set(rows.filter(({ id }) => isPrivate(id)).map(({ name }) => keyOf(name)))
    if (closed.size === 0) return
    for (const { id, name } of rows) if (!isPrivate(id)) closed.delete(keyOf(name))
    for (const key of closed) this.add(key)
  }

  private add(key: string): void {
    const words = key.split(' ')
    if (words.some(isUnspaced)) {
      this.unspaced.push(key.replaceAll(' ', ''))
      return
    }
    if (key.length < SHORTEST) return
    this.names.add(key)
    const known = this.lengths.get(words[0]!) ?? []
    if (known.includes(words.length)) return
    this.lengths.set(
      words[0]!,
      [...known, words.length].sort((a, b) => b - a),
    )
  }

  isNamedIn(text: string): boolean {
    return this.placesIn(text).length > 0
  }

  /** The text with a placeholder for each of the names. */
  hide(text: string, hidden: HiddenValues): string {
    let result = ''
    let at = 0
    for (const { start, end } of this.placesIn(text)) {
      result += text.slice(at, start) + hidden.placeholder('private', text.slice(start, end))
      at = end
    }
    return result + text.slice(at)
  }

  private placesIn(text: string): { start: number; end: number }[] {
    if (this.names.size === 0 && this.unspaced.length === 0) return []
    const words = wordPlaces(text)
    const places: { start: number; end: number }[] = []
    for (let at = 0; at < words.length; at++) {
      const { word, start, end } = words[at]!
      const length = this.lengths.get(word)?.find((count) =>
        this.names.has(
          words
            .slice(at, at + count)
            .map((each) => each.word)
            .join(' '),
        ),
      )
      if (length) {
        places.push({ start, end: words[at + length - 1]!.end })
        at += length - 1
      } else if (isUnspaced(word) && this.unspaced.some((name) => word.includes(name))) {
        // Where words are not set apart the whole run goes, which may be more than the name.
        places.push({ start, end })
      }
    }
    return places
  }
}
