import { useCallback } from 'react'
import { type RowPlace, VirtualList } from '../../../ui/virtual-list.tsx'
import type { TodayTask } from '../queries.ts'
import { type RowTask, TaskRow } from '../row/task-row.tsx'
import type { RowView } from '../row/use-row-view.ts'
import type { TaskActions } from '../row/use-task-actions.ts'
import { useLingering } from './use-lingering.ts'

const ROW_HEIGHT_PX = 94

type TodayListProps = {
  tasks: readonly TodayTask[]
  label: string
  view: RowView
  actions: TaskActions
}

const idOf = ({ id }: TodayTask) => id

/** A ranked list: the order is the message. */
export function TodayList({ tasks, label, view, actions }: TodayListProps) {
  const { rows, leaving, linger } = useLingering(tasks)

  const complete = useCallback(
    (task: RowTask) => {
      linger(task.id)
      void actions.complete(task)
    },
    [linger, actions],
  )
  const renderRow = useCallback(
    (task: TodayTask, { isActive }: RowPlace) => (
      <TaskRow
        task={task}
        view={view}
        actions={actions}
        isActive={isActive}
        isLeaving={leaving.has(task.id)}
        onToggle={complete}
      />
    ),
    [view, actions, leaving, complete],
  )

  return (
    <VirtualList
      items={rows}
      keyOf={idOf}
      renderRow={renderRow}
      label={label}
      estimatedHeight={ROW_HEIGHT_PX}
      isOrdered
    />
  )
}
