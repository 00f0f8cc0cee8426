import { patchRow, removeRow } from '../../../lib/plan-cache.ts'
import { useChange } from '../../../lib/use-change.ts'
import { updateTask } from '../task-data.ts'
import { usePanelText } from './panel-text.ts'
import type { Placing } from './sub-task-order.ts'

/** Puts sub-tasks into another order; one step, however many numbers change. */
export function usePlaceSubTasks() {
  const t = usePanelText()
  return useChange<{ name: string; places: readonly Placing[] }>({
    touches: ['tasks'],
    show: (client, { places }) => {
      for (const { id, sort_order } of places) patchRow(client, ['tasks'], id, { sort_order })
    },
    write: async ({ places }, batch) => {
      for (const { id, sort_order } of places) await updateTask(id, { sort_order }, batch)
    },
    done: ({ name }) => t('subTasks.moved', { name }),
    slot: ({ places }) => `order-${places[0]?.id}`,
  })
}

/** Makes a sub-task a task of its own, in the project it is in. */
export function usePromoteSubTask() {
  const t = usePanelText()
  return useChange<{ id: string; name: string }>({
    touches: ['tasks', 'today', 'progress'],
    show: (client, { id }) => removeRow(client, ['tasks'], id),
    write: ({ id }, batch) => updateTask(id, { parent_task_id: null }, batch),
    done: ({ name }) => t('subTasks.promoted', { name }),
  })
}
