import { conceptNumber, eachConcept } from '../routing/lexicon/concepts.ts'
import { fold, tokenise } from '../routing/text.ts'
import { lexiconOf } from '../understanding/lexicon.ts'

/** What of a life a message needs beside the rows it names. */
export interface Topics {
  /** It is about a day or an order: today's ranking and what is overdue. */
  isOfDays: boolean
  /** It asks what ought to be done: of plain work that is the day's, of hard questions it is the question itself. */
  isOfDuty: boolean
  /** It looks back: what was done lately. */
  isOfPast: boolean
  /** It reaches over months or years: this week says little about it. */
  isFar: boolean
  /** It looks at the whole. */
  isOfWhole: boolean
  /** It speaks of tasks and projects, or needs a place for something new. */
  isOfPlan: boolean
  /** It wants something gone. */
  isOfRemoval: boolean
}

const numbers = (...names: string[]) => new Set(names.map(conceptNumber))

const DAYS = numbers('now', 'weekday', 'week')
const PAST = numbers('complete', 'since', 'evolve', 'count')
const WHOLE = numbers('life', 'redesign')
const PLAN = numbers('objects', 'create')
/** A day in such a request is when something will be, or a word of a text. */
const WRITING = numbers('create', 'remind', 'log', 'draft', 'translate', 'convert', 'shorten')
const FAR = numbers('month', 'months', 'years')
const DUTY = numbers('should', 'until')

const REMOVAL = numbers('remove')
const REMOVAL_PHRASES = /\b(?:get rid|rid of|wipe|purge|drop|throw (?:out|away))\b/i

export function topicsOf(ask: string): Topics {
  const found = new Set<number>()
  for (const token of tokenise(fold(ask)).tokens) eachConcept(token, (concept) => found.add(concept))
  const is = (wanted: ReadonlySet<number>) => [...wanted].some((concept) => found.has(concept))
  return {
    isOfDays: is(DAYS) && (!is(WRITING) || ask.includes('?')),
    isOfDuty: is(DUTY),
    isOfPast: is(PAST),
    isFar: is(FAR),
    isOfWhole: is(WHOLE),
    isOfPlan: is(PLAN),
    isOfRemoval: is(REMOVAL) || REMOVAL_PHRASES.test(ask),
  }
}

// As they are said of anything: "look at", "at least", "zum ersten Mal".
const SAID_OF_ANYTHING =
  'one two three four five six seven eight nine ten compare look looks back first most more less down into over around about really things thing stuff next last time times sure wrong right keep good help need want ' +
  'zwei drei vier funf sechs sieben acht neun zehn mehr weniger erste ersten mal dinge sache ganz wirklich nachste letzte zeit gut brauche will ' +
  'deux trois quatre cinq six sept huit neuf dix plus moins chose choses vraiment temps bien besoin veux dos tres cuatro cinco seis siete ocho nueve diez mas menos cosa cosas tiempo bien necesito quiero'

/** Words that stand in many requests and tell no row from another. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  (['en', 'de', 'es', 'fr'] as const)
    .flatMap((locale) => {
      const { language, soft, fillers } = lexiconOf(locale)
      const phrases = [language.padding, language.inside, language.and, ...Object.values(language.kinds)]
      return [...soft, ...fillers, ...phrases.flatMap((choice) => choice.split(/[| ]/))]
    })
    .concat(SAID_OF_ANYTHING.split(' '))
    .map(fold),
)
