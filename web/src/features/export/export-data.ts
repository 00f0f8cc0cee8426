import {
  backupAiSettings,
  type BackupAiSettings,
  backupInsightSettings,
  backupAutomationSettings,
  backupNotificationSettings,
  type BackupInsightSettings,
  type BackupAutomationSettings,
  type BackupNotificationSettings,
  backupProfile,
  backupRow,
  backupTables,
  type Backup,
  type BackupRow,
  type BackupTable,
} from '../../../../shared/export/backup.ts'
import { supabase } from '../../lib/supabase.ts'

const PAGE_SIZE = 1000

/** Page by page, each beginning after the last row of the one before: no plan is too long. */
async function fetchTable(
  table: BackupTable | 'insights' | 'hrm_feedback_log',
  userId: string,
): Promise<BackupRow[]> {
  const rows: BackupRow[] = []
  for (;;) {
    const after = rows.at(-1)?.id
    const all = supabase.from(table).select('*').eq('user_id', userId).order('id').limit(PAGE_SIZE)
    const page = table === 'insights' ? all.is('is_pinned' as never, true) : all
    const { data } = await (after ? page.gt('id', after) : page).retry(false).throwOnError()
    for (const row of data) rows.push(backupRow(table, { ...row }))
    if (data.length < PAGE_SIZE) return rows
  }
}

async function fetchProfile(userId: string): Promise<Record<string, unknown>> {
  const { data } = await supabase
    .from('user_profiles')
    .select('*')
    .eq('user_id', userId)
    .single()
    .retry(false)
    .throwOnError()
  return backupProfile({ ...data })
}

async function fetchAiSettings(userId: string): Promise<BackupAiSettings | null> {
  const settings = supabase.from('ai_settings').select('is_on, features_off').eq('user_id', userId)
  const { data } = await settings.maybeSingle().retry(false).throwOnError()
  return backupAiSettings(data)
}

async function fetchInsightSettings(userId: string): Promise<BackupInsightSettings | null> {
  const settings = supabase.from('hrm_user_preferences').select('*').eq('user_id', userId)
  const { data } = await settings.maybeSingle().retry(false).throwOnError()
  return backupInsightSettings(data)
}

async function fetchNotificationSettings(userId: string): Promise<BackupNotificationSettings | null> {
  const settings = supabase.from('notification_preferences').select('*').eq('user_id', userId)
  const { data } = await settings.maybeSingle().retry(false).throwOnError()
  return backupNotificationSettings(data)
}

async function fetchAutomationSettings(userId: string): Promise<BackupAutomationSettings | null> {
  const settings = supabase.from('automation_settings').select('*').eq('user_id', userId)
  const { data } = await settings.maybeSingle().retry(false).throwOnError()
  return backupAutomationSettings(data)
}

/** Everything the person owns, as the backup holds it. @throws when a page cannot be read: half a backup is none */
export async function fetchEverything(userId: string): Promise<Omit<Backup, 'format' | 'version'>> {
  const [
    profile,
    ai_settings,
    insight_settings,
    notification_settings,
    automation_settings,
    pinned_insights,
    insight_feedback,
    ...tables
  ] = await Promise.all([
    fetchProfile(userId),
    fetchAiSettings(userId),
    fetchInsightSettings(userId),
    fetchNotificationSettings(userId),
    fetchAutomationSettings(userId),
    fetchTable('insights', userId),
    fetchTable('hrm_feedback_log', userId),
    ...backupTables.map((table) => fetchTable(table, userId)),
  ])
  const rows = Object.fromEntries(backupTables.map((table, place) => [table, tables[place]!]))
  const settings = { profile, ai_settings, insight_settings, notification_settings, automation_settings }
  const kept = { pinned_insights, insight_feedback }
  return {
    exported_at: new Date().toISOString(),
    ...settings,
    ...kept,
    ...(rows as Record<BackupTable, BackupRow[]>),
  }
}
