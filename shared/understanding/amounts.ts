import type { ChangeCommand } from '../commands.ts'
import { addDays } from '../import/calendar-day.ts'
import { command, type Reader, slotText, unclearDetail } from './readers.ts'
import { isFailure } from './scene.ts'
import { readTarget } from './targets.ts'
import { readDuration, readWhen, todayOf } from './when.ts'

const LATER = { en: 'in', de: 'in', es: 'en', fr: 'dans' } as const

/** "push the dentist by two days": from the day it is due on. */
export const shiftReader: Reader = ({ target = [], amount = [] }, scene) => {
  const { context } = scene
  const rows = readTarget(target, { kinds: ['task'] }, scene)
  if (isFailure(rows)) return rows
  const later = readWhen(`${LATER[context.locale]} ${slotText(amount, scene)}`, context)
  if (!later?.day || later.time || later.rule) return unclearDetail
  const days = Math.round((Date.parse(later.day) - Date.parse(todayOf(context))) / 86_400_000)
  // Months differ in length, and their days would not be those that were meant.
  if (days < 1 || days > 27) return unclearDetail
  const byDay = new Map<string, string[]>()
  for (const id of rows.ids) {
    const due = context.life.tasks.find((task) => task.id === id)?.due_on
    if (!due) return unclearDetail
    byDay.set(addDays(due, days), [...(byDay.get(addDays(due, days)) ?? []), id])
  }
  const commands = [...byDay].map(([due_on, ids]): ChangeCommand => ({
    type: 'schedule_task',
    ids,
    fields: { due_on },
  }))
  return { kind: 'commands', commands, isExact: rows.isExact }
}

export const durationReader: Reader = ({ target = [], amount = [] }, scene) => {
  const rows = readTarget(target, { kinds: ['task'] }, scene)
  if (isFailure(rows)) return rows
  const minutes = readDuration(slotText(amount, scene), scene.context)
  if (minutes === null) return unclearDetail
  const fields = { duration_minutes: minutes }
  return command({ type: 'schedule_task', ids: rows.ids, fields }, rows.isExact)
}
