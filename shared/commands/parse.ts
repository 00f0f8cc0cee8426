import type { Locale } from '../quick-add/types.ts'
import { fold } from '../quick-add/line.ts'
import { type Entity, type Life, namesOf } from './life.ts'
import { fromParts, type Value } from './parts.ts'
import type { Command } from './schema.ts'
import { VALUE_KINDS } from './value-kinds.ts'
import { ENTITY_WORDS, type Key, KEYS, LOCALES, VALUES, VERBS, type Word, wordIn } from './words.ts'

export interface ParseContext {
  /** Names are those of these rows. */
  life: Life
  /** Read first; the words of the other languages are understood too. */
  locale?: Locale
}

type Token = { kind: 'word' | 'text' | 'id' | 'comma'; value: string }

/** Longer ones than any command that is printed: 200 rows of long names. */
const LONGEST = 200_000

/** Reads what `printCommand` writes; null for anything else, and where a name is none of the life or of two rows. */
export function parseCommand(text: string, { life, locale = 'en' }: ParseContext): Command | null {
  if (text.length > LONGEST) return null
  const tokens = tokenize(text)
  if (!tokens) return null
  for (const language of [locale, ...LOCALES.filter((other) => other !== locale)]) {
    const command = new Reader(tokens, life, language).read()
    if (command) return command
  }
  return null
}

function tokenize(text: string): Token[] | null {
  const pattern = /\s*(?:("(?:[^"\\]|\\.)*")|~([0-9a-fA-F-]{36})|(,)|([^\s",~]+)|$)/y
  const tokens: Token[] = []
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text)
    if (!match) return null
    const [, quoted, id, comma, word] = match
    if (quoted !== undefined) {
      const value = unquote(quoted)
      if (value === null) return null
      tokens.push({ kind: 'text', value })
    } else if (id !== undefined) tokens.push({ kind: 'id', value: id })
    else if (comma !== undefined) tokens.push({ kind: 'comma', value: comma })
    else if (word !== undefined) tokens.push({ kind: 'word', value: word })
    else break
  }
  return tokens
}

function unquote(quoted: string): string | null {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return null
  }
}

const lookUps = new Map<Record<string, Word>, Record<string, ReadonlyMap<string, string>>>()

function lookUpOf(words: Record<string, Word>, locale: Locale): ReadonlyMap<string, string> {
  const byLocale = lookUps.get(words) ?? {}
  lookUps.set(words, byLocale)
  return (byLocale[locale] ??= new Map(
    Object.entries(words).map(([key, word]) => [fold(wordIn(word, locale)), key]),
  ))
}

const keyOf = <K extends string>(words: Record<K, Word>, text: string, locale: Locale): K | null =>
  (lookUpOf(words, locale).get(fold(text)) as K | undefined) ?? null

class Reader {
  private at = 0

  constructor(
    private readonly tokens: readonly Token[],
    private readonly life: Life,
    private readonly locale: Locale,
  ) {}

  read(): Command | null {
    const verb = keyOf(VERBS, this.word() ?? '', this.locale)
    if (!verb) return null
    const entity = keyOf(ENTITY_WORDS, this.peek('word') ?? '', this.locale)
    // A kind of row is followed by rows or by a key; "project" as a key is followed by a row too, but has a verb
    // without a kind before it, and there is none.
    if (entity) this.at++
    const ids = entity && this.isAtRow() ? this.rows(entity) : []
    if (!ids) return null
    const pairs = new Map<Key, Value>()
    while (this.at < this.tokens.length) {
      const key = keyOf(KEYS, this.word() ?? '', this.locale)
      const value = key && !pairs.has(key) ? this.value(key) : undefined
      if (!key || value === undefined) return null
      pairs.set(key, value)
    }
    return fromParts({ verb, entity, ids, pairs: [...pairs] })
  }

  private peek(kind: Token['kind']): string | null {
    const token = this.tokens[this.at]
    return token?.kind === kind ? token.value : null
  }

  private take(kind: Token['kind']): string | null {
    const value = this.peek(kind)
    if (value !== null) this.at++
    return value
  }

  private word(): string | null {
    return this.take('word')
  }

  private isAtRow(): boolean {
    return this.peek('text') !== null || this.peek('id') !== null
  }

  private rows(entity: Entity): string[] | null {
    const ids: string[] = []
    do {
      const id = this.row(entity)
      if (id === null) return null
      ids.push(id)
    } while (this.take('comma'))
    return ids
  }

  private row(entity: Entity): string | null {
    const name = this.take('text')
    const id = this.take('id')
    if (id !== null || name === null) return id
    const named = namesOf(this.life, entity).filter((row) => row.name === name)
    return named.length === 1 ? named[0]!.id : null
  }

  /** Undefined where there is none of that kind. */
  private value(key: Key): Value | undefined {
    const kind = VALUE_KINDS[key]
    const bare = this.peek('word')
    if (bare !== null && fold(bare) === fold(wordIn(VALUES.none, this.locale))) {
      this.at++
      return null
    }
    switch (kind.kind) {
      case 'text':
        return this.take('text') ?? undefined
      case 'row':
        return this.row(kind.entity) ?? undefined
      case 'rows':
        return this.rows(kind.entity) ?? undefined
      case 'minutes': {
        const minutes = /^(\d+)m$/.exec(this.word() ?? '')
        return minutes ? Number(minutes[1]) : undefined
      }
      case 'number': {
        const number = Number(this.word() ?? Number.NaN)
        return Number.isNaN(number) ? undefined : number
      }
      case 'flag': {
        const word = fold(this.word() ?? '')
        if (word === fold(wordIn(VALUES.true, this.locale))) return true
        return word === fold(wordIn(VALUES.false, this.locale)) ? false : undefined
      }
      case 'word': {
        const word = fold(this.word() ?? '')
        return kind.words.find((value) => fold(wordIn(VALUES[value], this.locale)) === word)
      }
      default:
        return this.word() ?? undefined
    }
  }
}
