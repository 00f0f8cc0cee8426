import type { ColumnRole, DateOrder } from './csv/column-roles.ts'
import { identifyFiles, isInboxName } from './project-name.ts'

export const taskPriorities = ['urgent', 'high', 'medium', 'low'] as const
export type TaskPriority = (typeof taskPriorities)[number]

/** What a list becomes. An area turns its sections into projects, the others into labels. */
export const fileLevels = ['project', 'area', 'inbox'] as const
export type FileLevel = (typeof fileLevels)[number]

/** The area a project goes under, or the pillar an area goes under; `imported` is one made for the import. */
export type ImportPlace = { kind: 'imported' } | { kind: 'existing'; id: string } | { kind: 'none' }

export interface FileMapping {
  include: boolean
  level: FileLevel
  /** 1 to 200 characters. */
  name: string
  place: ImportPlace
}

/** What becomes of events that are over. */
export const pastEventChoices = ['completed', 'open', 'left_out'] as const
export type PastEvents = (typeof pastEventChoices)[number]

/** The person's answers on the mapping screen. */
export interface ImportMapping {
  /** Ours for the file's priority in lower case; `empty` for a task without one. Anything else becomes medium. */
  priorities: Record<string, TaskPriority>
  /** By the key of the list. */
  files: Record<string, FileMapping>
  pastEvents: PastEvents
  /** What each column of a table means, by its place; null where the format knows its columns. */
  columns: ColumnRole[] | null
  /** How days like 03/04 are read. */
  dateOrder: DateOrder
}

/** Todoist writes 1 for the highest priority and reads an empty one as that; some converters write 4. */
export const todoistPriorities = (highest: 1 | 4): Record<string, TaskPriority> => {
  const order = highest === 1 ? taskPriorities : taskPriorities.toReversed()
  const levels = order.map((priority, i): [string, TaskPriority] => [String(i + 1), priority])
  return { ...Object.fromEntries(levels), empty: 'urgent' }
}

/** A mapping that decides nothing yet but the lists. */
export function mappingOf(
  lists: readonly { key: string; projectName: string; isInbox: boolean }[],
  rest: Partial<ImportMapping> = {},
): ImportMapping {
  const files = lists.map(({ key, projectName, isInbox }): [string, FileMapping] => [
    key,
    {
      include: true,
      level: isInbox ? 'inbox' : 'project',
      name: projectName.slice(0, 200),
      place: { kind: 'imported' },
    },
  ])
  return {
    priorities: {},
    files: Object.fromEntries(files),
    pastEvents: 'completed',
    columns: null,
    dateOrder: 'dmy',
    ...rest,
  }
}

/** Nothing lost and nothing to decide: a project per file, sections as labels, Todoist's inbox into ours. */
export const defaultMapping = (fileNames: readonly string[]): ImportMapping =>
  mappingOf(
    identifyFiles(fileNames).map(({ name, key }) => ({ key, projectName: name, isInbox: isInboxName(name) })),
    { priorities: todoistPriorities(1) },
  )

/** Our priority for the file's, or null when the file says something that is no priority. */
export const mapPriority = (
  text: string,
  { priorities }: Pick<ImportMapping, 'priorities'>,
): TaskPriority | null => priorities[text === '' ? 'empty' : text.toLowerCase()] ?? null
