import * as z from 'zod/mini'
import type { Tables } from '../database.types.ts'
import { type ImportTable, importTables } from '../import/import-rows.ts'

/** The version of the format this program writes. It reads this one and all before it. */
export const BACKUP_VERSION = 1

const row = z.looseObject({ id: z.uuid() })
const rows = z._default(z.array(row), [])

/** Where models may be asked; null for somebody who never said. */
const aiSettings = z.object({ is_on: z.boolean(), features_off: z.array(z.string()) })
export type BackupAiSettings = z.infer<typeof aiSettings>

/** How somebody wants their insights, column by column; null for somebody who never said. */
const insightSettings = z.record(z.string(), z.unknown())
export type BackupInsightSettings = z.infer<typeof insightSettings>
const notificationSettings = z.record(z.string(), z.unknown())
export type BackupNotificationSettings = z.infer<typeof notificationSettings>
const automationSettings = z.record(z.string(), z.unknown())
export type BackupAutomationSettings = z.infer<typeof automationSettings>

/**
 * Everything a person owns, as one JSON document; described in docs/export-format.md. Rows have the columns of their
 * tables without `user_id`, so that a column that is added later travels along without a new version.
 */
export const backupSchema = z.object({
  format: z.literal('aurum-life'),
  version: z.int().check(z.minimum(1)),
  exported_at: z.iso.datetime({ offset: true }),
  profile: z.record(z.string(), z.unknown()),
  ai_settings: z._default(z.nullable(aiSettings), null),
  insight_settings: z._default(z.nullable(insightSettings), null),
  notification_settings: z._default(z.nullable(notificationSettings), null),
  automation_settings: z._default(z.nullable(automationSettings), null),
  pillars: rows,
  areas: rows,
  projects: rows,
  labels: rows,
  tasks: rows,
  task_labels: rows,
  task_dependencies: rows,
  resources: rows,
  saved_filters: rows,
  project_templates: rows,
  focus_sessions: rows,
  assistant_memories: rows,
  // To keep, not to bring back: only the server writes these.
  pinned_insights: rows,
  insight_feedback: rows,
})
export type Backup = z.infer<typeof backupSchema>
export type BackupRow = z.infer<typeof row>

/** The tables of a backup that an import brings back, parents first. */
export const backupTables = importTables
export type BackupTable = ImportTable

/** What is in a backup to be kept, and is not brought back by an import. */
export const keepsakes = ['pinned_insights', 'insight_feedback'] as const
export type Keepsake = (typeof keepsakes)[number]

/** The columns of `hrm_user_preferences` that are the person's own to set. */
export const insightSettingColumns = [
  'rule_weight_overrides',
  'explanation_detail_level',
  'show_confidence_scores',
  'show_reasoning_path',
  'ai_personality',
  'ai_communication_style',
  'primary_optimization',
  'preferred_work_hours',
  'energy_pattern',
  'enable_ai_learning',
  'share_anonymous_insights',
] as const satisfies readonly (keyof Tables<'hrm_user_preferences'>)[]

/** The columns of `notification_preferences` that are the person's own to set. */
export const notificationSettingColumns = [
  'browser_notifications',
  'email_notifications',
  'push_notifications',
  'task_due',
  'task_overdue',
  'task_reminder',
  'project_deadline',
  'recurring_task',
  'achievement_unlocked',
  'unblocked_task',
  'reminder_advance_minutes',
  'overdue_check_minutes',
  'quiet_hours',
  'quiet_from',
  'quiet_until',
  'urgent_breaks_quiet_hours',
  'daily_digest',
  'weekly_digest',
] as const satisfies readonly (keyof Tables<'notification_preferences'>)[]

/** The columns of `automation_settings` that are the person's own to set. What was earned stays with the account. */
export const automationSettingColumns = [
  'reschedule_overdue',
  'reschedule_overdue_threshold',
  'file_task',
  'file_task_threshold',
] as const satisfies readonly (keyof Tables<'automation_settings'>)[]

