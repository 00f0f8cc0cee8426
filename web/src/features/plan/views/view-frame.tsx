import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { useStore } from '../../../lib/external-store.ts'
import { useBulkChanges } from '../bulk/use-bulk-changes.ts'
import { bulkProgress } from '../bulk/write-tasks.ts'
import { usePlanText } from '../plan-text.ts'
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
      <SelectionStatus count={selection.ids.size} />
      {selection.ids.size > 0 && (
        <Suspense>
          <BulkBar />
        </Suspense>
      )}
    </ViewTools>
  )
}

/** Says how many are selected. Apart from the bar, because what appears together with its words is not read. */
function SelectionStatus({ count }: { count: number }) {
  const t = usePlanText()
  const progress = useStore(bulkProgress)
  const [hasSelected, setHasSelected] = useState(false)
  if (count > 0 && !hasSelected) setHasSelected(true)

  return (
    <p role="status" className="sr-only">
      {progress ? t('bulk.progress', progress) : hasSelected && t('bulk.count', { count })}
    </p>
  )
}
