import { german } from './words/de.ts'
import { english } from './words/en.ts'
import { spanish } from './words/es.ts'
import { french } from './words/fr.ts'
import type { DateMeaning, Energy, RuleDays, RuleMeaning, Templates, Words } from './words/words.ts'
import { createSlots, type Vocabulary } from './slots.ts'
import { indexPhrases, type PhraseIndex } from './phrase-index.ts'
import { createStarters, spellings, toPattern, toSource, type Starters } from './pattern.ts'

export type Locale = 'en' | 'de' | 'es' | 'fr'

/** A template ready to match, with what a match means. */
export interface Phrase<Meaning> {
  readonly meaning: Meaning
  readonly pattern: RegExp
}

export type Phrases<Meaning> = PhraseIndex<Phrase<Meaning>>

/** The vocabulary of a language, compiled. */
export interface Grammar extends Vocabulary {
  locale: Locale
  words: Words
  starters: Starters
  dates: Phrases<DateMeaning>
  partsAfterDate: Phrases<'part'>
  partsAfterTime: Phrases<'part'>
  clocks: Phrases<'clock'>
  introducedClocks: Phrases<'clock'>
  /** By first letter, each with the space after it. */
  datePrepositions: ReadonlyMap<string, readonly string[]>
  timePrepositions: ReadonlyMap<string, readonly string[]>
  hourPrepositions: ReadonlySet<string>
  noonPrepositions: ReadonlySet<string>
  rangeJoint: RegExp
  noon: ReadonlySet<string>
  strongNoon: ReadonlySet<string>
  midnight: ReadonlySet<string>
  blockers: ReadonlySet<string>
  durationBlockers: ReadonlySet<string>
  notTomorrowAfter: ReadonlySet<string>
  namesBeforeWeekday: ReadonlySet<string>
  namesAfterWeekday: ReadonlySet<string>
  functionWords: ReadonlySet<string>
  joins: ReadonlySet<string>
  energies: ReadonlyMap<string, Energy>
  articles: readonly string[]
  wordsAfterBareDay: ReadonlySet<string> | null
  rules: Phrases<RuleMeaning>
  ruleDays: Phrases<RuleDays>
  adverbs: Phrases<keyof Words['adverbs']>
  /** Without a right edge: a date follows at once. */
  from: RegExp
  until: RegExp
  spans: Phrases<'span'>
  counts: Phrases<'count'>
  durations: Phrases<'duration'>
  durationPrefixes: readonly string[]
  /** Matches nothing where the language has none. */
  durationSuffix: RegExp
  notAfterDuration: ReadonlySet<string>
}

const numeral = '\\d{1,3}'

function durationTemplates(words: Words): string[] {
  const [hours, minutes] = [`(h|${words.hours})`, `(min|${words.minutes})`]
  return [
    `{wholeHours}[ ]${hours}[ ]{restMinutes}[ ](m|${minutes})`,
    '{wholeHours}[ ]h{twoDigits}[m]',
    `{decimalHours}[ ]${hours}`,
    `{wholeHours}[ ]${hours}`,
    `{allMinutes}[ ]${minutes}`,
    '{gluedMinutes}m',
  ]
}

const durationSlots = {
  wholeHours: `(?<hours>${numeral})`,
  decimalHours: '(?<hours>\\d{1,2}[.,]\\d{1,2})',
  restMinutes: '(?<minutes>[0-5]?\\d)',
  twoDigits: '(?<minutes>[0-5]\\d)',
  allMinutes: `(?<minutes>${numeral})`,
  gluedMinutes: `(?<glued>${numeral})`,
}

