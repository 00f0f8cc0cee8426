import { z } from 'zod'
import { identifyFiles, isInboxName } from './project-name.ts'

export const taskPriorities = ['urgent', 'high', 'medium', 'low'] as const
export type TaskPriority = (typeof taskPriorities)[number]

/** What a Todoist project becomes. An area turns its sections into projects, the others into labels. */
export const fileLevels = ['project', 'area', 'inbox'] as const
export type FileLevel = (typeof fileLevels)[number]

const placeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('imported') }),
  z.object({ kind: z.literal('existing'), id: z.uuid() }),
  z.object({ kind: z.literal('none') }),
])

const fileMappingSchema = z.object({
  include: z.boolean(),
  level: z.enum(fileLevels),
  name: z.string().trim().min(1).max(200),
  /** The area a project goes under, or the pillar an area goes under; `imported` makes one for the import. */
  place: placeSchema,
})
export type FileMapping = z.infer<typeof fileMappingSchema>

/** The person's answers on the mapping screen; `files` is by the key of `identifyFiles`. */
export const importMappingSchema = z.object({
  /** Todoist writes 1 for the highest priority; some converters write 4. */
  highestPriority: z.union([z.literal(1), z.literal(4)]),
  /** Todoist reads an empty priority as its highest. */
  emptyPriority: z.enum(taskPriorities),
  files: z.record(z.string(), fileMappingSchema),
})
export type ImportMapping = z.infer<typeof importMappingSchema>

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
