import type { QueryClient } from '@tanstack/react-query'
import type { Tables, TablesInsert } from '../../../shared/database.types.ts'
import { type Batch, stamp } from './changes.ts'
import { currentUserId } from './session.ts'
import { supabase } from './supabase.ts'

type Task = Tables<'tasks'>
export type TaskDraft = Pick<Task, 'name'> & Partial<Task>

export const MAX_TASK_NAME = 500

/** The whole row as it will stand, so that lists can show it before the server has answered. */
export function newTask(draft: TaskDraft): Task {
  const now = new Date().toISOString()
  return {
    id: crypto.randomUUID(),
    user_id: currentUserId(),
    description: '',
    project_id: null,
    parent_task_id: null,
    status: 'todo',
    priority: 'medium',
    category: 'general',
    energy: null,
    start_on: null,
    due_on: null,
    due_time: null,
    deadline_on: null,
    remind_at: null,
    duration_minutes: null,
    recurrence_rule: null,
    recurrence_after_completion: false,
    recurrence_start_on: null,
    series_id: null,
    series_template: null,
    occurrence: 1,
    sub_task_completion_required: false,
    planned_on: null,
    today_position: null,
    completed_at: null,
    original_text: draft.name,
    reading_level: null,
    sort_order: Date.now(),
    is_sample: false,
    created_at: now,
    updated_at: now,
    ...draft,
  }
}

/** The id is chosen here, so an insert that is sent twice is one insert. */
export async function insertTask(task: TablesInsert<'tasks'>, batch: Batch): Promise<void> {
  const request = supabase.from('tasks').upsert(task, { onConflict: 'user_id,id', ignoreDuplicates: true })
  await stamp(request, batch).throwOnError()
}

/** Adds a row to every loaded list it belongs to. */
export function showNewTask(client: QueryClient, task: Task): void {
  const append = (data: unknown) => (Array.isArray(data) ? [...data, task] : data)
  client.setQueriesData({ queryKey: ['tasks', 'project', task.project_id] }, append)
  if (task.parent_task_id)
    client.setQueriesData({ queryKey: ['tasks', 'sub-tasks', task.parent_task_id] }, append)
  if (task.due_on) {
    client.setQueriesData({ queryKey: ['today', 'list'] }, (data: unknown) =>
      Array.isArray(data) ? [...data, { ...task, reasons: [], is_blocked: false }] : data,
    )
  }
}
