import { type Day, weekdayOf } from '../../lib/dates.ts'

const WEEKDAY_CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const

export type RepeatPreset = 'daily' | 'weekdays' | 'weekly' | 'monthly' | 'yearly'

export const REPEAT_PRESETS: readonly RepeatPreset[] = ['daily', 'weekdays', 'weekly', 'monthly', 'yearly']

/** The RFC 5545 rule body of a preset, counted from the day the task is due. */
export function presetRule(preset: RepeatPreset, dueOn: Day): string {
  switch (preset) {
    case 'daily':
      return 'FREQ=DAILY'
    case 'weekdays':
      return 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${WEEKDAY_CODES[weekdayOf(dueOn)] ?? 'MO'}`
    case 'monthly':
      return `FREQ=MONTHLY;BYMONTHDAY=${Number(dueOn.slice(8, 10))}`
    case 'yearly':
      return 'FREQ=YEARLY'
  }
}

/** Which preset a rule is, or `custom` for rules that were imported or typed. */
export function presetOf(rule: string, dueOn: Day): RepeatPreset | 'custom' {
  const exact = REPEAT_PRESETS.find((preset) => presetRule(preset, dueOn) === rule)
  if (exact) return exact
  if (rule === 'FREQ=WEEKLY') return 'weekly'
  if (rule === 'FREQ=MONTHLY') return 'monthly'
  return 'custom'
}
