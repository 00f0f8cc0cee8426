import { dayOf, type Day } from '../calendar-day.ts'
import type { TaskPriority } from '../mapping.ts'
import { parseInstant, wallClock } from '../zoned-time.ts'
import type { DateOrder } from './column-roles.ts'

/** A day and, where the cell has one, a time. */
export interface CellMoment {
  day: Day
  time: string | null
}

const TIME = /^(\d{1,2})(?:[:.](\d{2}))?(?:[:.]\d{2}(?:\.\d+)?)?\s*([ap])?\.?m?\.?(?:\s*uhr)?$/i
const NUMBERS = /^(\d{1,4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,4})(?:[,T\s]+(.+))?$/i

/** "9:30", "17.05 Uhr", "5 pm"; null for what is no time of day. */
export function readTime(text: string): string | null {
  const match = TIME.exec(text.trim())
  if (!match) return null
  const [, hourText, minutes, half] = match
  if (minutes === undefined && !half && !/uhr/i.test(text)) return null
  const given = Number(hourText)
  if (half && (given < 1 || given > 12)) return null
  const hour = half ? (given % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : given
  return hour < 24 && Number(minutes ?? 0) < 60 ? `${String(hour).padStart(2, '0')}:${minutes ?? '00'}` : null
}

const fullYear = (text: string) => (text.length <= 2 ? 2000 + Number(text) : Number(text))

/** Whether both readings of the numbers are days, so that only the person can say which one is meant. */
export function isOpenOrder(text: string): boolean {
  const match = NUMBERS.exec(text.trim())
  if (!match || match[1]!.length > 2 || match[2] === '.') return false
  return Number(match[1]) <= 12 && Number(match[3]) <= 12 && match[1] !== match[3]
}

/** Which order the days of a column are in, as far as one of them shows. */
export function orderOf(texts: readonly string[]): DateOrder | null {
  for (const text of texts) {
    const match = NUMBERS.exec(text.trim())
    if (!match || match[1]!.length > 2) continue
    if (match[2] === '.' || Number(match[1]) > 12) return 'dmy'
    if (Number(match[3]) > 12) return 'mdy'
  }
  return null
}

/**
 * "2026-12-24", "24.12.2026 18:00", "12/24/26 6 pm", an instant with an offset. Null for everything else: words are
 * read elsewhere.
 */
export function readDay(text: string, order: DateOrder, timeZone: string): CellMoment | null {
  const trimmed = text.trim()
  const instant = parseInstant(trimmed)
  if (instant) return wallClock(instant, timeZone)
  const match = NUMBERS.exec(trimmed)
  if (!match) return null
  const [, first = '', separator, second = '', third = '', rest] = match
  const time = rest === undefined ? null : readTime(rest)
  if (rest !== undefined && time === null) return null
  const isYearFirst = first.length === 4
  if (!isYearFirst && third.length === 3) return null
  const isDayFirst = separator === '.' || order === 'dmy'
  const day = isYearFirst
    ? dayOf(Number(first), Number(second), Number(third))
    : isDayFirst
      ? dayOf(fullYear(third), Number(second), Number(first))
      : dayOf(fullYear(third), Number(first), Number(second))
  return day ? { day, time } : null
}

const priorityWords: Record<TaskPriority, readonly string[]> = {
  urgent: ['urgent', 'critical', 'highest', 'very high', 'p1', '1', 'a', '!!!', 'asap', 'blocker'].concat([
    'dringend',
    'kritisch',
    'sehr hoch',
    'höchste',
    'sofort',
  ]),
  high: ['high', 'important', 'major', 'p2', '2', 'b', '!!', 'hoch', 'wichtig'],
  medium: ['medium', 'normal', 'moderate', 'p3', '3', 'c', '!', 'mittel', 'standard'],
  low: [
    'low',
    'lowest',
    'minor',
    'none',
    'p4',
    '4',
    'p5',
    '5',
    'd',
    'niedrig',
    'gering',
    'keine',
    'unwichtig',
  ],
}

/** What a priority of some table probably means; null for words nobody knows. */
export const guessPriority = (text: string): TaskPriority | null =>
  (Object.entries(priorityWords) as [TaskPriority, readonly string[]][]).find(([, words]) =>
    words.includes(text.trim().toLowerCase()),
  )?.[0] ?? null

export type TaskStatus = 'todo' | 'in_progress' | 'review' | 'completed'

const statusWords: Record<TaskStatus, readonly string[]> = {
  completed: [
    'completed',
    'complete',
    'done',
    'closed',
    'resolved',
    'finished',
    'x',
    'true',
    'yes',
    'y',
    '✓',
    '✔',
    '☑',
  ].concat([
    'erledigt',
    'fertig',
    'abgeschlossen',
    'ja',
    'wahr',
    'geschlossen',
    '100',
    '100%',
    '100 %',
    'checked',
  ]),
  in_progress: [
    'in progress',
    'in_progress',
    'inprogress',
    'doing',
    'started',
    'active',
    'wip',
    'working on it',
  ].concat(['in arbeit', 'in bearbeitung', 'läuft', 'begonnen', 'angefangen']),
  review: [
    'review',
    'in review',
    'in_review',
    'testing',
    'waiting',
    'blocked',
    'prüfung',
    'in prüfung',
    'wartet',
    'wartend',
  ],
  todo: [
    'todo',
    'to do',
    'to-do',
    'open',
    'new',
    'backlog',
    'not started',
    'needs action',
    'pending',
    'false',
    'no',
    'n',
  ].concat([
    'offen',
    'neu',
    'nicht begonnen',
    'nein',
    'falsch',
    'geplant',
    '☐',
    'unchecked',
    '0',
    '0%',
    '0 %',
    '-',
  ]),
}

/** The state of a task in the words of some table; null for words nobody knows. */
export const readStatus = (text: string): TaskStatus | null =>
  (Object.entries(statusWords) as [TaskStatus, readonly string[]][]).find(([, words]) =>
    words.includes(text.trim().toLowerCase()),
  )?.[0] ?? null

/** Labels on lines, or between commas, semicolons or bars; without any, words that begin with # or @. */
export function readLabelList(text: string): string[] {
  const separator = /\n/.test(text) ? /\n/ : /[,;|]/
  const isList = separator.test(text)
  const parts = isList ? text.split(separator) : /^\s*[#@]/.test(text) ? text.split(/\s+/) : [text]
  return [...new Set(parts.map((part) => part.trim().replace(/^[#@]/, '')).filter(Boolean))]
}

/** What a spreadsheet was kept from running as a formula, as it was before. */
export const withoutGuard = (text: string) => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text)

/** Puts a quote before what a spreadsheet would run as a formula. `withoutGuard` takes exactly that quote off. */
export const withGuard = (text: string) => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text)
