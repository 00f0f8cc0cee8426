import type { Day } from '../import/calendar-day.ts'
import { isTimeZone, wallClock } from '../import/zoned-time.ts'
import { parseQuickAdd, type QuickAddContext, type QuickAddResult } from '../quick-add/parse-quick-add.ts'
import type { UnderstandContext } from './types.ts'

/** Stands for the name of a task before a date that is read alone. */
const NAME = 'zz'
/** A day nobody means: a date that is read beside it and is no date itself leaves it as it is. */
const FAR = '2187-03-03'

export interface When {
  /** Null where only a time of day was said. */
  day: Day | null
  time: string | null
  /** The day a bare time would come next. */
  nextDay: Day
  rule: { rrule: string; after_completion: boolean } | null
}

export function todayOf(context: UnderstandContext): Day {
  const { now, tz } = context
  const today = days.get(context) ?? wallClock(new Date(now), isTimeZone(tz) ? tz : 'UTC').day
  days.set(context, today)
  return today
}

/** Asked for by every rule that selects. */
const days = new WeakMap<UnderstandContext, Day>()

export const quickAddContext = (
  { now, tz, locale, week_start }: UnderstandContext,
  known: QuickAddContext['known'] = { projects: [], labels: [] },
): QuickAddContext => ({ now, tz, locale, week_start, known })

const isOnlyDates = ({
  title,
  priority,
  labels,
  project,
  energy,
  start,
  deadline,
  duration_min,
}: QuickAddResult) =>
  title === NAME &&
  priority === null &&
  labels.length === 0 &&
  [project, energy, start, deadline, duration_min].every((value) => value === null)

/** A date, a time or a repetition and nothing else, by the grammar of quick-add. */
export function readWhen(text: string, context: UnderstandContext): When | null {
  const known = readTexts.get(context) ?? new Map<string, When | null>()
  readTexts.set(context, known)
  const when = known.get(text) ?? (known.has(text) ? null : readText(text, context))
  known.set(text, when)
  return when
}

/** Several rules ask for the same stretch of one message. */
const readTexts = new WeakMap<UnderstandContext, Map<string, When | null>>()

function readText(text: string, context: UnderstandContext): When | null {
  const given = quickAddContext(context)
  for (const beginning of [NAME, ...INTRODUCED[context.locale].map((word) => `${NAME} ${word}`)]) {
    const read = parseQuickAdd(`${beginning} ${text}`, given)
    if (!isOnlyDates(read) || !read.due) continue
    if (read.recurrence)
      return { day: read.due.date, time: read.due.time, nextDay: read.due.date, rule: read.recurrence }
    const beside = parseQuickAdd(`${beginning.replace(NAME, `${NAME} ${FAR}`)} ${text}`, given)
    const isBareTime = read.due.time !== null && beside.title === NAME && beside.due?.date === FAR
    return { day: isBareTime ? null : read.due.date, time: read.due.time, nextDay: read.due.date, rule: null }
  }
  return null
}

/** Prepositions that make a weak date count; the person's own was taken as part of the order. */
const INTRODUCED = {
  en: ['on', 'at'],
  de: ['am', 'um'],
  es: ['el', 'para el', 'a las'],
  fr: ['le', 'pour', 'à'],
} as const

/** Minutes, by the grammar of quick-add. */
export function readDuration(text: string, context: UnderstandContext): number | null {
  const read = parseQuickAdd(`${NAME} ${text}`, quickAddContext(context))
  return read.title === NAME && read.due === null && read.recurrence === null ? read.duration_min : null
}
