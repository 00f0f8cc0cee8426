import { type Batch, stamp } from '../../../lib/changes.ts'
import { patchRow } from '../../../lib/plan-cache.ts'
import { supabase } from '../../../lib/supabase.ts'
import { useChange } from '../../../lib/use-change.ts'
import type { Task } from '../queries.ts'
import type { TaskPatch } from '../task-data.ts'
import { usePanelText } from './panel-text.ts'

export const SCOPES = ['one', 'future', 'all'] as const
export type Scope = (typeof SCOPES)[number]

/** What an instance has of its own; status, place and rule are never asked about. */
const ASKED_ABOUT = new Set([
  'name',
  'description',
  'priority',
  'category',
  'energy',
  'duration_minutes',
  'sub_task_completion_required',
  'start_on',
  'due_on',
  'due_time',
  'deadline_on',
  'remind_at',
])

/** Whether it matters which instances a change is meant for. */
export const mattersWhich = (task: Task, patch: TaskPatch): boolean =>
  task.recurrence_rule !== null &&
  task.status !== 'completed' &&
  Object.keys(patch).every((column) => ASKED_ABOUT.has(column))

const LISTS = ['tasks', 'today', 'progress'] as const

async function editSeries(id: string, scope: Scope, patch: TaskPatch, batch: Batch): Promise<void> {
  const changes = Object.fromEntries(Object.entries(patch).map(([column, value]) => [column, value ?? null]))
  const call = supabase.rpc('edit_series', { p_task_id: id, p_scope: scope, p_changes: changes })
  await stamp(call, batch).throwOnError()
}

/** Changes one instance of a recurring task, it and those to come, or all. */
export function useEditSeries() {
  const t = usePanelText()
  return useChange<{ task: Pick<Task, 'id' | 'name'>; scope: Scope; patch: TaskPatch }>({
    touches: LISTS,
    show: (client, { task, patch }) => patchRow(client, LISTS, task.id, patch),
    write: ({ task, scope, patch }, batch) => editSeries(task.id, scope, patch, batch),
    done: ({ task, scope, patch }) => t(`scope.done.${scope}`, { name: patch.name ?? task.name }),
    slot: ({ task }) => `edit-${task.id}`,
  })
}

/** Lets one instance pass: the task moves on to its next day. */
export function useSkipOccurrence() {
  const t = usePanelText()
  return useChange<Pick<Task, 'id' | 'name'>>({
    touches: LISTS,
    write: async ({ id }, batch) => {
      await stamp(supabase.rpc('skip_occurrence', { p_task_id: id }), batch).throwOnError()
    },
    explain: (key) => (key === 'undoneAlready' ? t('scope.lastOne') : null),
    done: ({ name }) => t('scope.skipped', { name }),
  })
}
