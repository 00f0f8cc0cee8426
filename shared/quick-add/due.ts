import { addDays } from '../import/calendar-day.ts'
import type { Cover } from './cover.ts'
import type { Expression } from './expressions.ts'
import { firstDue, writeRule, type Due } from './first-due.ts'
import type { Span } from './line.ts'
import type { Repetition } from './repetition.ts'
import { resolveTime, timeOfPart } from './times.ts'
import type { Present, QuickAddResult, TimeMatch } from './types.ts'

export interface ResolvedDue {
  due: QuickAddResult['due']
  recurrence: QuickAddResult['recurrence']
  /** Minutes of a range of times. */
  duration: number | null
  /** The expressions that count: one, or a date and a time that stand apart. */
  spans: Span[]
}

/** The due date of the line from its accepted expressions (A5, T3, T4, T6). */
export function resolveDue(
  accepted: readonly Expression[],
  repetition: Repetition | null,
  cover: Cover,
  present: Present,
): ResolvedDue {
  for (const { start, end } of accepted) cover.add({ start, end })
  const dates = repetition ? [] : accepted.filter(({ date }) => date !== null)
  const date = winnerOf(dates, cover)
  const hasTime = Boolean(repetition?.time ?? date?.time ?? date?.date?.time)
  const clock = hasTime
    ? null
    : winnerOf(
        accepted.filter(({ date: day }) => day === null),
        cover,
      )
  const time = repetition?.time ?? date?.time ?? clock?.time ?? null
  const spans = [date, clock].filter((expression) => expression !== null)
  if (repetition) {
    const typed = time && resolveTime(time, repetition.part)
    const due = firstDue(repetition, typed?.time ?? null, present)
    const rrule = writeRule(repetition, due, present)
    const recurrence = { rrule, after_completion: repetition.afterCompletion }
    return { due, recurrence, duration: typed?.duration ?? null, spans }
  }
  if (date) return { ...dueOn(date, time, present), recurrence: null, spans }
  if (time) return { ...dueAt(time, present), recurrence: null, spans }
  return { due: null, recurrence: null, duration: null, spans }
}

/** The last one if only chips follow it, else the first. */
function winnerOf(expressions: readonly Expression[], cover: Cover): Expression | null {
  const last = expressions.at(-1)
  if (!last) return null
  return cover.isTrailing(last.end) ? last : expressions[0]!
}

function dueOn({ date, part }: Expression, time: TimeMatch | null, present: Present) {
  const { day, time: passed } = date!
  const resolved = time && resolveTime(time, part)
  if (resolved) {
    const due: Due = { date: resolved.isNextDay ? addDays(day, 1) : day, time: resolved.time }
    return { due, duration: resolved.duration }
  }
  if (part === null) return { due: { date: day, time: passed }, duration: null }
  const usual = timeOfPart(part)
  const isOver = day === present.today && usual <= present.time
  return { due: { date: day, time: isOver ? null : usual }, duration: null }
}

function dueAt(match: TimeMatch, present: Present) {
  const resolved = resolveTime(match, null)
  if (!resolved) return { due: null, duration: null }
  const { time, duration } = resolved
  return { due: { date: time > present.time ? present.today : addDays(present.today, 1), time }, duration }
}
