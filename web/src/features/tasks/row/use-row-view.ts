import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Day } from '../../../lib/dates.ts'
import type { ClockSettings } from '../../../lib/format.ts'
import { useClock, useToday } from '../../../lib/profile.ts'
import type { TaskText } from '../task-text.ts'

/** What all rows of a list are drawn with: the words, the clock and the day of the person. */
export type RowView = {
  t: TaskText
  clock: ClockSettings
  today: Day
}

/** One for a list, the same until the language, the zone or the day changes; rows themselves ask for nothing. */
export function useRowView(): RowView {
  const t = useTranslations('tasks')
  const today = useToday()
  const { locale, timeZone, uses24h } = useClock()
  return useMemo(
    () => ({ t, today, clock: { locale, timeZone, uses24h } }),
    [t, today, locale, timeZone, uses24h],
  )
}
