import { insertTask, type newTask, showNewTask } from '../../lib/new-task.ts'
import { patchRow, removeRow } from '../../lib/plan-cache.ts'
import type { ChangeSpec } from '../../lib/use-change.ts'
import { deleteTask, type TaskPatch, updateTask } from './task-data.ts'
import type { TaskText } from './task-text.ts'

export type Named = { id: string; name: string }

const LISTS = ['tasks', 'today', 'progress'] as const
const LISTS_AND_LINKS = [...LISTS, 'task-links'] as const

/** Everything that can happen to a task, with the sentence that is said after it. */
export function taskChanges(t: TaskText) {
  const complete: ChangeSpec<Named> = {
    touches: LISTS_AND_LINKS,
    show: (client, { id }) => patchRow(client, LISTS, id, { status: 'completed' }),
    write: ({ id }, batch) => updateTask(id, { status: 'completed' }, batch),
    done: ({ name }) => t('done.completed', { name }),
  }
  const reopen: ChangeSpec<Named> = {
    touches: LISTS_AND_LINKS,
    show: (client, { id }) => patchRow(client, LISTS, id, { status: 'todo', completed_at: null }),
    write: ({ id }, batch) => updateTask(id, { status: 'todo' }, batch),
    done: ({ name }) => t('done.reopened', { name }),
  }
  /** Edits of one task share one toast. */
  const update: ChangeSpec<Named & { patch: TaskPatch }> = {
    touches: LISTS,
    show: (client, { id, patch }) => patchRow(client, LISTS, id, patch),
    write: ({ id, patch }, batch) => updateTask(id, patch, batch),
    done: ({ name, patch }) => t('done.changed', { name: patch.name ?? name }),
    slot: ({ id }) => `edit-${id}`,
  }
  /** Puts a task off; when it is for a later day it leaves Today at once. */
  const snooze: ChangeSpec<Named & { patch: TaskPatch; until: string; isLeaving: boolean }> = {
    touches: LISTS,
    show: (client, { id, patch, isLeaving }) => {
      patchRow(client, ['tasks', 'today'], id, patch)
      if (isLeaving) removeRow(client, ['today'], id)
    },
    write: ({ id, patch }, batch) => updateTask(id, patch, batch),
    done: ({ name, until }) => t('done.snoozed', { name, until }),
  }
  const move: ChangeSpec<Named & { projectId: string | null; projectName: string }> = {
    touches: LISTS,
    show: (client, { id, projectId }) => patchRow(client, ['tasks'], id, { project_id: projectId }),
    write: ({ id, projectId }, batch) => updateTask(id, { project_id: projectId }, batch),
    done: ({ name, projectName }) => t('done.moved', { name, to: projectName }),
  }
  const create: ChangeSpec<{ task: ReturnType<typeof newTask> }> = {
    touches: LISTS,
    show: (client, { task }) => showNewTask(client, task),
    write: ({ task }, batch) => insertTask(task, batch),
    done: ({ task }) => t('done.added', { name: task.name }),
  }
  const remove: ChangeSpec<Named & { subTaskCount?: number }> = {
    touches: LISTS_AND_LINKS,
    show: (client, { id }) => removeRow(client, ['tasks', 'today'], id),
    write: ({ id }, batch) => deleteTask(id, batch),
    done: ({ name, subTaskCount = 0 }) => t('done.deleted', { name, count: subTaskCount }),
  }
  return { complete, reopen, update, snooze, move, create, remove }
}
