import { ChevronRight } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/button.tsx'
import { cx } from '../../../ui/classes.ts'
import { type RowPlace, VirtualList } from '../../../ui/virtual-list.tsx'
import type { Task } from '../queries.ts'
import { TaskRow } from '../row/task-row.tsx'
import { useRowView } from '../row/use-row-view.ts'
import { useTaskActions } from '../row/use-task-actions.ts'
import { AddProjectTask } from './add-project-task.tsx'
import { groupByStatus, type ProjectLine, type Status, type StatusGroup } from './project-list.ts'

const ROW_HEIGHT_PX = 64

const idOf = ({ task }: ProjectLine) => task.id

type ProjectTaskListProps = {
  projectId: string
  tasks: readonly Task[]
  hasMore: boolean
  onLoadMore: () => void
  nameOfStatus: (status: Status) => string
}

/** The tasks of one project by status, each with its sub-tasks below it. */
export function ProjectTaskList({
  projectId,
  tasks,
  hasMore,
  onLoadMore,
  nameOfStatus,
}: ProjectTaskListProps) {
  const t = useTranslations('plan')
  const groups = useMemo(() => groupByStatus(tasks), [tasks])
  return (
    <div className="flex flex-col gap-6">
      <AddProjectTask projectId={projectId} />
      {groups.map((group) => (
        <Group key={group.status} group={group} name={nameOfStatus(group.status)} />
      ))}
      {hasMore && (
        <Button className="self-start" onClick={onLoadMore}>
          {t('loadMore')}
        </Button>
      )}
    </div>
  )
}

/** What is done is there to look up, not to be looked at. */
const startsOpen = (status: Status): boolean => status !== 'completed'

function Group({ group: { status, lines }, name }: { group: StatusGroup; name: string }) {
  const [isOpen, setIsOpen] = useState(() => startsOpen(status))
  const view = useRowView()
  const actions = useTaskActions()
  const count = lines.filter(({ depth }) => depth === 0).length

  const renderRow = useCallback(
    ({ task, depth }: ProjectLine, { isActive }: RowPlace) => (
      <div style={{ paddingInlineStart: `${Math.min(depth, 5) * 1.75}rem` }}>
        <TaskRow task={task} view={view} actions={actions} isActive={isActive} />
      </div>
    ),
    [view, actions],
  )

  return (
    <section aria-label={name}>
      <h2 className="text-sm font-semibold">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          className="hover:bg-hover touch:h-11 -ml-2 flex h-8 items-center gap-1.5 rounded-sm px-2"
        >
          <ChevronRight
            aria-hidden
            className={cx('text-muted size-4 transition-transform', isOpen && 'rotate-90')}
            strokeWidth={1.75}
          />
          {name}
          <span className="text-muted font-normal tabular-nums">{count}</span>
        </button>
      </h2>
      {isOpen && (
        <VirtualList
          items={lines}
          keyOf={idOf}
          renderRow={renderRow}
          label={name}
          estimatedHeight={ROW_HEIGHT_PX}
          className="mt-1"
        />
      )}
    </section>
  )
}
