import { useTranslations } from 'use-intl'
import { type Batch, stamp } from '../../../lib/changes.ts'
import { appendRow, removeRow } from '../../../lib/plan-cache.ts'
import { currentUserId } from '../../../lib/session.ts'
import { supabase } from '../../../lib/supabase.ts'
import { useChange } from '../../../lib/use-change.ts'
import { type Task, taskLinkQueries } from '../queries.ts'
import { panelQueries } from './panel-queries.ts'
import { usePanelText } from './panel-text.ts'

type LinkTable = 'task_labels' | 'task_dependencies'

async function removeLink(table: LinkTable, id: string, batch: Batch): Promise<void> {
  const request = supabase.from(table).delete().eq('user_id', currentUserId()).eq('id', id)
  await stamp(request, batch).throwOnError()
}

type Blocking = { id: string; taskId: string; blockerId: string; blockerName: string }

export function useAddBlocker() {
  const t = useTranslations('tasks')
  return useChange<Blocking>({
    touches: ['task-links', 'today'],
    show: (client, { id, taskId, blockerId, blockerName }) =>
      appendRow(client, taskLinkQueries.blockers(taskId).queryKey, {
        id,
        depends_on_task_id: blockerId,
        blocker: { name: blockerName, status: 'todo' },
      }),
    write: async ({ id, taskId, blockerId }, batch) => {
      const link = { id, user_id: currentUserId(), task_id: taskId, depends_on_task_id: blockerId }
      await stamp(supabase.from('task_dependencies').insert(link), batch).throwOnError()
    },
    // The one rule of this table is that nothing waits in a circle.
    explain: (key) => (key === 'invalid' ? t('panel.cycle') : null),
    done: ({ blockerName }) => t('done.blockerAdded', { name: blockerName }),
  })
}

type Waiting = { id: string; waitingId: string; waitingName: string }

/** The other direction: makes another task wait for this one. */
export function useAddWaiting(task: Pick<Task, 'id' | 'name'>) {
  const t = useTranslations('tasks')
  const text = usePanelText()
  return useChange<Waiting>({
    touches: ['task-links', 'today'],
    show: (client, { id, waitingId, waitingName }) =>
      appendRow(client, panelQueries.waiting(task.id).queryKey, {
        id,
        task_id: waitingId,
        other: { name: waitingName, status: 'todo' },
      }),
    write: async ({ id, waitingId }, batch) => {
      const link = { id, user_id: currentUserId(), task_id: waitingId, depends_on_task_id: task.id }
      await stamp(supabase.from('task_dependencies').insert(link), batch).throwOnError()
    },
    explain: (key) => (key === 'invalid' ? t('panel.cycle') : null),
    done: ({ waitingName }) => text('waiting.added', { name: waitingName }),
  })
}

export function useRemoveBlocker() {
  const t = useTranslations('tasks')
  return useChange<{ id: string; name: string }>({
    touches: ['task-links', 'today'],
    show: (client, { id }) => removeRow(client, ['task-links'], id),
    write: ({ id }, batch) => removeLink('task_dependencies', id, batch),
    done: ({ name }) => t('done.blockerRemoved', { name }),
  })
}

export type LabelChoice = { id: string; name: string; isNew: boolean }

const NEW_LABEL_COLOR = '#8A8A8A'

export function useAddLabel(taskId: string) {
  const t = useTranslations('tasks')
  return useChange<{ linkId: string; label: LabelChoice }>({
    touches: ['task-links', 'labels'],
    show: (client, { linkId, label }) => {
      if (label.isNew) appendRow(client, ['labels', 'list'], { ...label, color: NEW_LABEL_COLOR })
      appendRow(client, taskLinkQueries.labels(taskId).queryKey, { id: linkId, label_id: label.id })
    },
    write: async ({ linkId, label }, batch) => {
      const user_id = currentUserId()
      if (label.isNew) {
        const row = { id: label.id, user_id, name: label.name, color: NEW_LABEL_COLOR }
        await stamp(supabase.from('labels').insert(row), batch).throwOnError()
      }
      const link = { id: linkId, user_id, task_id: taskId, label_id: label.id }
      await stamp(supabase.from('task_labels').insert(link), batch).throwOnError()
    },
    done: ({ label }) => t('done.labelAdded', { name: label.name }),
  })
}

export function useRemoveLabel() {
  const t = useTranslations('tasks')
  return useChange<{ id: string; name: string }>({
    touches: ['task-links'],
    show: (client, { id }) => removeRow(client, ['task-links'], id),
    write: ({ id }, batch) => removeLink('task_labels', id, batch),
    done: ({ name }) => t('done.labelRemoved', { name }),
  })
}
