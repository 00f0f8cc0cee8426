import { useMemo } from 'react'
import { FilterBar } from '../../features/filters/filter-bar.tsx'
import { FilterText } from '../../features/filters/filter-text.ts'
import type { PlanSearch } from '../../features/plan/plan-search.ts'
import type { TaskTools } from '../../features/plan/views/task-tools.ts'
import { ViewsPage } from '../../features/plan/views/views-page.tsx'
import { TaskRow } from '../../features/tasks/row/task-row.tsx'
import { useRowView } from '../../features/tasks/row/use-row-view.ts'
import { useTaskActions } from '../../features/tasks/row/use-task-actions.ts'
import { TaskCheck } from '../../features/tasks/task-check.tsx'
import { TaskMeta } from '../../features/tasks/task-meta.tsx'

type PlanViewsRouteProps = {
  search: PlanSearch & { view: NonNullable<PlanSearch['view']> }
  onSearch: (change: Partial<PlanSearch>) => void
  showsArchived: boolean
}

/** The views of Plan with rows of the tasks feature and the line of the filters feature. */
export function PlanViewsRoute({ search, onSearch, showsArchived }: PlanViewsRouteProps) {
  const view = useRowView()
  const actions = useTaskActions()

  const tools = useMemo(
    (): TaskTools => ({
      toggle: (task) => void actions.toggle(task),
      open: actions.open,
      renderRow: (task, isActive) => (
        <TaskRow task={task} view={view} actions={actions} isActive={isActive} />
      ),
      renderCheck: (task, tabIndex) => (
        <TaskCheck
          t={view.t}
          name={task.name}
          priority={task.priority}
          isDone={task.status === 'completed'}
          isStarted={task.status === 'in_progress'}
          tabIndex={tabIndex}
          onChange={() => void actions.toggle(task)}
        />
      ),
      renderMeta: (task) => (task.status === 'completed' ? null : <TaskMeta task={task} view={view} />),
    }),
    [view, actions],
  )

  return (
    <ViewsPage
      search={search}
      onSearch={onSearch}
      tools={tools}
      showsArchived={showsArchived}
      filterBar={
        <FilterText>
          <FilterBar
            text={search.filter ?? ''}
            onText={(filter) => onSearch({ filter: filter || undefined })}
          />
        </FilterText>
      }
    />
  )
}
