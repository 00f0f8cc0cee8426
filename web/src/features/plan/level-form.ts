import type { LevelPatch } from './level-data.ts'
import type { LevelRow } from './tree.ts'

/** A pillar, area or project as it stands in the form: all text, as typed. */
export type LevelDraft = {
  name: string
  description: string
  icon: string
  color: string
  importance: string
  priority: string
  status: string
  deadline: string
  timeShare: string
  /** Empty: what stands above says. */
  readingLevel: string
}

export type LevelErrors = Partial<
  Record<'name' | 'timeShare' | 'deadline', 'nameMissing' | 'timeShare' | 'deadline'>
>

export function draftOf({ node }: Pick<LevelRow, 'node'>): LevelDraft {
  return {
    name: node.name,
    description: node.description,
    icon: node.icon,
    color: 'color' in node ? node.color : '',
    importance: 'importance' in node ? String(node.importance) : '',
    priority: 'priority' in node ? node.priority : '',
    status: 'status' in node ? node.status : '',
    deadline: 'deadline_on' in node ? (node.deadline_on ?? '') : '',
    timeShare: 'time_allocation_percentage' in node ? String(node.time_allocation_percentage ?? '') : '',
    readingLevel: node.reading_level ?? '',
  }
}

const shareOf = (text: string): number | null => (text.trim() ? Number(text.trim().replace(',', '.')) : null)

/** What is wrong, by field, in the order of the form. */
export function validateLevel(draft: LevelDraft): LevelErrors {
  const errors: LevelErrors = {}
  const share = shareOf(draft.timeShare)
  if (!draft.name.trim()) errors.name = 'nameMissing'
  if (share !== null && !(share >= 0 && share <= 100)) errors.timeShare = 'timeShare'
  if (draft.deadline && !/^(19|2[01])\d\d-/.test(draft.deadline)) errors.deadline = 'deadline'
  return errors
}

/** Only the columns that differ from the row: what somebody else changed meanwhile stays. */
export function changedColumns(row: Pick<LevelRow, 'node'>, draft: LevelDraft): LevelPatch {
  const before = draftOf(row)
  const patch: LevelPatch = {}
  const isChanged = (field: keyof LevelDraft) => draft[field].trim() !== before[field].trim()
  if (isChanged('name')) patch.name = draft.name.trim()
  if (isChanged('description')) patch.description = draft.description
  if (isChanged('icon')) patch.icon = draft.icon
  if (isChanged('color')) patch.color = draft.color
  if (isChanged('importance')) patch.importance = Number(draft.importance)
  if (isChanged('priority')) patch.priority = draft.priority
  if (isChanged('status')) patch.status = draft.status
  if (isChanged('deadline')) patch.deadline_on = draft.deadline || null
  if (isChanged('readingLevel')) patch.reading_level = draft.readingLevel || null
  if (isChanged('timeShare')) patch.time_allocation_percentage = shareOf(draft.timeShare)
  return patch
}
