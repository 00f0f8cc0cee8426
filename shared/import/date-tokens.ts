import { dayOf, type Day } from './calendar-day.ts'
import { english } from './date-words/english.ts'
import { french } from './date-words/french.ts'
import { german } from './date-words/german.ts'
import { spanish } from './date-words/spanish.ts'
import type { Words } from './date-words/words.ts'

/** The languages whose date phrases are understood; any other text is kept as it is. */
export const dateLanguages = ['en', 'de', 'fr', 'es'] as const
export type DateLanguage = (typeof dateLanguages)[number]

/** One word or number of a date phrase and what it means; `value` depends on the kind. */
export interface Token {
  kind: string
  value: string
}

type Phrase = readonly [text: string, token: Token]
type Match = { token: Token; end: number } | null

/** Phrases by first letter, longest first, so the first hit is the longest match. */
function indexPhrases(words: Words): ReadonlyMap<string, readonly Phrase[]> {
  const index = new Map<string, Phrase[]>()
  for (const [key, phrases] of Object.entries(words)) {
    const [kind = '', value = ''] = key.split(':')
    for (const text of phrases.split('|')) {
      const sameLetter = index.get(text[0]!) ?? []
      sameLetter.push([text, { kind, value }])
      index.set(text[0]!, sameLetter)
    }
  }
  for (const phrases of index.values()) phrases.sort((a, b) => b[0].length - a[0].length)
  return index
}

const lexicons: Readonly<Record<DateLanguage, ReadonlyMap<string, readonly Phrase[]>>> = {
  en: indexPhrases(english),
  de: indexPhrases(german),
  fr: indexPhrases(french),
  es: indexPhrases(spanish),
}

const ordinals: Readonly<Record<DateLanguage, RegExp>> = {
  en: /(\d{1,2})(?:st|nd|rd|th)(?![a-z0-9])/y,
  de: /(\d{1,2})\.(?!\d)/y,
  fr: /(\d{1,2})(?:ere|eme|er|re|e)(?![a-z0-9])/y,
  es: /(\d{1,2})(?:\.?[ºª]|er|[drt][oa]|[oa])(?![a-z0-9])/y,
}

const fold = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'").replace(/\s+/gu, ' ').trim()

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const isWordCharacter = (character: string | undefined) =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character)

function matchPhrase(text: string, at: number, language: DateLanguage): Match {
  for (const [phrase, token] of lexicons[language].get(text[at]!) ?? []) {
    if (!text.startsWith(phrase, at)) continue
    const end = at + phrase.length
    if (isWordCharacter(phrase.at(-1)) && isWordCharacter(text[end])) continue
    return { token, end }
  }
  return null
}

function clock(hour: string, minute = '00', half?: string): string | null {
  const typed = Number(hour)
  if (half && (typed < 1 || typed > 12)) return null
  const full = half ? (typed % 12) + (half === 'p' ? 12 : 0) : typed
  return full > 23 || Number(minute) > 59 ? null : `${String(full).padStart(2, '0')}:${minute}`
}

function matchTime(text: string, at: number, language: DateLanguage): Match {
  const twelveHour = matchAt(/(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?m\.?(?![a-z0-9])/y, text, at)
  const found =
    twelveHour ??
    matchAt(/(\d{1,2}):(\d{2})(?::\d{2})?(?:\s?(?:uhr|h))?(?![a-z0-9])/y, text, at) ??
    (language === 'de' ? matchAt(/(\d{1,2})(?:\.(\d{2}))?\s?uhr(?![a-z0-9])/y, text, at) : null) ??
    (language === 'fr' || language === 'es'
      ? matchAt(/(\d{1,2})\s?h\s?(\d{2})?(?![a-z0-9])/y, text, at)
      : null)
  const value = found && clock(found[1]!, found[2], twelveHour?.[3])
  return value ? { token: { kind: 'time', value }, end: at + found[0].length } : null
}

const dateMatch = (day: Day | null, end: number): Match =>
  day === null ? null : { token: { kind: 'date', value: day }, end }

/** English slashes are month first; an order that cannot be (27/1) is read the other way round. */
function matchNumericDate(text: string, at: number, language: DateLanguage): Match {
  const iso = matchAt(/(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)/y, text, at)
  if (iso) return dateMatch(dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3])), at + iso[0].length)
  const dotted = matchAt(/(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4})|(\d{2}))?(?!\d)/y, text, at)
  const found =
    dotted ??
    matchAt(/(\d{1,2})\/(\d{1,2})(?:\/(\d{4})|\/(\d{2}))?(?![\d/])/y, text, at) ??
    matchAt(/(\d{1,2})-(\d{1,2})-(\d{4})(?!\d)/y, text, at)
  if (!found) return null
  let [day, month] = [Number(found[1]), Number(found[2])]
  if (!dotted && language === 'en') [day, month] = [month, day]
  if (month > 12) [day, month] = [month, day]
  const year = found[3] ? Number(found[3]) : found[4] ? 2000 + Number(found[4]) : null
  const end = at + found[0].length
  if (year !== null) return dateMatch(dayOf(year, month, day), end)
  return dayOf(2000, month, day) ? { token: { kind: 'month-day', value: `${month}-${day}` }, end } : null
}

function matchNumber(text: string, at: number, language: DateLanguage): Match {
  const ordinal = matchAt(ordinals[language], text, at)
  if (ordinal)
    return { token: { kind: 'ordinal', value: String(Number(ordinal[1])) }, end: at + ordinal[0].length }
  const number = matchAt(/\d{1,4}(?!\d)/y, text, at)
  return number && { token: { kind: 'number', value: String(Number(number[0])) }, end: at + number[0].length }
}

const isCount = (token: Token | undefined) => token?.kind === 'number' || token?.kind === 'ordinal'

/** Spanish "mar" is March beside a number, otherwise Tuesday. */
const settleAmbiguous = (tokens: readonly Token[]): Token[] =>
  tokens.map((token, i) => {
    if (token.kind !== 'weekday-or-month') return token
    const isMonth = isCount(tokens[i - 1]) || isCount(tokens[i + 1])
    return isMonth ? { kind: 'month', value: '3' } : { kind: 'weekday', value: '2' }
  })

/** The phrase as tokens, or null when any part of it is not understood: half a date is worse than none. */
export function readDateTokens(phrase: string, language: DateLanguage): Token[] | null {
  const text = fold(phrase)
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const character = text[at]!
    if (character === ' ' || character === '.') {
      at++
    } else if (character === ',') {
      tokens.push({ kind: 'and', value: '' })
      at++
    } else if (character === '!') {
      tokens.push({ kind: 'bang', value: '' })
      at++
    } else {
      const match: Match =
        matchPhrase(text, at, language) ??
        (/\d/.test(character)
          ? (matchTime(text, at, language) ??
            matchNumericDate(text, at, language) ??
            matchNumber(text, at, language))
          : null)
      if (!match) return null
      tokens.push(match.token)
      at = match.end
    }
  }
  return settleAmbiguous(tokens)
}
