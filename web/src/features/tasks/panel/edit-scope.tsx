import { createContext, type ReactNode, use } from 'react'
import { useUpdateTask } from '../mutations.ts'
import type { Task } from '../queries.ts'
import type { TaskPatch } from '../task-data.ts'

type Edit = (patch: TaskPatch) => void

const EditContext = createContext<Edit | null>(null)

export function EditScope({ task, children }: { task: Task; children: ReactNode }) {
  const update = useUpdateTask()
  const edit: Edit = (patch) => void update.run({ id: task.id, name: task.name, patch })
  return <EditContext value={edit}>{children}</EditContext>
}

/** Changes fields of the task whose panel is open. */
export function useTaskEdit(): Edit {
  const edit = use(EditContext)
  if (!edit) throw new Error('Only what stands inside EditScope can edit')
  return edit
}
