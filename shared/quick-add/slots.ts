import { spellings, toSource, type Slots } from './pattern.ts'
import type { Beginnings } from './phrase-index.ts'
import type { DayPart, Unit, Words } from './words/words.ts'

/** The words of a language by their folded spelling, and the parts its templates are made of. */
export interface Vocabulary {
  weekdays: ReadonlyMap<string, number>
  fullWeekdays: ReadonlySet<string>
  months: ReadonlyMap<string, number>
  numbers: ReadonlyMap<string, number>
  /** -1 is the last. */
  ordinals: ReadonlyMap<string, number>
  units: ReadonlyMap<string, Unit>
  parts: ReadonlyMap<string, DayPart>
  listTo: ReadonlySet<string>
  /** One weekday, or one ordinal, of a list; global. */
  weekdayInList: RegExp
  ordinalInList: RegExp
  slots: Slots
  beginnings: Beginnings
  /** The same with plural weekdays: what stands in repetitions. */
  ruleSlots: Slots
}

/** Any digit stands for all. */
const DIGIT = '0'
const DIGIT_SLOTS = [
  'day',
  'dayNumber',
  'digits',
  'hour',
  'monthDays',
  'wholeHours',
  'decimalHours',
  'allMinutes',
  'gluedMinutes',
]

const DAY_NUMBER = '(?:0?[1-9]|[12]\\d|3[01])'

/** Counts from one. */
const byPosition = (lists: readonly string[], isGerman: boolean) =>
  lists.flatMap((listed, i) => spellings(listed, isGerman).map((word): [string, number] => [word, i + 1]))

const byKey = <Key extends string>(lists: Readonly<Partial<Record<Key, string>>>, isGerman: boolean) =>
  (Object.entries(lists) as [Key, string][]).flatMap(([key, listed]) =>
    spellings(listed, isGerman).map((word): [string, Key] => [word, key]),
  )

/** Longest first, so that a shorter word never wins inside a list. */
const oneOf = (words: Iterable<string>) =>
  [...words]
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.]/g, '\\.'))
    .join('|')

export function createSlots(words: Words, isGerman: boolean): Vocabulary {
  const full = new Map(byPosition(words.weekdays, isGerman))
  const short = new Map(byPosition(words.shortWeekdays, isGerman))
  const plural = new Map(byPosition(words.pluralWeekdays, isGerman))
  const months = new Map(byPosition(words.months, isGerman))
  const shortMonths = new Map(byPosition(words.shortMonths, isGerman).filter(([word]) => word))
  const numbers = new Map(byPosition(words.numbers, isGerman))
  const lasts = spellings(words.last, isGerman)
  const nths = byPosition(words.ordinals, isGerman)
  const ordinals = new Map([...nths, ...lasts.map((word): [string, number] => [word, -1])])
  const units = new Map(byKey(words.units, isGerman))
  const parts = byKey(words.dayParts, isGerman)
  const adverbs = byKey(words.dayPartAdverbs, isGerman)

  const shortOnes = words.shortWeekdays.includes('mon')
    ? oneOf(short.keys())
    : `(?:${oneOf(short.keys())})\\.?`
  const weekday = `${oneOf(full.keys())}|${shortOnes}`
  const ruleWeekday = `${oneOf([...full.keys(), ...plural.keys()])}|${shortOnes}`
  const month = `${oneOf(months.keys())}|(?:${oneOf(shortMonths.keys())})\\.?`
  const list = (listed: string) =>
    listed
      .split('|')
      .flatMap((word) => spellings(word, isGerman))
      .join('|')
  const [and, to, article] = [list(words.listAnd), list(words.listTo), list(words.listArticle)]
  const separator = `(?:,? (?:${and}) (?:(?:${article}) )?|,? ?[&/] ?|, ?)`
  const dayInList = toSource(words.monthDay, { dayNumber: DAY_NUMBER }, isGerman)
  const weekdaySeparator = `(?:${separator}| ?[–-] ?| (?:${to}) | )`
  const number = `[1-9]\\d{0,3}|${oneOf(numbers.keys())}`
  const ordinal = oneOf(ordinals.keys())
  const butSecond = oneOf([...ordinals].filter(([, n]) => n !== 2).map(([word]) => word))

  const slots: Slots = {
    weekday: `(?<weekday>${weekday})`,
    fullWeekday: `(?<weekday>${oneOf(full.keys())})`,
    month: `(?<month>${month})`,
    day: `(?<day>${DAY_NUMBER})`,
    first: `(?<first>${list(words.first) || 'x^'})`,
    dayNumber: DAY_NUMBER,
    ordinalMark: '(?<mark>st|nd|rd|th)?',
    year: '(?<year>(?:19|20|21)\\d\\d)',
    number: `(?<number>${number})`,
    digits: '(?<number>[1-9]\\d{0,3})',
    unit: `(?<unit>${oneOf(units.keys())})`,
    letter: '(?<letter>[dwhmy])',
    part: `(?<part>${oneOf(parts.map(([word]) => word))})`,
    partAdverb: `(?<part>${oneOf(adverbs.map(([word]) => word)) || 'x^'})`,
    night: `(?<part>${words.dayParts.night ?? 'x^'})`,
    hour: '(?<hour>\\d{1,2})',
    minutes: '(?<minutes>\\d\\d)',
    half: '(?<half>[ap])(?:m|\\.m\\.)',
    bang: '(?<bang>!)?',
    every: `(?:${list(words.every)})(?<bang>!)?`,
    last: `(?:${oneOf(lasts)})`,
    nth: `(?<nth>${oneOf(nths.map(([word]) => word))})`,
    nths: `(?<nths>(?:${ordinal})(?:${separator}(?:${ordinal}))*)`,
    nthsButSecond: `(?<nths>(?:${ordinal})(?:${separator}(?:${ordinal}))+|${butSecond})`,
    monthDays: `(?<monthDays>${dayInList}(?:${separator}${dayInList})*)`,
    weekdays: `(?<weekdays>(?:${ruleWeekday})(?:${weekdaySeparator}(?:${ruleWeekday}))*)`,
    pluralWeekdays: `(?<weekdays>(?:${oneOf(plural.keys())})(?:${separator}(?:${oneOf(plural.keys())}))*)`,
    noUnit: `(?! (?:${oneOf(units.keys())}|x|veces|vez)(?![a-z]))`,
  }
  return {
    weekdays: new Map([...short, ...plural, ...full]),
    fullWeekdays: new Set(full.keys()),
    months: new Map([...shortMonths, ...months]),
    numbers,
    ordinals,
    units,
    parts: new Map([...parts, ...adverbs]),
    listTo: new Set(to.split('|')),
    weekdayInList: new RegExp(ruleWeekday, 'g'),
    ordinalInList: new RegExp(ordinal, 'g'),
    slots,
    beginnings: {
      weekday: [...full.keys(), ...short.keys()],
      fullWeekday: [...full.keys()],
      weekdays: [...full.keys(), ...short.keys()],
      pluralWeekdays: [...plural.keys()],
      month: [...months.keys(), ...shortMonths.keys()],
      number: [DIGIT, ...numbers.keys()],
      first: spellings(words.first, isGerman).filter(Boolean),
      every: spellings(words.every, isGerman),
      nths: [...ordinals.keys()],
      part: parts.map(([word]) => word),
      partAdverb: adverbs.map(([word]) => word),
      ...Object.fromEntries(DIGIT_SLOTS.map((slot) => [slot, [DIGIT]])),
    },
    ruleSlots: { ...slots, weekday: `(?<weekday>${ruleWeekday})` },
  }
}
