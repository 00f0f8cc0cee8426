import { conceptNumber, eachConcept } from '../routing/lexicon/concepts.ts'
import { fold, tokenise } from '../routing/text.ts'
import { lexiconOf } from '../understanding/lexicon.ts'

/** What of a life a message needs beside the rows it names. */
export interface Topics {
  /** It is about a day or an order: today's ranking and what is overdue. */
  isOfDays: boolean
  /** It looks back: what was done lately. */
  isOfPast: boolean
  /** It looks at the whole, or needs a place for something new. */
  isOfWhole: boolean
  /** It wants something gone. */
  isOfRemoval: boolean
}

const numbers = (...names: string[]) => new Set(names.map(conceptNumber))

const DAYS = numbers('now', 'weekday', 'week', 'should', 'until')
const PAST = numbers('complete', 'since', 'evolve', 'cause', 'count')
const WHOLE = numbers('create', 'life', 'redesign', 'strategyWord', 'months', 'years', 'compare', 'suggest')

const REMOVAL = numbers('remove')
const REMOVAL_PHRASES = /\b(?:get rid|rid of|wipe|purge|drop|throw (?:out|away))\b/i

export function topicsOf(ask: string): Topics {
  const found = new Set<number>()
  for (const token of tokenise(fold(ask)).tokens) eachConcept(token, (concept) => found.add(concept))
  const is = (wanted: ReadonlySet<number>) => [...wanted].some((concept) => found.has(concept))
  return {
    isOfDays: is(DAYS),
    isOfPast: is(PAST),
    isOfWhole: is(WHOLE),
    isOfRemoval: is(REMOVAL) || REMOVAL_PHRASES.test(ask),
  }
}

/** Words that stand in many requests and tell no row from another. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  (['en', 'de', 'es', 'fr'] as const)
    .flatMap((locale) => {
      const { language, soft, fillers } = lexiconOf(locale)
      const phrases = [language.padding, language.inside, language.and, ...Object.values(language.kinds)]
      return [...soft, ...fillers, ...phrases.flatMap((choice) => choice.split(/[| ]/))]
    })
    .map(fold),
)
