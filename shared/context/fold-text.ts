import { fold } from '../routing/text.ts'

const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+|\p{L}[\p{L}\p{M}\p{N}]*|\d+/gu
const PLAIN_WORD = /[a-z][a-z0-9]*|\d+/g
const PLAIN = /^[\x20-\x7e]*$/

/** The spelling all texts are compared in. Most are plain letters, and take a tenth of the time so. */
export const foldText = (text: string): string => (PLAIN.test(text) ? text.toLowerCase() : fold(text))

/** The words of a text, folded. A run that is written without spaces is one. */
export function foldedWords(text: string): string[] {
  const folded = foldText(text)
  return folded.match(PLAIN.test(folded) ? PLAIN_WORD : WORD) ?? []
}

/** The same words with their places in the text. */
export const wordPlaces = (text: string): { word: string; start: number; end: number }[] =>
  [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    word: foldText(word),
    start: index,
    end: index + word.length,
  }))
