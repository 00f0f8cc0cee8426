import type { Locale } from '../quick-add/types.ts'
import type { Token } from './message.ts'
import { isWordsAt, type Pattern, splitWords, toPattern } from './pattern.ts'
import { english } from './words/en.ts'
import { french } from './words/fr.ts'
import { german } from './words/de.ts'
import type { Choice, Intent, Language } from './words/language.ts'
import { spanish } from './words/es.ts'

const LANGUAGES: Record<Locale, Language> = { en: english, de: german, es: spanish, fr: french }

/** Phrases of one meaning, longest first. */
export type Phrases = readonly (readonly string[])[]

const phrasesOf = new Map<Choice, Phrases>()

export function phrases(choice: Choice): Phrases {
  const known = phrasesOf.get(choice)
  if (known) return known
  const read = choice
    .split('|')
    .map(splitWords)
    .sort((a, b) => b.length - a.length)
  phrasesOf.set(choice, read)
  return read
}

/** How many tokens the longest phrase takes at that place; 0 where none stands there. */
export function phraseAt(tokens: readonly Token[], at: number, choice: Choice): number {
  return phrases(choice).find((words) => isWordsAt(tokens, at, words))?.length ?? 0
}

export const isPhrase = (tokens: readonly Token[], choice: Choice): boolean =>
  tokens.length > 0 &&
  phrases(choice).some((words) => words.length === tokens.length && isWordsAt(tokens, 0, words))

/** The key whose phrase is the whole of it. */
export function keyOfPhrase<K extends string>(
  tokens: readonly Token[],
  choices: Readonly<Partial<Record<K, Choice>>>,
): K | null {
  const keys = Object.keys(choices) as K[]
  return keys.find((key) => isPhrase(tokens, choices[key] ?? '')) ?? null
}

export interface Rule {
  intent: Intent
  pattern: Pattern
  template: string
}

export interface Lexicon {
  language: Language
  rules: readonly Rule[]
  fillers: ReadonlySet<string>
  soft: ReadonlySet<string>
}

const lexicons = new Map<Locale, Lexicon>()

export function lexiconOf(locale: Locale): Lexicon {
  const known = lexicons.get(locale)
  if (known) return known
  const language = LANGUAGES[locale]
  const words = (choice: Choice) => new Set(choice.split('|').flatMap(splitWords))
  const lexicon: Lexicon = {
    language,
    rules: (Object.keys(language.rules) as Intent[]).flatMap((intent) =>
      language.rules[intent].map((template) => ({ intent, template, pattern: toPattern(template) })),
    ),
    fillers: words(language.fillers),
    soft: words(language.soft),
  }
  lexicons.set(locale, lexicon)
  return lexicon
}
