import { useTranslations } from 'use-intl'
import { patchRow, removeRow } from '../../lib/plan-cache.ts'
import { insertTask, newTask, showNewTask, type TaskDraft } from '../../lib/new-task.ts'
import { useChange } from '../../lib/use-change.ts'
import { deleteTask, type TaskPatch, updateTask } from './task-data.ts'

type Named = { id: string; name: string }

const LISTS = ['tasks', 'today', 'progress'] as const

export function useCompleteTask() {
  const t = useTranslations('tasks')
  return useChange<Named>({
    touches: ['tasks', 'today', 'progress', 'task-links'],
    show: (client, { id }) => patchRow(client, LISTS, id, { status: 'completed' }),
    write: ({ id }, batch) => updateTask(id, { status: 'completed' }, batch),
    done: ({ name }) => t('done.completed', { name }),
  })
}

export function useReopenTask() {
  const t = useTranslations('tasks')
  return useChange<Named>({
    touches: ['tasks', 'today', 'progress', 'task-links'],
    show: (client, { id }) => patchRow(client, LISTS, id, { status: 'todo', completed_at: null }),
    write: ({ id }, batch) => updateTask(id, { status: 'todo' }, batch),
    done: ({ name }) => t('done.reopened', { name }),
  })
}

/** Changes fields of a task; edits of one task share one toast. */
export function useUpdateTask() {
  const t = useTranslations('tasks')
  return useChange<Named & { patch: TaskPatch }>({
    touches: LISTS,
    show: (client, { id, patch }) => patchRow(client, LISTS, id, patch),
    write: ({ id, patch }, batch) => updateTask(id, patch, batch),
    done: ({ name, patch }) => t('done.changed', { name: patch.name ?? name }),
    slot: ({ id }) => `edit-${id}`,
  })
}

/** Puts a task off; it leaves Today at once. */
export function useSnoozeTask() {
  const t = useTranslations('tasks')
  return useChange<Named & { patch: TaskPatch; until: string; isLeaving: boolean }>({
    touches: LISTS,
    show: (client, { id, patch, isLeaving }) => {
      patchRow(client, ['tasks', 'today'], id, patch)
      if (isLeaving) removeRow(client, ['today'], id)
    },
    write: ({ id, patch }, batch) => updateTask(id, patch, batch),
    done: ({ name, until }) => t('done.snoozed', { name, until }),
  })
}

export function useMoveTask() {
  const t = useTranslations('tasks')
  return useChange<Named & { projectId: string | null; projectName: string }>({
    touches: LISTS,
    show: (client, { id, projectId }) => patchRow(client, ['tasks'], id, { project_id: projectId }),
    write: ({ id, projectId }, batch) => updateTask(id, { project_id: projectId }, batch),
    done: ({ name, projectName }) => t('done.moved', { name, to: projectName }),
  })
}

export function useCreateTask() {
  const t = useTranslations('tasks')
  const { run, isPending } = useChange<{ task: ReturnType<typeof newTask> }>({
    touches: LISTS,
    show: (client, { task }) => showNewTask(client, task),
    write: ({ task }, batch) => insertTask(task, batch),
    done: ({ task }) => t('done.added', { name: task.name }),
  })
  return { create: (draft: TaskDraft) => run({ task: newTask(draft) }), isPending }
}

export function useDeleteTask() {
  const t = useTranslations('tasks')
  return useChange<Named & { subTaskCount?: number }>({
    touches: ['tasks', 'today', 'progress', 'task-links'],
    show: (client, { id }) => removeRow(client, ['tasks', 'today'], id),
    write: ({ id }, batch) => deleteTask(id, batch),
    done: ({ name, subTaskCount = 0 }) => t('done.deleted', { name, count: subTaskCount }),
  })
}
