import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { useBulkChanges } from '../bulk/use-bulk-changes.ts'
import { useSelection } from './selection.ts'
import type { TaskTools } from './task-tools.ts'
import type { PlanTasks } from './use-plan-tasks.ts'
import { useSelectionKeys } from './use-selection-keys.ts'
import { ViewTools } from './view-context.ts'

const BulkBar = lazy(() => import('../bulk/bulk-bar.tsx').then(({ BulkBar }) => ({ default: BulkBar })))

type ViewFrameProps = {
  plan: PlanTasks
  tools: TaskTools
  /** The ids of the tasks in the order in which they are seen. */
  order: readonly string[]
  children: ReactNode
}

/** What all views have in common: what is selected, and what can be done with it. */
export function ViewFrame({ plan, tools, order, children }: ViewFrameProps) {
  const selection = useSelection(order)
  const changes = useBulkChanges()
  useSelectionKeys(selection)
  const view = useMemo(() => ({ plan, tools, selection, changes }), [plan, tools, selection, changes])

  return (
    <ViewTools value={view}>
      {children}
      {selection.ids.size > 0 && (
        <Suspense>
          <BulkBar />
        </Suspense>
      )}
    </ViewTools>
  )
}
