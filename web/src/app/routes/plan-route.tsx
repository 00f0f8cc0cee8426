import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback } from 'react'
import { PlanPage } from '../../features/plan/plan-page.tsx'
import type { PlanSearch, PlanView } from '../../features/plan/plan-search.ts'
import type { LevelRow } from '../../features/plan/tree.ts'
import { PlanText } from '../../features/plan/plan-text.ts'
import { usePlan } from '../../features/plan/use-plan.ts'
import { ViewsSkeleton } from '../../features/plan/views/views-skeleton.tsx'
import { useProjectTasks } from '../../features/tasks/use-project-tasks.ts'
import { useTreeTasks } from '../../features/tasks/use-tree-tasks.tsx'
import { localeStore } from '../../lib/i18n/locale.ts'
import { InsightsOf } from '../entity-insights.tsx'

const PlanViewsRoute = lazy(async () => {
  const { loadFilterText } = await import('../../features/filters/filter-text.ts')
  const [{ PlanViewsRoute }] = await Promise.all([
    import('./plan-views-route.tsx'),
    loadFilterText(localeStore.get()),
  ])
  return { default: PlanViewsRoute }
})

/** Joins the plan with its tasks and filters: no feature knows the others. */
export function PlanRoute() {
  const navigate = useNavigate()
  const search = useSearch({ from: '/app/plan' })
  const view = search.view ?? 'tree'
  const plan = usePlan()
  const { tasksOf, loadMore } = useProjectTasks(view === 'tree' ? plan.projectsOnScreen : NO_PROJECTS)
  const tasks = useTreeTasks()

  const onSearch = useCallback(
    (change: Partial<PlanSearch>) =>
      void navigate({
        to: '.',
        search: (previous) => ({ ...previous, ...change }),
        // Back leaves the screen and does not take back every letter of a filter.
        replace: !('view' in change),
        resetScroll: false,
      }),
    [navigate],
  )
  const onView = useCallback(
    (next: PlanView) => onSearch({ view: next === 'tree' ? undefined : next }),
    [onSearch],
  )

  return (
    <PlanText>
      <PlanPage
        plan={plan}
        tasksOf={tasksOf}
        tasks={tasks}
        onLoadMore={loadMore}
        view={view}
        onView={onView}
        renderInsights={insightsOfLevel}
      >
        {view !== 'tree' && (
          <Suspense fallback={<ViewsSkeleton view={view} />}>
            <PlanViewsRoute
              search={{ ...search, view }}
              onSearch={onSearch}
              showsArchived={plan.showsArchived}
            />
          </Suspense>
        )}
      </PlanPage>
    </PlanText>
  )
}

const insightsOfLevel = (row: LevelRow) => (
  <InsightsOf type={row.kind} id={row.node.id} parentId={parentOf(row)} />
)

function parentOf(row: LevelRow): string | null {
  if (row.kind === 'project') return row.node.area_id
  return row.kind === 'area' ? row.node.pillar_id : null
}

const NO_PROJECTS: readonly never[] = []
