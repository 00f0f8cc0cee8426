import { identifyFiles, isInboxName } from './project-name.ts'

export const taskPriorities = ['urgent', 'high', 'medium', 'low'] as const
export type TaskPriority = (typeof taskPriorities)[number]

/** What a Todoist project becomes. An area turns its sections into projects, the others into labels. */
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

/** The person's answers on the mapping screen. */
export interface ImportMapping {
  /** Todoist writes 1 for the highest priority; some converters write 4. */
  highestPriority: 1 | 4
  /** Todoist reads an empty priority as its highest. */
  emptyPriority: TaskPriority
  /** By the key of `identifyFiles`. */
  files: Record<string, FileMapping>
}

/** Nothing lost and nothing to decide: a project per file, sections as labels, Todoist's inbox into ours. */
export function defaultMapping(fileNames: readonly string[]): ImportMapping {
  const files = identifyFiles(fileNames).map(({ name, key }): [string, FileMapping] => [
    key,
    {
      include: true,
      level: isInboxName(name) ? 'inbox' : 'project',
      name: name.slice(0, 200),
      place: { kind: 'imported' },
    },
  ])
  return { highestPriority: 1, emptyPriority: 'urgent', files: Object.fromEntries(files) }
}

/** Our priority for the file's, or null when the file says something that is no priority. */
export function mapPriority(
  text: string,
  mapping: Pick<ImportMapping, 'highestPriority' | 'emptyPriority'>,
): TaskPriority | null {
  if (text === '') return mapping.emptyPriority
  if (!/^[1-4]$/.test(text)) return null
  const place = Number(text) - 1
  return taskPriorities[mapping.highestPriority === 1 ? place : 3 - place]!
}
