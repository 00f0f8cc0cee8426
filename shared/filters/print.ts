import { printDayTest } from './day-test.ts'
import { type Filter, isGroup, type Term } from './filter.ts'
import {
  ENERGY_WORDS,
  type FilterLanguage,
  isWord,
  KEYS,
  lookUp,
  NONE,
  OPERATORS,
  STATUS_WORDS,
  TRAIT_WORDS,
} from './words.ts'

const SHORT_PRIORITIES = { urgent: 'p1', high: 'p2', medium: 'p3', low: 'p4' } as const

/** Text that can stand without quotation marks. */
const BARE = /^[\p{L}\p{N}][\p{L}\p{N}_.,+'’-]*$/u
const LOOKS_LIKE_PRIORITY = /^p[1-4]$/i

const quote = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`
const bareOrQuoted = (text: string): string => (BARE.test(text) ? text : quote(text))

/**
 * A filter as text, with the keywords of the language: what `parseFilter` reads back as the same filter. English is
 * the form to store.
 */
export function printFilter(filter: Filter, language: FilterLanguage = 'en'): string {
  if (!isGroup(filter)) {
    if (filter.kind !== 'not') return printTerm(filter, language)
    return `${OPERATORS.not[language][0]} ${printPart(filter.part, language)}`
  }
  // `and` binds stronger: only an `or` inside an `and` needs its parentheses.
  return filter.parts
    .map((part) => (filter.kind === 'and' ? printPart(part, language) : printFilter(part, language)))
    .join(` ${OPERATORS[filter.kind][language][0]} `)
}

const printPart = (part: Filter, language: FilterLanguage): string =>
  isGroup(part) ? `(${printFilter(part, language)})` : printFilter(part, language)

/** One condition as text. */
export function printTerm(term: Term, language: FilterLanguage = 'en'): string {
  const keyed = (key: keyof typeof KEYS, value: string) => `${KEYS[key][language][0]}:${value}`
  const none = NONE[language][0]
  switch (term.kind) {
    case 'text': {
      const isKeyword = lookUp(OPERATORS, term.text) !== null || LOOKS_LIKE_PRIORITY.test(term.text)
      return isKeyword ? quote(term.text) : bareOrQuoted(term.text)
    }
    case 'place':
      if (term.name === null) return keyed(term.level, none)
      if (term.level === 'project') return `#${bareOrQuoted(term.name)}`
      return keyed(term.level, isWord(NONE, term.name) ? quote(term.name) : bareOrQuoted(term.name))
    case 'label':
      return term.name === null ? keyed('label', none) : `@${bareOrQuoted(term.name)}`
    case 'priority':
      return SHORT_PRIORITIES[term.priority]
    case 'status':
      return keyed('status', STATUS_WORDS[term.status][language][0])
    case 'energy':
      return keyed('energy', term.energy === null ? none : ENERGY_WORDS[term.energy][language][0])
    case 'is':
      return keyed('is', TRAIT_WORDS[term.trait][language][0])
    case 'day':
      return keyed(term.field, printDayTest(term.field, term.test, language))
    case 'duration':
      if (term.operator === 'none') return keyed('duration', none)
      return keyed('duration', `${term.operator === '=' ? '' : term.operator}${term.minutes}m`)
  }
}
