import type {
  BackupAiSettings,
  BackupAutomationSettings,
  BackupInsightSettings,
  BackupNotificationSettings,
} from '../export/backup.ts'
import type { Day } from './calendar-day.ts'
import type { ImportProblem, ImportWarning } from './import-problem.ts'
import type { ImportRows, ImportTable, LabelRow } from './import-rows.ts'
import type { ImportTexts } from './import-texts.ts'
import type { Ledger } from './ledger.ts'
import type { ImportMapping, TaskPriority } from './mapping.ts'
import type { SourceFile } from './source-file.ts'

/** The formats an import understands, in the order a file is tried for them. */
export const sourceFormatNames = ['todoist', 'ticktick', 'ics', 'aurum', 'csv'] as const
export type SourceFormatName = (typeof sourceFormatNames)[number]

/** A task as the preview shows it: depth from 0, texts as they stand in the file. */
export interface TaskSample {
  depth: number
  content: string
  priority: string
  date: string
}

/** A list of tasks in the files, before anything is decided: a project, a TickTick list, a calendar. */
export interface DetectedFile {
  file: string
  /** The same for every export of this list; keys the mapping. */
  key: string
  projectName: string
  /** What the list lies in, where the format knows such a thing. */
  folder: string | null
  isInbox: boolean
  /** Which generation of the format wrote the file, as far as that shows. */
  generation: string | null
  /** `tasks` counts sub-tasks too; `past` what a calendar has behind it. */
  counts: { tasks: number; subTasks: number; sections: number; notes: number; dated: number; past: number }
  /** Tasks by priority as it stands in the file; `empty` for none, `other` for what is no priority. */
  priorities: Record<string, number>
  samples: TaskSample[]
}

/** The columns of a table whose meaning the person can set, with what stands in the first rows. */
export interface TablePreview {
  columns: { name: string; values: string[] }[]
  /** Tasks as they would be read now. */
  tasks: { name: string; project: string; due: string; priority: TaskPriority; labels: string[] }[]
  /** Whether days like 03/04 leave open which number is the month. */
  isDateOrderOpen: boolean
}

export interface Detection {
  /** Null when the files are not of one format. */
  format: SourceFormatName | null
  files: DetectedFile[]
  /** What would become of the files if the person changed nothing. */
  mapping: ImportMapping
  table: TablePreview | null
  problems: ImportProblem[]
  /** Files that were left aside, such as pictures in a backup. */
  skipped: ImportWarning[]
}

/** What the person has already: planned rows with these ids, or labels of these names, are not made again. */
export interface ExistingPlan {
  ids: ReadonlySet<string>
  labels: readonly LabelRow[]
}

export interface PlanInput {
  files: readonly SourceFile[]
  mapping: ImportMapping
  now: Date
  /** The owner's IANA zone. */
  timeZone: string
  /** Namespace of the ids: two people importing one file get rows of their own. */
  userId: string
  existing?: ExistingPlan
  /** 1 (Monday, the default) to 7 (Sunday). */
  weekStart?: number
  texts?: ImportTexts
}

export interface ImportPlan {
  /** Only what is new, parents before children. */
  rows: ImportRows
  counts: Record<ImportTable, { new: number; existing: number }>
  /** Tasks of the plan, new and existing, by our priority. */
  priorities: Record<TaskPriority, number>
  /** Settings of the profile that come along, by column; null when the format has none. */
  profile: Record<string, unknown> | null
  /** Where models may be asked, which comes along with those; null when the format, or the file, says nothing. */
  aiSettings: BackupAiSettings | null
  /** How the person wants their insights, likewise. */
  insightSettings: BackupInsightSettings | null
  notificationSettings: BackupNotificationSettings | null
  automationSettings: BackupAutomationSettings | null
  warnings: ImportWarning[]
  ledger: Ledger
}

export type PlanResult = { ok: true; plan: ImportPlan } | { ok: false; problems: ImportProblem[] }

/** What a person may tell a format before it reads on: which column is what. */
export type DetectHints = Pick<ImportMapping, 'columns' | 'dateOrder'> & { now: Date; timeZone: string }

/**
 * One kind of file an import understands. All of it is pure: the same files and answers give the same rows with
 * the same ids, so an import that is repeated finds its rows there already.
 */
export interface SourceFormat {
  name: SourceFormatName
  /** Whether the file claims to be of this format; a damaged one may still do so. */
  recognises(file: SourceFile): boolean
  /** What is in the files, or what stands against importing them. */
  detect(
    files: readonly SourceFile[],
    hints: DetectHints,
  ): Pick<Detection, 'files' | 'mapping' | 'table' | 'problems'>
  /** Turns the files into rows of ours; every cell or property gets a verdict in the ledger. */
  plan(input: PlanInput): PlanResult
}

/** The day relative words count from in a file. */
export const exportDay = (file: SourceFile, today: Day): Day => file.exportedOn ?? today
