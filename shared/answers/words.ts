import type { Day } from '../import/calendar-day.ts'
import type { RankReason } from './types.ts'

export type AnswerLocale = 'en' | 'de'

interface Trend {
  now: number
  before: number
  days: number
}

/** The sentences of one language; names come quoted. */
export interface AnswerWords {
  quote(name: string): string
  day(day: Day, time: string | null): string
  list(items: readonly string[]): string
  more(count: number): string
  reason(reason: RankReason): string
  nothingToDo: string
  startWith(name: string, why: string): string
  noRank(name: string): string
  rank(name: string, place: number, why: string): string
  count(count: number, state: FoundState, place: string | null, kind: FoundKind): string
  nothingFound(text: string): string
  isDue(name: string, day: string | null, isDone: boolean): string
  progress(name: string, done: number, all: number, percentage: number): string
  empty(name: string): string
  onTrack(name: string): string
  behind(name: string): string
  overdue(count: number, names: string): string
  stalled(count: number, names: string, days: number): string
  blocked(count: number, names: string): string
  waitsFor(name: string, others: string): string
  trend(trend: Trend): string
  share(wanted: number, done: number, days: number): string
  next(name: string, day: string): string
}

export type FoundKind = 'pillar' | 'area' | 'project' | 'task'
export type FoundState = 'open' | 'completed' | 'overdue' | 'blocked' | 'stalled'

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

const dayFormat = (locale: string) =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
const formats = { en: dayFormat('en-GB'), de: dayFormat('de-DE') }
const lists = { en: new Intl.ListFormat('en-GB'), de: new Intl.ListFormat('de-DE') }
const instant = (day: Day) => new Date(`${day}T00:00:00Z`)

const english: AnswerWords = {
  quote: (name) => `“${name}”`,
  day: (day, time) => `${formats.en.format(instant(day))}${time ? ` at ${time}` : ''}`,
  list: (items) => lists.en.format(items),
  more: (count) => `${count} more`,
  reason(reason) {
    switch (reason.code) {
      case 'overdue':
        return `${plural(reason.days, 'day', 'days')} overdue`
      case 'due_today':
        return 'due today'
      case 'deadline_soon':
        return reason.days < 0
          ? `deadline passed ${plural(-reason.days, 'day', 'days')} ago`
          : reason.days === 0
            ? 'deadline today'
            : `deadline in ${plural(reason.days, 'day', 'days')}`
      case 'high_priority':
        return 'high priority'
      case 'important_project':
        return `important project “${reason.name}”`
      case 'important_area':
        return `important area “${reason.name}”`
      case 'blocked':
        return `waits for ${plural(reason.count, 'task', 'tasks')}`
      case 'ready':
        return 'nothing in its way'
    }
  },
  nothingToDo: 'Nothing is waiting to be done today.',
  startWith: (name, why) => `Start with ${name}: ${why}.`,
  noRank: (name) => `${name} is not among the tasks of today.`,
  rank: (name, place, why) => `${name} is number ${place} of today: ${why}.`,
  count: (count, state, place, kind) =>
    `${count} ${ENGLISH_STATES[state]} ${ENGLISH_KINDS[kind][count === 1 ? 0 : 1]}${place ? ` in ${place}` : ''}.`,
  nothingFound: (text) => `Nothing is called “${text}”.`,
  isDue: (name, day, isDone) =>
    day ? `${name} ${isDone ? 'was' : 'is'} due on ${day}.` : `${name} has no date.`,
  progress: (name, done, all, percentage) =>
    `${name}: ${done} of ${plural(all, 'task', 'tasks')} done (${percentage} %).`,
  empty: (name) => `${name} has no tasks yet.`,
  onTrack: (name) => `Nothing in ${name} is overdue, stalled or blocked.`,
  behind: (name) => `What holds ${name} back:`,
  overdue: (count, names) => `${plural(count, 'task is', 'tasks are')} overdue: ${names}.`,
  stalled: (count, names, days) =>
    `${plural(count, 'task has', 'tasks have')} not been touched for ${days} days or more: ${names}.`,
  blocked: (count, names) => `${plural(count, 'task waits', 'tasks wait')} for others: ${names}.`,
  waitsFor: (name, others) => `${name} (for ${others})`,
  trend: ({ now, before, days }) =>
    `${plural(now, 'task', 'tasks')} done in the last ${days} days, ${before} in the ${days} days before.`,
  share: (wanted, done, days) =>
    `You want to give it ${wanted} % of your time; of what you finished in the last ${days} days it had ${done} %.`,
  next: (name, day) => `Next: ${name}, ${day}.`,
}

