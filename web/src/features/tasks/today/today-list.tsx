import { useCallback } from 'react'
import { type RowPlace, VirtualList } from '../../../ui/virtual-list.tsx'
import type { TodayTask } from '../queries.ts'
import { type RowTask, TaskRow } from '../row/task-row.tsx'
import type { RowView } from '../row/use-row-view.ts'
import type { TaskActions } from '../row/use-task-actions.ts'
import { useLingering } from './use-lingering.ts'

const ROW_HEIGHT_PX = 94

export type TodayListId = 'overdue' | 'due' | 'next'

type TodayListProps = {
  id: TodayListId
  tasks: readonly TodayTask[]
  label: string
  view: RowView
  actions: TaskActions
  onMove: (task: TodayTask, to: number) => void
}

const idOf = ({ id }: TodayTask) => id

/** A ranked list: the order is the message. */
export function TodayList({ id, tasks, label, view, actions, onMove }: TodayListProps) {
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
      id={id}
      items={rows}
      keyOf={idOf}
      renderRow={renderRow}
      label={label}
      estimatedHeight={ROW_HEIGHT_PX}
      isOrdered
      onMove={onMove}
    />
  )
}
