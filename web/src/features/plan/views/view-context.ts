import { createContext, use } from 'react'
import type { BulkChanges } from '../bulk/use-bulk-changes.ts'
import type { Selection } from './selection.ts'
import type { TaskTools } from './task-tools.ts'
import type { PlanTasks } from './use-plan-tasks.ts'

/** What every view of the tasks is drawn with. */
export type ViewContext = {
  plan: PlanTasks
  tools: TaskTools
  selection: Selection
  changes: BulkChanges
}

export const ViewTools = createContext<ViewContext | null>(null)

export function useView(): ViewContext {
  const view = use(ViewTools)
  if (!view) throw new Error('This is a part of a view of the plan')
  return view
}
