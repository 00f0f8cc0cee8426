import { longDay, weekdayName } from '../../../lib/format.ts'
import { isEveryWorkday, type RepeatDraft, WEEKDAY_CODES, type WeekdayCode } from '../recurrence.ts'
import type { usePanelText } from './panel-text.ts'

type Translate = ReturnType<typeof usePanelText>

export const nameOfWeekday = (code: WeekdayCode, locale: string, width: 'long' | 'short' = 'long'): string =>
  weekdayName(WEEKDAY_CODES.indexOf(code), locale, width)

/** Which day of the month, in words: "on day 19", "on the third Thursday", "on the last day". */
export function monthDayText(day: RepeatDraft['monthDay'], t: Translate, locale: string): string {
  if (day.kind === 'day') return t('repeat.onDay', { day: day.day })
  if (day.kind === 'last-day') return t('repeat.onLastDay')
  return t('repeat.onWeekday', { week: String(day.week), weekday: nameOfWeekday(day.weekday, locale) })
}

function weekdaysText(draft: RepeatDraft, t: Translate, locale: string): string {
  const { interval: count, weekdays } = draft
  // Rules count the week from Monday.
  const inOrder = [...weekdays].sort((a, b) => Number(a === 'SU') - Number(b === 'SU'))
  const names = inOrder.map((code) => nameOfWeekday(code, locale))
  const days = new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
  return t('repeat.weekly', { count, days })
}

function everyText(draft: RepeatDraft, t: Translate, locale: string): string {
  const { frequency, interval: count } = draft
  if (isEveryWorkday(draft)) return t('repeat.workdays')
  if (frequency === 'weekly') return weekdaysText(draft, t, locale)
  if (frequency === 'monthly')
    return t('repeat.monthly', { count, day: monthDayText(draft.monthDay, t, locale) })
  return t(frequency === 'daily' ? 'repeat.daily' : 'repeat.yearly', { count })
}

/** A rule as a sentence: "Every 2 weeks on Monday and Thursday, until 24 December". */
export function repeatText(draft: RepeatDraft, t: Translate, locale: string): string {
  const every = everyText(draft, t, locale)
  const { end } = draft
  if (end.kind === 'on') return t('repeat.until', { every, day: longDay(end.day, locale) })
  return end.kind === 'after' ? t('repeat.times', { every, count: end.count }) : every
}