/** Settings of the profile that are the person's own to set. Points, tier and the picture stay with the account. */
export const profileColumns = [
  'username',
  'display_name',
  'first_name',
  'last_name',
  'birth_on',
  'time_zone',
  'locale',
  'week_start',
  'uses_24h',
  'theme',
  'monthly_alignment_goal',
  'day_capacity_minutes',
] as const satisfies readonly (keyof Tables<'user_profiles'>)[]

/** Paths of files begin with the id of their owner, who is another one after the next import. */
const withoutOwner = (path: unknown): unknown =>
  typeof path === 'string' ? path.slice(path.indexOf('/') + 1) : path

/** A stored row as the backup holds it: without its owner. */
export function backupRow(table: string, stored: Record<string, unknown>): BackupRow {
  const columns = Object.entries(stored).filter(([column]) => column !== 'user_id')
  const path = table === 'resources' ? { path: withoutOwner(stored.path) } : {}
  return row.parse({ ...Object.fromEntries(columns), ...path })
}

export const backupProfile = (profile: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(profileColumns.map((column) => [column, profile[column] ?? null]))

export const backupAiSettings = (stored: BackupAiSettings | null): BackupAiSettings | null =>
  stored && { is_on: stored.is_on, features_off: [...stored.features_off].sort() }

/** Those columns of a stored row, or of a backup, that are the person's to set. */
export const backupInsightSettings = (stored: Record<string, unknown> | null): BackupInsightSettings | null =>
  stored && only(stored, insightSettingColumns)

/** Likewise of what the person wants to be told, and where. */
export const backupNotificationSettings = (
  stored: Record<string, unknown> | null,
): BackupNotificationSettings | null => stored && only(stored, notificationSettingColumns)

/** Likewise of what the app may watch and do by itself. */
export const backupAutomationSettings = (
  stored: Record<string, unknown> | null,
): BackupAutomationSettings | null => stored && only(stored, automationSettingColumns)

const only = (stored: Record<string, unknown>, columns: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    columns.flatMap((column) => (stored[column] === undefined ? [] : [[column, stored[column]]])),
  )

/** The id, then the other columns by name, in whatever order they were read. */
function rowText({ id, ...columns }: BackupRow): string {
  const sorted = Object.entries(columns).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify({ id, ...Object.fromEntries(sorted) })
}

const byId = (a: BackupRow, b: BackupRow) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** The document, one row per line and in a fixed order: the same plan gives the same text, and diffs stay readable. */
export function formatBackup({
  exported_at,
  profile,
  ai_settings,
  insight_settings,
  notification_settings,
  automation_settings,
  ...tables
}: Omit<Backup, 'format' | 'version'>): string {
  const parts = [...backupTables, ...keepsakes].map((table) => {
    const lines = [...tables[table]].sort(byId).map((each) => `    ${rowText(each)}`)
    return `  "${table}": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]`
  })
  const head = [
    `  "format": "aurum-life"`,
    `  "version": ${BACKUP_VERSION}`,
    `  "exported_at": ${JSON.stringify(exported_at)}`,
    `  "profile": ${JSON.stringify(profile)}`,
    `  "ai_settings": ${JSON.stringify(ai_settings)}`,
    `  "insight_settings": ${JSON.stringify(insight_settings)}`,
    `  "notification_settings": ${JSON.stringify(notification_settings)}`,
    `  "automation_settings": ${JSON.stringify(automation_settings)}`,
  ]
  return `{\n${[...head, ...parts].join(',\n')}\n}\n`
}

export type BackupReading =
  { ok: true; backup: Backup } | { ok: false; reason: 'broken' | 'newer'; detail: string }

/** Reads a backup; a damaged one, or one of a later version than this program knows, is refused as a whole. */
export function readBackup(text: string): BackupReading {
  let parsed: unknown
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { ok: false, reason: 'broken', detail: error instanceof Error ? error.message : '' }
  }
  const result = backupSchema.safeParse(parsed)
  if (!result.success) {
    const issue = result.error.issues[0]
    return { ok: false, reason: 'broken', detail: issue?.path.join('.') ?? '' }
  }
  const { version } = result.data
  if (version > BACKUP_VERSION) return { ok: false, reason: 'newer', detail: String(version) }
  return { ok: true, backup: result.data }
}
