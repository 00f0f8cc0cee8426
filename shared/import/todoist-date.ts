import { addDays, type Day } from './calendar-day.ts'
import { clockTime, takeClock, type ClockPhrase } from './clock-expression.ts'
import { addUnits, takeDay, type DateAssumption, type DateContext } from './date-expression.ts'
import { dateLanguages, readDateTokens, type DateLanguage } from './date-tokens.ts'
import { takeRecurrence, type RecurrencePhrase } from './recurrence-expression.ts'
import { firstDay, formatRule } from './recurrence-rule.ts'
import { createTokenReader, type TokenReader } from './token-reader.ts'
import { instantOf, parseInstant, wallClock } from './zoned-time.ts'

export interface DateQuestion {
  /** DATE_LANG of the file; other languages are tried when this one fails. */
  language: string
  /** The day relative words count from: the day of the export. */
  today: Day
  /** The owner's wall clock, 'HH:MM': where hourly rules begin. */
  time: string
  /** The owner's zone: instants become its wall clock, and an end date its last second. */
  timeZone: string
  /** 1 (Monday) to 7 (Sunday). */
  weekStart: number
}

export interface TodoistDate {
  due_on: Day
  /** 'HH:MM' or null for the whole day. */
  due_time: string | null
  /** RFC 5545 rule body or null. */
  recurrence_rule: string | null
  recurrence_after_completion: boolean
  /** True when the text was an instant, already turned into the owner's wall clock. */
  is_instant: boolean
  assumed: DateAssumption[]
}

function readInstant(text: string, timeZone: string): TodoistDate | null {
  const instant = parseInstant(text)
  if (!instant) return null
  const { day, time } = wallClock(instant, timeZone)
  return plainDate(day, time, { is_instant: true })
}

const plainDate = (due_on: Day, due_time: string | null, rest: Partial<TodoistDate> = {}): TodoistDate => ({
  due_on,
  due_time,
  recurrence_rule: null,
  recurrence_after_completion: false,
  is_instant: false,
  assumed: [],
  ...rest,
})

/** "tomorrow at 5pm", "17:00 Freitag", "heute Abend": day and time in any order, nothing left over. */
function parseSingle(reader: TokenReader, context: DateContext): TodoistDate | null {
  const clock: ClockPhrase = { time: null, part: null }
  let day: Day | null = null
  while (!reader.isDone()) {
    const found: Day | null = day === null ? takeDay(reader, context) : null
    if (found !== null) day = found
    else if (!takeClock(reader, clock) && !reader.take('and') && !reader.take('in') && !reader.take('of'))
      return null
  }
  if (day === null && clock.time === null && clock.part === null) return null
  if (day === null) context.assumed.add('relative_to_export')
  return plainDate(day ?? context.today, clockTime(clock))
}

interface Tail {
  clock: ClockPhrase
  from: Day | null
  until: Day | null
  span: { count: number; unit: string } | null
  times: number | null
}

function takeTail(reader: TokenReader, tail: Tail, context: DateContext): boolean {
  if (takeClock(reader, tail.clock)) return true
  if (reader.take('from')) {
    tail.from = takeDay(reader, context)
    return tail.from !== null || takeClock(reader, tail.clock)
  }
  if (reader.take('until')) return (tail.until = takeDay(reader, context)) !== null
  const counted = reader.attempt(() => {
    reader.take('for')
    const count = reader.take('number')
    const unit = count && (reader.take('unit') ?? reader.take('times'))
    return unit && { count: Number(count.value), unit }
  })
  if (!counted) return reader.take('and') !== null
  if (counted.unit.kind === 'times') tail.times = counted.count
  else tail.span = { count: counted.count, unit: counted.unit.value }
  return true
}

/** UNTIL is a day for all-day rules; with a time it is the last second of that local day, in UTC. */
function untilPart(until: Day, time: string | null, timeZone: string): string {
  if (time === null) return `UNTIL=${until.replaceAll('-', '')}`
  const endOfDay = instantOf({ day: addDays(until, 1), time: '00:00' }, timeZone).getTime() - 1000
  return `UNTIL=${new Date(endOfDay).toISOString().replace(/[-:]|\.\d{3}/g, '')}`
}

function parseRecurring(
  phrase: RecurrencePhrase,
  reader: TokenReader,
  context: DateContext,
  question: DateQuestion,
): TodoistDate | null {
  const clock: ClockPhrase = { time: null, part: phrase.part }
  const tail: Tail = { clock, from: null, until: null, span: null, times: null }
  while (!reader.isDone()) if (!takeTail(reader, tail, context)) return null

  const first = firstDay(phrase.rule, tail.from ?? context.today)
  if (!first) return null
  const isHourly = phrase.rule.frequency === 'HOURLY' || phrase.rule.frequency === 'MINUTELY'
  const time = clockTime(clock) ?? (isHourly ? question.time : null)
  const spanEnd = tail.span && addUnits(first, tail.span.count, tail.span.unit)
  if (tail.span && !spanEnd) return null
  const until = tail.until ?? (spanEnd && addDays(spanEnd, -1))
  const end = until ? untilPart(until, time, question.timeZone) : tail.times ? `COUNT=${tail.times}` : null
  if (!tail.from) context.assumed.add('first_occurrence')
  return plainDate(first, time, {
    recurrence_rule: formatRule(phrase.rule, end),
    recurrence_after_completion: phrase.afterCompletion,
  })
}

function parseIn(text: string, language: DateLanguage, question: DateQuestion): TodoistDate | null {
  const tokens = readDateTokens(text, language)
  if (!tokens || tokens.length === 0) return null
  const context: DateContext = { ...question, assumed: new Set() }
  const reader = createTokenReader(tokens)
  const phrase = takeRecurrence(reader, language)
  const parsed = phrase ? parseRecurring(phrase, reader, context, question) : parseSingle(reader, context)
  return parsed && { ...parsed, assumed: [...context.assumed] }
}

/**
 * Reads Todoist's DATE or DEADLINE text. Null means it was not understood as a whole; nothing is guessed from a
 * part of it.
 */
export function parseTodoistDate(text: string, question: DateQuestion): TodoistDate | null {
  const trimmed = text.trim().replace(/^(\d{4}-\d{2}-\d{2})T(?=\d{2}:\d{2}(?::\d{2})?$)/i, '$1 ')
  const instant = readInstant(trimmed, question.timeZone)
  if (instant) return instant
  const declared = question.language.trim().toLowerCase().slice(0, 2)
  const order = [...dateLanguages].sort((a, b) => Number(b === declared) - Number(a === declared))
  for (const language of order) {
    const parsed = parseIn(trimmed, language, question)
    if (parsed) return parsed
  }
  return null
}