function compile(locale: Locale, words: Words): Grammar {
  const isGerman = locale === 'de'
  const vocabulary = createSlots(words, isGerman)
  const source = (template: string) => toSource(template, vocabulary.slots, isGerman)
  const phrases = <Meaning extends string>(
    templates: Readonly<Partial<Record<Meaning, Templates>>>,
    slots = vocabulary.slots,
  ): Phrases<Meaning> => {
    const all = keysOf(templates).flatMap((meaning) =>
      templates[meaning]!.map((template) => ({
        phrase: createPhrase(meaning, () => toPattern(toSource(template, slots, isGerman))),
        template,
      })),
    )
    return indexPhrases(all, vocabulary.beginnings, isGerman)
  }
  const setOf = (list: string) =>
    new Set(list.split(/[ ]/).flatMap((word) => (word ? spellings(word, isGerman) : [])))
  const phrasesOf = (list: string) =>
    list
      .split('|')
      .flatMap((phrase) => (phrase ? spellings(phrase, isGerman) : []))
      .map((phrase) => `${phrase} `)
  const ruleSlots = vocabulary.ruleSlots
  const adverbs: Partial<Record<keyof Words['adverbs'], Templates>> = {}
  for (const unit of keysOf(words.adverbs)) adverbs[unit] = [words.adverbs[unit]!]
  return {
    ...vocabulary,
    locale,
    words,
    starters: createStarters(wordsIn(words).flatMap((word) => spellings(word, isGerman))),
    dates: phrases(words.dates),
    partsAfterDate: phrases({ part: words.partAfterDate }),
    partsAfterTime: phrases({ part: words.partAfterTime }),
    clocks: phrases({
      clock: ['{hour}:{minutes}', '{hour}{half}', '{hour}(:|.){minutes}{half}', ...words.clocks],
    }),
    introducedClocks: phrases({ clock: [...words.introducedClocks, ...(words.bareHours ? ['{hour}'] : [])] }),
    datePrepositions: byLetter(phrasesOf(words.datePrepositions)),
    timePrepositions: byLetter([...phrasesOf(words.timePrepositions), ...phrasesOf(words.noonPrepositions)]),
    hourPrepositions: new Set(phrasesOf(words.hourPrepositions)),
    noonPrepositions: new Set(phrasesOf(words.noonPrepositions)),
    rangeJoint: new RegExp(` ?[-–] ?| (?:${source(words.rangeWord)}) `, 'y'),
    noon: setOf(words.noon),
    strongNoon: setOf(words.strongNoon),
    midnight: setOf(words.midnight),
    blockers: setOf(words.blockers),
    durationBlockers: setOf(words.durationBlockers),
    notTomorrowAfter: setOf(words.notTomorrowAfter),
    namesBeforeWeekday: setOf(words.namesBeforeWeekday),
    namesAfterWeekday: setOf(words.namesAfterWeekday),
    functionWords: setOf(words.functionWords),
    joins: new Set([...setOf(words.joins), '&', '/', '-', '–', ',']),
    energies: energiesOf(words, isGerman),
    articles: phrasesOf(words.articles),
    wordsAfterBareDay:
      words.wordsAfterBareDay === null ? null : setOf(words.wordsAfterBareDay.replaceAll('|', ' ')),
    rules: phrases(words.rules, ruleSlots),
    ruleDays: phrases(words.ruleDays, ruleSlots),
    adverbs: phrases(adverbs),
    from: new RegExp(source(words.from), 'y'),
    until: new RegExp(source(words.until), 'y'),
    spans: phrases({ span: words.spans }),
    counts: phrases({ count: words.counts }),
    durations: phrases({ duration: durationTemplates(words) }, durationSlots),
    durationPrefixes: phrasesOf(words.durationPrefixes),
    durationSuffix: toPattern(words.durationSuffix ? ` ${words.durationSuffix}` : ''),
    notAfterDuration: setOf(words.notAfterDuration),
  }
}

function byLetter(phrases: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const phrase of phrases) groups.set(phrase[0]!, [...(groups.get(phrase[0]!) ?? []), phrase])
  return groups
}

/** Most phrases are never tried: their patterns wait until they are. */
function createPhrase<Meaning>(meaning: Meaning, createPattern: () => RegExp): Phrase<Meaning> {
  let pattern: RegExp | undefined
  return {
    meaning,
    get pattern() {
      return (pattern ??= createPattern())
    },
  }
}

/** Every run of letters in a vocabulary. */
const wordsIn = (vocabulary: unknown): string[] => JSON.stringify(vocabulary).match(/\p{L}+/gu) ?? []

const keysOf = <Key extends string>(record: Readonly<Partial<Record<Key, unknown>>>) =>
  Object.keys(record) as Key[]

function energiesOf(words: Words, isGerman: boolean): Map<string, Energy> {
  const neutral = [english.energies, words.energies]
  return new Map(
    neutral.flatMap((energies) =>
      (Object.entries(energies) as [Energy, string][]).flatMap(([energy, listed]) =>
        spellings(listed, isGerman).map((word): [string, Energy] => [word, energy]),
      ),
    ),
  )
}

const languages: Readonly<Record<Locale, Words>> = { en: english, de: german, es: spanish, fr: french }
const compiled = new Map<Locale, Grammar>()

/** The grammar of a language, compiled once. */
export function grammarOf(locale: Locale): Grammar {
  const known = compiled.get(locale)
  if (known) return known
  const grammar = compile(locale, languages[locale])
  compiled.set(locale, grammar)
  return grammar
}
