import type { TablesUpdate } from '../../../../shared/database.types.ts'
import { type Batch, stamp } from '../../lib/changes.ts'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'

export { MAX_TASK_NAME, type TaskDraft } from '../../lib/new-task.ts'

export type TaskPatch = TablesUpdate<'tasks'>
/** Sends only the columns that changed, so that two devices editing different fields both win. */
export async function updateTask(id: string, patch: TaskPatch, batch: Batch): Promise<void> {
  const request = supabase.from('tasks').update(patch).eq('user_id', currentUserId()).eq('id', id)
  await stamp(request.select('id').single(), batch).throwOnError()
}

export async function deleteTask(id: string, batch: Batch): Promise<void> {
  const request = supabase.from('tasks').delete().eq('user_id', currentUserId()).eq('id', id)
  await stamp(request, batch).throwOnError()
}
