import type { Day } from '../import/calendar-day.ts'
import type { Grammar, Locale } from './grammar.ts'
import type { Span } from './line.ts'
import type { DayPart, Energy } from './words/words.ts'

export type { Locale } from './grammar.ts'

/** What the line is read against. */
export interface QuickAddContext {
  /** ISO instant. */
  now: string
  /** IANA name; an unknown one counts as UTC. */
  tz: string
  locale: Locale
  week_start: 'mon' | 'sun'
  /** Projects as full paths ("Area/Project"), labels without @. */
  known: { projects: readonly string[]; labels: readonly string[] }
}

export type ChipKind =
  'due' | 'start' | 'deadline' | 'duration' | 'recurrence' | 'priority' | 'label' | 'project' | 'energy'

/** A recognised stretch of the typed text in UTF-16 units, `end` exclusive. */
export interface Chip {
  kind: ChipKind
  start: number
  end: number
}

export interface QuickAddResult {
  /** What is left of the text; '' comes with the error `empty_title`. */
  title: string
  /** A day and, if there is one, a wall clock reading 'HH:MM'. */
  due: { date: Day; time: string | null } | null
  start: Day | null
  deadline: Day | null
  /** 1 to 960. */
  duration_min: number | null
  /** The RFC 5545 rule without "RRULE:". */
  recurrence: { rrule: string; after_completion: boolean } | null
  /** 1 is the highest, 4 the lowest. */
  priority: number | null
  labels: string[]
  project: string | null
  energy: Energy | null
  /** By start, without overlap. */
  chips: Chip[]
  error: 'empty_title' | null
}

/** What every reader knows: the language and the present. */
export interface Present {
  grammar: Grammar
  now: Date
  timeZone: string
  today: Day
  /** 'HH:MM' of the wall clock. */
  time: string
  /** 1 is Monday, 7 is Sunday. */
  weekStart: number
}

/** What lets a piece that is weak by itself count (rule A1). Nothing listed is enough: the piece is strong. */
export interface Vouchers {
  trailing?: boolean
  /** A date and a time, day part or rule in one expression. */
  joined?: boolean
  /** A preposition before it: alone, or with something harmless after it. */
  introduced?: 'always' | 'safe'
  /** Something harmless after it; `closed` leaves out function words. */
  followed?: 'closed' | 'safe'
}

/** A date as typed; `end` exclusive in the folded line. */
export interface DateMatch extends Span {
  day: Day
  /** Of "in 2 hours" only. */
  time: string | null
  part: DayPart | null
  /** Null is strong. */
  vouchers: Vouchers | null
  /** "5 june" begins and "june 5" ends with a day number, which a list may go on with. */
  startsWithDay: boolean
  endsWithDay: boolean
  isTomorrow: boolean
  /** The folded weekday name the date begins with, if it does. */
  weekday: string | null
}

/** A clock reading as typed, before anything decides about its half of the day. */
export interface Clock {
  hour: number
  minute: number
  half: 'a' | 'p' | null
  /** "05:30", "17 Uhr", "midi": taken literally. */
  isLiteral: boolean
}

export interface TimeMatch extends Span {
  clock: Clock
  /** The end of a range. */
  until: Clock | null
  part: DayPart | null
  vouchers: Vouchers | null
  isMidnight: boolean
}
