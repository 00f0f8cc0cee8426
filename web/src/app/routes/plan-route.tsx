import { PlanPage } from '../../features/plan/plan-page.tsx'
import { usePlan } from '../../features/plan/use-plan.ts'
import { useProjectTasks } from '../../features/tasks/use-project-tasks.ts'
import { useTreeTasks } from '../../features/tasks/use-tree-tasks.tsx'

/** Joins the plan with its tasks: neither feature knows the other. */
export function PlanRoute() {
  const plan = usePlan()
  const { tasksOf, loadMore } = useProjectTasks(plan.projectsOnScreen)
  const tasks = useTreeTasks()
  return <PlanPage plan={plan} tasksOf={tasksOf} tasks={tasks} onLoadMore={loadMore} />
}