const ENGLISH_STATES: Record<FoundState, string> = {
  open: 'open',
  completed: 'finished',
  overdue: 'overdue',
  blocked: 'blocked',
  stalled: 'stalled',
}

const ENGLISH_KINDS: Record<FoundKind, [string, string]> = {
  pillar: ['pillar', 'pillars'],
  area: ['area', 'areas'],
  project: ['project', 'projects'],
  task: ['task', 'tasks'],
}

const german: AnswerWords = {
  quote: (name) => `„${name}“`,
  day: (day, time) => `${formats.de.format(instant(day))}${time ? ` um ${time} Uhr` : ''}`,
  list: (items) => lists.de.format(items),
  more: (count) => `${count} weitere`,
  reason(reason) {
    switch (reason.code) {
      case 'overdue':
        return `seit ${plural(reason.days, 'Tag', 'Tagen')} überfällig`
      case 'due_today':
        return 'heute fällig'
      case 'deadline_soon':
        return reason.days < 0
          ? `Frist seit ${plural(-reason.days, 'Tag', 'Tagen')} vorbei`
          : reason.days === 0
            ? 'Frist heute'
            : `Frist in ${plural(reason.days, 'Tag', 'Tagen')}`
      case 'high_priority':
        return 'hohe Priorität'
      case 'important_project':
        return `wichtiges Projekt „${reason.name}“`
      case 'important_area':
        return `wichtiger Bereich „${reason.name}“`
      case 'blocked':
        return `wartet auf ${plural(reason.count, 'Aufgabe', 'Aufgaben')}`
      case 'ready':
        return 'nichts steht im Weg'
    }
  },
  nothingToDo: 'Heute ist nichts mehr zu tun.',
  startWith: (name, why) => `Fang mit ${name} an: ${why}.`,
  noRank: (name) => `${name} gehört nicht zu den Aufgaben von heute.`,
  rank: (name, place, why) => `${name} ist heute Nummer ${place}: ${why}.`,
  count: (count, state, place, kind) =>
    `${count} ${GERMAN_STATES[state]}${count === 1 ? GERMAN_KINDS[kind][0] : GERMAN_KINDS[kind][1]}${place ? ` in ${place}` : ''}.`,
  nothingFound: (text) => `Nichts heißt „${text}“.`,
  isDue: (name, day, isDone) =>
    day ? `${name} ${isDone ? 'war' : 'ist'} am ${day} fällig.` : `${name} hat kein Datum.`,
  progress: (name, done, all, percentage) =>
    `${name}: ${done} von ${plural(all, 'Aufgabe', 'Aufgaben')} erledigt (${percentage} %).`,
  empty: (name) => `${name} hat noch keine Aufgaben.`,
  onTrack: (name) => `In ${name} ist nichts überfällig, liegengeblieben oder blockiert.`,
  behind: (name) => `Was ${name} aufhält:`,
  overdue: (count, names) => `${plural(count, 'Aufgabe ist', 'Aufgaben sind')} überfällig: ${names}.`,
  stalled: (count, names, days) =>
    `${plural(count, 'Aufgabe wurde', 'Aufgaben wurden')} seit mindestens ${days} Tagen nicht angefasst: ${names}.`,
  blocked: (count, names) => `${plural(count, 'Aufgabe wartet', 'Aufgaben warten')} auf andere: ${names}.`,
  waitsFor: (name, others) => `${name} (auf ${others})`,
  trend: ({ now, before, days }) =>
    `${plural(now, 'Aufgabe', 'Aufgaben')} in den letzten ${days} Tagen erledigt, ${before} in den ${days} Tagen davor.`,
  share: (wanted, done, days) =>
    `Du willst dem ${wanted} % deiner Zeit geben; von dem, was du in den letzten ${days} Tagen erledigt hast, waren es ${done} %.`,
  next: (name, day) => `Als Nächstes: ${name}, ${day}.`,
}

const GERMAN_STATES: Record<FoundState, string> = {
  open: 'offene',
  completed: 'erledigte',
  overdue: 'überfällige',
  blocked: 'blockierte',
  stalled: 'liegengebliebene',
}

/** One of them and several, with the ending of the word before. */
const GERMAN_KINDS: Record<FoundKind, [string, string]> = {
  pillar: [' Säule', ' Säulen'],
  area: ['r Bereich', ' Bereiche'],
  project: ['s Projekt', ' Projekte'],
  task: [' Aufgabe', ' Aufgaben'],
}

export const ANSWER_WORDS: Record<AnswerLocale, AnswerWords> = { en: english, de: german }
