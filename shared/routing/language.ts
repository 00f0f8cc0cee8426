/** The languages the model has learned from. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'pl', 'ja', 'ar'] as const

const SAMPLE = 400
const LETTERS = /\p{L}+/gu
const KNOWN = /[\p{Script=Latin}\p{Script=Arabic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu

/**
 * Whether a text is in a script of the languages known, and its person in one of them. Of the languages within a
 * script nothing is guessed.
 * @param locale the language tag of the person, when known
 */
export function speaksKnownLanguage(text: string, locale?: string): boolean {
  const language = locale?.slice(0, 2).toLowerCase()
  if (language && !LANGUAGES.some((known) => known === language)) return false
  const sample = text.slice(0, SAMPLE)
  return lengthOf(sample.match(KNOWN)) * 2 >= lengthOf(sample.match(LETTERS))
}

const lengthOf = (runs: readonly string[] | null): number =>
  runs?.reduce((sum, { length }) => sum + length, 0) ?? 0
