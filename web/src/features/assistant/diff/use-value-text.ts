import { useMemo } from 'react'
import { clockTime, instantText, mediumDay, minutesText, weekdayName } from '../../../lib/format.ts'
import { useClock, useToday } from '../../../lib/profile.ts'
import { type AssistantTranslate, useAssistantText } from '../assistant-text.ts'
import type { Shown } from './diff-rows.ts'

const DAYS = new Set(['due_on', 'start_on', 'deadline_on'])
const WORDS = ['status', 'priority', 'energy', 'category']
const LONG = 120

const VALUES = [
  'todo', 'in_progress', 'review', 'completed', 'not_started', 'on_hold', 'low', 'medium', 'high', 'urgent',
  'general', 'deep_work', 'creative', 'strategic', 'admin', 'routine',
] as const // prettier-ignore

const FIELDS = [
  'name', 'description', 'status', 'priority', 'importance', 'icon', 'color', 'archived', 'due_on', 'due_time',
  'start_on', 'deadline_on', 'duration_minutes', 'energy', 'category', 'remind_at', 'recurrence_rule',
  'recurrence_after_completion', 'project_id', 'parent_task_id', 'area_id', 'pillar_id', 'time_allocation_percentage',
  'vision_statement', 'labels', 'waits_for',
] as const // prettier-ignore

export const isKnownField = (field: string): boolean => FIELDS.some((known) => known === field)

/** What a column is called; one this app does not know keeps its own name. */
export function fieldLabel(field: string, t: AssistantTranslate): string {
  const known = FIELDS.find((candidate) => candidate === field)
  return known ? t(`fields.${known}`) : field.replaceAll('_', ' ')
}

function wordOf(value: string, t: AssistantTranslate): string {
  const known = VALUES.find((candidate) => candidate === value)
  return known ? t(`values.${known}`) : value
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const

/** A plain rule as words; one that says more is told as a rule of its own. */
export function repeatWords(rule: string, t: AssistantTranslate, locale: string): string {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]))
  const frequency = FREQUENCIES.find((candidate) => candidate === parts.get('FREQ'))
  const days = parts.get('BYDAY')?.split(',') ?? []
  const isPlain =
    [...parts.keys()].every((key) => ['FREQ', 'INTERVAL', 'BYDAY'].includes(key)) &&
    days.every((day) => WEEKDAYS.includes(day))
  if (!frequency || !isPlain) return t('repeats.other')
  const every = t(`repeats.${frequency}`, { count: Number(parts.get('INTERVAL') ?? 1) })
  if (days.length === 0) return every
  const names = days.map((day) => weekdayName(WEEKDAYS.indexOf(day), locale, 'short'))
  return t('repeats.on', { every, days: names.join(', ') })
}

/** Values as a person reads them: days, times and words of their own language. */
export function useValueText(): (field: string, value: Shown) => string {
  const t = useAssistantText()
  const { locale, timeZone, uses24h } = useClock()
  const today = useToday()

  return useMemo(() => {
    const clock = { locale, timeZone, uses24h }
    const one = (field: string, value: string | number | boolean): string => {
      if (typeof value === 'boolean') return t(value ? 'diff.yes' : 'diff.no')
      if (field === 'duration_minutes') return minutesText(Number(value))
      if (field === 'time_allocation_percentage') return `${value} %`
      if (typeof value === 'number') return String(value)
      if (DAYS.has(field)) return mediumDay(value, today, clock.locale)
      if (field === 'due_time') return clockTime(value, clock)
      if (field === 'remind_at') return instantText(value, clock)
      if (field === 'recurrence_rule') return repeatWords(value, t, clock.locale)
      if (WORDS.includes(field)) return wordOf(value, t)
      return value.length > LONG ? `${value.slice(0, LONG).trimEnd()} …` : value
    }
    return (field, value) => {
      if (value === null || value === '') {
        return field === 'project_id' ? t('values.inbox') : t('diff.none')
      }
      if (typeof value === 'object') return value.length > 0 ? value.join(', ') : t('diff.none')
      return one(field, value)
    }
  }, [t, locale, timeZone, uses24h, today])
}
