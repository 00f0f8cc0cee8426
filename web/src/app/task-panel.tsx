import { FocusSection } from '../features/focus/focus-section.tsx'
import { RowHistory } from '../features/history/row-history.tsx'
import { TaskPanel as Panel } from '../features/tasks/panel/task-panel.tsx'
import { InsightsOf } from './entity-insights.tsx'

type TaskPanelProps = { taskId: string; onClose: () => void }

/** Joins the panel of a task with what other features know of it. */
export function TaskPanel(props: TaskPanelProps) {
  return (
    <Panel
      {...props}
      renderFocus={(task) => task.status !== 'completed' && <FocusSection task={task} />}
      renderInsights={({ id, project_id }) => <InsightsOf type="task" id={id} parentId={project_id} />}
      renderHistory={({ id, name }) => <RowHistory table="tasks" id={id} name={name} />}
    />
  )
}
