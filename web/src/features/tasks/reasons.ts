import * as z from 'zod/mini'
import type { Json } from '../../../../shared/database.types.ts'
import { knownRows } from '../../lib/known-rows.ts'

const reasonSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('overdue'), days: z.number() }),
  z.object({ code: z.literal('due_today') }),
  z.object({ code: z.literal('deadline_soon'), days: z.number() }),
  z.object({ code: z.literal('high_priority') }),
  z.object({ code: z.literal('important_project'), name: z.string() }),
  z.object({ code: z.literal('important_area'), name: z.string() }),
  z.object({ code: z.literal('ready') }),
  z.object({ code: z.literal('blocked'), count: z.number() }),
])

export type Reason = z.infer<typeof reasonSchema>
export type ReasonTone = 'danger' | 'gold' | 'plain'

/** The reasons a task stands where it stands; codes of a newer server that this app does not know are left out. */
export function parseReasons(reasons: Json): Reason[] {
  return Array.isArray(reasons) ? knownRows(reasonSchema, reasons) : []
}

/** "Ready" is true of nearly everything: in a list it is said only where nothing else is. */
export const visibleReasons = (reasons: readonly Reason[]): Reason[] =>
  reasons.length > 1 ? reasons.filter(({ code }) => code !== 'ready') : [...reasons]

type Translate = (
  key: `reasons.${Reason['code']}` | 'reasons.deadline_passed',
  values?: Record<string, string | number>,
) => string

/** A reason in words, from the message catalogue. */
export function reasonText(reason: Reason, t: Translate): string {
  switch (reason.code) {
    case 'overdue':
      return t('reasons.overdue', { days: reason.days })
    case 'deadline_soon':
      return reason.days < 0
        ? t('reasons.deadline_passed', { days: -reason.days })
        : t('reasons.deadline_soon', { days: reason.days })
    case 'important_project':
      return t('reasons.important_project', { name: reason.name })
    case 'important_area':
      return t('reasons.important_area', { name: reason.name })
    case 'blocked':
      return t('reasons.blocked', { count: reason.count })
    default:
      return t(`reasons.${reason.code}`)
  }
}

export function reasonTone(reason: Reason): ReasonTone {
  if (reason.code === 'overdue') return 'danger'
  if (reason.code === 'deadline_soon') return reason.days <= 0 ? 'danger' : 'gold'
  return reason.code === 'due_today' ? 'gold' : 'plain'
}
