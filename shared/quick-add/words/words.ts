export type DayPart = 'morning' | 'noon' | 'afternoon' | 'evening' | 'night'
export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'
export type Energy = 'low' | 'medium' | 'high'

/** What a phrase says about a day. */
export type DateMeaning =
  | 'today'
  | 'tomorrow'
  | 'dayAfterTomorrow'
  | 'tonight'
  | 'thisPart'
  | 'weekday'
  | 'weekdayPart'
  | 'thisWeekday'
  | 'nextWeekday'
  | 'nextWeek'
  | 'nextMonth'
  | 'nextYear'
  | 'thisWeekend'
  | 'nextWeekend'
  | 'inUnits'
  | 'endOfWeek'
  | 'endOfMonth'
  | 'endOfNextMonth'
  | 'endOfYear'
  | 'endOfNamedMonth'
  | 'monthDay'
  | 'dayOfMonth'

/** What a phrase says about a repetition. */
export type RuleMeaning =
  | 'interval'
  | 'alternate'
  | 'weekdays'
  | 'alternateWeekdays'
  | 'workdays'
  | 'weekend'
  | 'alternateWeekend'
  | 'part'
  | 'nthWeekday'
  | 'nthWorkday'
  | 'lastDay'
  | 'monthDays'
  | 'yearDay'

/** What may follow a weekly, monthly or yearly repetition: the days it is on. */
export type RuleDays = 'weekdays' | 'nthWeekday' | 'lastDay' | 'monthDays' | 'yearDay'

export type Templates = readonly string[]

/**
 * The vocabulary of one language, as typed by people with all accents. Words stand in lists split by spaces or, where
 * they have several spellings, by `|`. Templates are explained in pattern.ts.
 */
export interface Words {
  /** Monday to Sunday; `shortWeekdays` without dots, `pluralWeekdays` as they stand in a repetition. */
  weekdays: Templates
  shortWeekdays: Templates
  pluralWeekdays: Templates
  /** "1er" before a month; '' where a plain ordinal serves. */
  first: string
  months: Templates
  shortMonths: Templates
  /** One to twelve. */
  numbers: Templates
  /** First to fifth; `last` beside them. */
  ordinals: Templates
  last: string
  units: Readonly<Record<Unit, string>>
  dayParts: Readonly<Partial<Record<DayPart, string>>>
  /** Further forms of the day parts: "abends", "tous les soirs". */
  dayPartAdverbs: Readonly<Partial<Record<DayPart, string>>>
  energies: Readonly<Record<Energy, string>>

  dates: Readonly<Partial<Record<DateMeaning, Templates>>>
  /** "the" between a weekday and its date. */
  articles: string
  /** A bare number is a day after a weekday, unless a word other than these follows. */
  wordsAfterBareDay: string | null
  /** Attached to a date; may be glued to a weekday where `dates.weekdayPart` says so. */
  partAfterDate: Templates
  partAfterTime: Templates

  datePrepositions: string
  timePrepositions: string
  /** Time prepositions after which the introduced clocks count and, with `bareHours`, a bare hour. */
  hourPrepositions: string
  bareHours: boolean
  /** Prepositions of noon and midnight only. */
  noonPrepositions: string
  /** Times that stand on their own, and those that need a preposition. */
  clocks: Templates
  introducedClocks: Templates
  /** Words for 12:00 and 00:00; `strongNoon` needs nothing beside it. */
  noon: string
  strongNoon: string
  midnight: string
  rangeWord: string
  rangeStart: string

  /** Words that make what follows text (rule A2), for durations also `durationBlockers`. */
  blockers: string
  durationBlockers: string
  /** Words after which "tomorrow" is something else: "guten Morgen". */
  notTomorrowAfter: string
  /** Names such as "Black Friday" and "Viernes Santo". */
  namesBeforeWeekday: string
  namesAfterWeekday: string
  joins: string
  functionWords: string

  /** A list of weekdays, ordinals or days of the month: "and", "to", and the article that may be repeated. */
  listAnd: string
  listTo: string
  listArticle: string
  /** One entry of a list of days of the month: `{dayNumber}` and what marks it. */
  monthDay: string
  every: string
  rules: Readonly<Partial<Record<RuleMeaning, Templates>>>
  ruleDays: Readonly<Partial<Record<RuleDays, Templates>>>
  adverbs: Readonly<Partial<Record<'day' | 'week' | 'fortnight' | 'month' | 'quarter' | 'year', string>>>
  /** Before the first and the last date of a repetition; each ends where the date begins. */
  from: string
  until: string
  spans: Templates
  counts: Templates

  hours: string
  minutes: string
  durationPrefixes: string
  durationSuffix: string
  notAfterDuration: string
}
