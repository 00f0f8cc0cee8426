import type { QueryClient } from '@tanstack/react-query'
import type { Tables } from '../../../../shared/database.types.ts'
import { type Batch, stamp } from '../../lib/changes.ts'
import { insertTask, showNewTask } from '../../lib/new-task.ts'
import { appendRow } from '../../lib/plan-cache.ts'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { useChange } from '../../lib/use-change.ts'
import type { Named } from './known-names.ts'
import { useQuickAddText } from './quick-add-text.ts'

/** A task with all that comes into being with it. */
export type NewTask = {
  task: Tables<'tasks'>
  newProject: (Named & { areaId: string | null }) | null
  newLabels: readonly Named[]
  labelIds: readonly string[]
}

const SENT_ONCE = { onConflict: 'user_id,id', ignoreDuplicates: true }
const LABEL_COLORS = ['#C99A1B', '#3C8DBC', '#5A9A4A', '#C94F6D', '#9A5FB4', '#2E9384', '#D9653B'] as const

/** Another word, another colour; the same one on every device. */
const colorOf = (name: string): string =>
  LABEL_COLORS[
    [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % LABEL_COLORS.length
  ] ?? LABEL_COLORS[0]

const labelRow = ({ id, name }: Named) => ({ id, name, user_id: currentUserId(), color: colorOf(name) })

async function write({ task, newProject, newLabels, labelIds }: NewTask, batch: Batch): Promise<void> {
  const user_id = currentUserId()
  if (newProject) {
    const row = { id: newProject.id, user_id, name: newProject.name, area_id: newProject.areaId }
    await stamp(supabase.from('projects').upsert(row, SENT_ONCE), batch).throwOnError()
  }
  if (newLabels.length > 0)
    await stamp(supabase.from('labels').upsert(newLabels.map(labelRow), SENT_ONCE), batch).throwOnError()
  await insertTask(task, batch)
  if (labelIds.length > 0) {
    const links = labelIds.map((label_id) => ({ user_id, task_id: task.id, label_id }))
    const request = supabase
      .from('task_labels')
      .upsert(links, { onConflict: 'user_id,task_id,label_id', ignoreDuplicates: true })
    await stamp(request, batch).throwOnError()
  }
}

function show(client: QueryClient, { task, newLabels }: NewTask): void {
  showNewTask(client, task)
  for (const label of newLabels) appendRow(client, ['labels', 'list'], labelRow(label))
}

/** Keeps a new task, the project and the labels made for it: one step that one undo takes back. */
export function useSaveTask() {
  const text = useQuickAddText()
  return useChange<NewTask>({
    touches: ['tasks', 'today', 'progress', 'labels', 'task-links', 'projects'],
    show,
    write,
    done: ({ task }) => text('added', { name: task.name }),
  })
}
