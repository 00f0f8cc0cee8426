import type {
  BackupAiSettings,
  BackupAutomationSettings,
  BackupInsightSettings,
  BackupNotificationSettings,
} from '../../../../shared/export/backup.ts'
import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { ImportRows, LabelRow } from '../../../../shared/import/import-rows.ts'
import type { Json, Tables, TablesUpdate } from '../../../../shared/database.types.ts'
import type { SourceFormatName } from '../../../../shared/import/source-format.ts'
import { stamp } from '../../lib/changes.ts'
import { supabase } from '../../lib/supabase.ts'
import { isImportRunning } from './import-lock.ts'

export type UnfinishedImport = Pick<
  Tables<'imports'>,
  'id' | 'source' | 'file_name' | 'row_count' | 'applied_count' | 'created_at'
>

const PAGE_SIZE = 1000
const chunkAnswerSchema = z.object({ inserted: z.number(), skipped: z.number() })

/** Writes of an import are one undo step, and marked as an import. */
const mark = <T extends { setHeader(name: string, value: string): T }>(request: T, importId: string): T =>
  stamp(request, { id: importId }).setHeader('x-change-source', 'import')

/** The tables whose rows are known by their id; labels are known by their name too. */
const knownById = [
  'pillars',
  'areas',
  'projects',
  'tasks',
  'resources',
  'saved_filters',
  'project_templates',
  'focus_sessions',
  'assistant_memories',
] as const

async function fetchIds(table: (typeof knownById)[number], userId: string): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const after = ids.at(-1)
    const page = supabase.from(table).select('id').eq('user_id', userId).order('id').limit(PAGE_SIZE)
    const { data } = await (after ? page.gt('id', after) : page).retry(false).throwOnError()
    ids.push(...data.map(({ id }) => id))
    if (data.length < PAGE_SIZE) return ids
  }
}

async function fetchLabels(userId: string): Promise<LabelRow[]> {
  const labels: LabelRow[] = []
  for (;;) {
    const after = labels.at(-1)?.id
    const page = supabase.from('labels').select('id, name').eq('user_id', userId).order('id').limit(PAGE_SIZE)
    const { data } = await (after ? page.gt('id', after) : page).retry(false).throwOnError()
    labels.push(...data)
    if (data.length < PAGE_SIZE) return labels
  }
}

/** What the person has already, so that nothing is planned twice. */
export async function fetchExisting(userId: string): Promise<{ ids: string[]; labels: LabelRow[] }> {
  const [labels, ...ids] = await Promise.all([
    fetchLabels(userId),
    ...knownById.map((table) => fetchIds(table, userId)),
  ])
  return { ids: ids.flat(), labels }
}

export const importQueries = {
  /** The last import that was begun and neither finished nor taken back. */
  unfinished: (userId: string) =>
    queryOptions({
      queryKey: ['imports', 'unfinished', { userId }],
      staleTime: 0,
      queryFn: async ({ signal }): Promise<UnfinishedImport | null> => {
        if (await isImportRunning()) return null
        const { data } = await supabase
          .from('imports')
          .select('id, source, file_name, row_count, applied_count, created_at')
          .eq('user_id', userId)
          .eq('state', 'applying')
          .order('created_at', { ascending: false })
          .limit(1)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data[0] ?? null
      },
    }),
}

export interface ImportStart {
  id: string
  userId: string
  source: SourceFormatName
  fileName: string
  rowCount: number
}

/** Enters the import before its first row, so that one that is cut off can be found again. */
export async function beginImport({ id, userId, source, fileName, rowCount }: ImportStart): Promise<void> {
  const row = { id, user_id: userId, source, file_name: fileName, row_count: rowCount }
  await mark(supabase.from('imports').upsert(row, { ignoreDuplicates: true }), id).throwOnError()
}

export async function applyChunk(
  importId: string,
  rows: Partial<ImportRows>,
): Promise<{ inserted: number; skipped: number }> {
  const request = supabase.rpc('import_chunk', { p_import_id: importId, p_rows: rows as unknown as Json })
  const { data } = await mark(request, importId).retry(false).throwOnError()
  return chunkAnswerSchema.parse(data)
}

export async function closeImport(importId: string, state: 'applied' | 'cancelled'): Promise<void> {
  await mark(supabase.from('imports').update({ state }).eq('id', importId), importId).throwOnError()
}

/** Leaves the first steps behind; part of the import, so undoing it brings them back. */
export async function markImported(importId: string, userId: string): Promise<void> {
  const profile = supabase
    .from('user_profiles')
    .update({ onboarding_state: 'imported' })
    .eq('user_id', userId)
    .in('onboarding_state', ['new', 'started'])
  await mark(profile, importId).throwOnError()
}

/** Somebody has the name, or this person changed theirs a few days ago. */
const NAME_REFUSED = ['23505', '23514']

/** Takes over the settings of a backup. The user name comes along unless it is not free. */
export async function restoreProfile(
  importId: string,
  userId: string,
  { username, ...settings }: Record<string, unknown>,
): Promise<void> {
  // The database checks what the file says of each column.
  const told: TablesUpdate<'user_profiles'> = Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== null),
  )
  const profile = (columns: TablesUpdate<'user_profiles'>) =>
    mark(supabase.from('user_profiles').update(columns).eq('user_id', userId), importId)
  if (Object.keys(told).length > 0) await profile(told).throwOnError()
  if (typeof username !== 'string') return
  const { error } = await profile({ username })
  if (error && !NAME_REFUSED.includes(error.code)) throw error
}

/** Takes over where models may be asked. */
export async function restoreAiSettings(
  importId: string,
  user_id: string,
  settings: BackupAiSettings,
): Promise<void> {
  await mark(supabase.from('ai_settings').upsert({ user_id, ...settings }), importId).throwOnError()
}

/** Takes over how the person wants their insights. */
export async function restoreInsightSettings(
  importId: string,
  user_id: string,
  settings: BackupInsightSettings,
): Promise<void> {
  await mark(supabase.from('hrm_user_preferences').upsert({ user_id, ...settings }), importId).throwOnError()
}

/** Takes over what the person wants to be told, and where. */
export async function restoreNotificationSettings(
  importId: string,
  user_id: string,
  settings: BackupNotificationSettings,
): Promise<void> {
  await mark(
    supabase.from('notification_preferences').upsert({ user_id, ...settings }),
    importId,
  ).throwOnError()
}

/** Takes over what the app may watch; it has to be earned anew. */
export async function restoreAutomationSettings(
  importId: string,
  user_id: string,
  settings: BackupAutomationSettings,
): Promise<void> {
  await mark(supabase.from('automation_settings').upsert({ user_id, ...settings }), importId).throwOnError()
}

/** Nothing of the import arrived, or it was taken back before. */
const NOTHING_TO_UNDO = ['PT404', 'PT409']

/** Takes back whatever of the import is there, also what was edited since it began. */
export async function takeBackImport(importId: string): Promise<void> {
  const { error } = await supabase
    .rpc('undo_batch', { p_batch_id: importId, p_force: true })
    .setHeader('x-change-source', 'import')
    .retry(false)
  if (error && !NOTHING_TO_UNDO.includes(error.code)) throw error
  await closeImport(importId, 'cancelled')
}
