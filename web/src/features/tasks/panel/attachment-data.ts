import type { Tables } from '../../../../../shared/database.types.ts'
import { stamp } from '../../../lib/changes.ts'
import { appendRow, removeRow } from '../../../lib/plan-cache.ts'
import { currentUserId } from '../../../lib/session.ts'
import { supabase } from '../../../lib/supabase.ts'
import { useChange } from '../../../lib/use-change.ts'
import { panelQueries } from './panel-queries.ts'
import { usePanelText } from './panel-text.ts'

export type Attachment = Tables<'resources'>

export const MAX_FILE_BYTES = 50 * 1024 * 1024

const BUCKET = 'attachments'
/** Long enough for a click to arrive, too short to be passed on. */
const LINK_SECONDS = 60

/** What the bucket takes. Some systems name a type by the ending only. */
const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  md: 'text/markdown',
  zip: 'application/zip',
  json: 'application/json',
  ics: 'text/calendar',
  mp3: 'audio/mpeg',
  webm: 'audio/webm',
  wav: 'audio/wav',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

const endingOf = (name: string): string => name.split('.').at(-1)?.toLowerCase() ?? ''

export type Refusal = 'tooBig' | 'unknownType'

/** Why a file cannot be kept, before anything of it is sent. */
export function refusalOf({ name, size }: Pick<File, 'name' | 'size'>): Refusal | null {
  if (size > MAX_FILE_BYTES) return 'tooBig'
  return TYPES[endingOf(name)] ? null : 'unknownType'
}

/** The row of a file. Its path holds no name: names may hold what paths may not. */
export function attachmentOf(taskId: string, { name, size }: Pick<File, 'name' | 'size'>) {
  const id = crypto.randomUUID()
  const ending = endingOf(name)
  return {
    id,
    user_id: currentUserId(),
    task_id: taskId,
    bucket: BUCKET,
    path: `${currentUserId()}/${id}.${ending}`,
    original_filename: name.slice(-255),
    mime_type: TYPES[ending] ?? 'application/octet-stream',
    size_bytes: size,
  }
}

type NewAttachment = { file: File; row: ReturnType<typeof attachmentOf> }

/** The bytes go first: a row without its file would be a broken promise. */
export function useAddAttachment() {
  const t = usePanelText()
  return useChange<NewAttachment>({
    touches: ['resources'],
    show: (client, { row }) => appendRow(client, panelQueries.files(row.task_id).queryKey, row),
    write: async ({ file, row }, batch) => {
      const { error } = await supabase.storage
        .from(BUCKET)
        .upload(row.path, file, { contentType: row.mime_type, upsert: true })
      if (error) throw error
      await stamp(supabase.from('resources').insert(row), batch).throwOnError()
    },
    done: ({ row }) => t('files.added', { name: row.original_filename }),
  })
}

/** Takes the file off the task. Its bytes stay, because the history can bring it back at any time. */
export function useRemoveAttachment() {
  const t = usePanelText()
  return useChange<{ id: string; name: string }>({
    touches: ['resources'],
    show: (client, { id }) => removeRow(client, ['resources'], id),
    write: async ({ id }, batch) => {
      const request = supabase.from('resources').delete().eq('user_id', currentUserId()).eq('id', id)
      await stamp(request, batch).throwOnError()
    },
    done: ({ name }) => t('files.removed', { name }),
  })
}

/** A link that opens the file for a minute. @throws StorageError when the file is gone */
export async function linkTo({ path, original_filename }: Attachment): Promise<string> {
  const { data, error } = await supabase.storage
    .from(BUCKET)
    .createSignedUrl(path, LINK_SECONDS, { download: original_filename })
  if (error) throw error
  return data.signedUrl
}
