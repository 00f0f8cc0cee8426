import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { newTask, type TaskDraft } from '../../lib/new-task.ts'
import { useChange } from '../../lib/use-change.ts'
import { taskChanges } from './changes.ts'

function useTaskChanges() {
  const t = useTranslations('tasks')
  return useMemo(() => taskChanges(t), [t])
}

export const useCompleteTask = () => useChange(useTaskChanges().complete)
export const useReopenTask = () => useChange(useTaskChanges().reopen)
export const useUpdateTask = () => useChange(useTaskChanges().update)
export const useSnoozeTask = () => useChange(useTaskChanges().snooze)
export const useMoveTask = () => useChange(useTaskChanges().move)
export const useDeleteTask = () => useChange(useTaskChanges().remove)

export function useCreateTask() {
  const { run } = useChange(useTaskChanges().create)
  return useMemo(() => ({ create: (draft: TaskDraft) => run({ task: newTask(draft) }) }), [run])
}
