import { ENTITIES, type Life, namesOf } from '../commands/life.ts'
import { fold } from '../routing/text.ts'
import type { HiddenValues } from './hidden-values.ts'

const WORD = /[\p{L}\p{M}\p{N}]+/gu
/** A shorter name says nothing, and stands in every text. */
const SHORTEST = 3
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

const wordsOf = (text: string): string[] => fold(text).match(WORD) ?? []

/** The names of rows no model may read, as they are looked for in texts that go out. */
export class PrivateNames {
  private readonly byFirstWord = new Map<string, string[][]>()
  private readonly unspaced: string[] = []

  /** @param isPrivate by id; a name that a readable row has as well is no secret */
  constructor(life: Life, isPrivate: (id: string) => boolean) {
    const rows = ENTITIES.flatMap((entity) => namesOf(life, entity))
    const hidden = rows.filter(({ id }) => isPrivate(id))
    if (hidden.length === 0) return
    const open = new Set(rows.filter(({ id }) => !isPrivate(id)).map(({ name }) => wordsOf(name).join(' ')))
    const keys = new Set(hidden.map(({ name }) => wordsOf(name).join(' ')))
    for (const key of keys) if (key !== '' && !open.has(key)) this.add(key)
  }

  private add(key: string): void {
    if (UNSPACED.test(key)) {
      this.unspaced.push(key)
      return
    }
    if (key.length < SHORTEST) return
    const words = key.split(' ')
    const others = this.byFirstWord.get(words[0]!) ?? []
    this.byFirstWord.set(
      words[0]!,
      [...others, words].sort((a, b) => b.length - a.length),
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
    if (this.byFirstWord.size === 0 && this.unspaced.length === 0) return []
    const words = [...text.matchAll(WORD)].map((match) => ({
      word: fold(match[0]),
      start: match.index,
      end: match.index + match[0].length,
    }))
    const places: { start: number; end: number }[] = []
    for (let at = 0; at < words.length; at++) {
      const { word, start, end } = words[at]!
      const name = this.byFirstWord
        .get(word)
        ?.find((parts) => parts.every((part, i) => words[at + i]?.word === part))
      if (name) {
        places.push({ start, end: words[at + name.length - 1]!.end })
        at += name.length - 1
      } else if (UNSPACED.test(word) && this.unspaced.some((part) => word.includes(part))) {
        // Where words are not set apart the whole run goes, which may be more than the name.
        places.push({ start, end })
      }
    }
    return places
  }
}
