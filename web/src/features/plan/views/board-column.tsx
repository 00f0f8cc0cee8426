import { useCallback, useId, useMemo, useRef, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { cx } from '../../../ui/classes.ts'
import { type RowPlace, VirtualList, type VirtualListHandle } from '../../../ui/virtual-list.tsx'
import { usePlanText } from '../plan-text.ts'
import { type Status, STATUSES } from './board-view.tsx'
import { useDropTarget } from '../drag.ts'
import type { ListTask } from './queries.ts'
import { TaskCard } from './task-card.tsx'

/** Of what is done, the latest are enough to see how the work goes. */
const RECENT = 30
const CARD_HEIGHT = 92

const DOTS: Record<Status, string> = {
  todo: 'ring-control ring-[1.5px] ring-inset',
  in_progress:
    'bg-[linear-gradient(to_top,var(--gold-fill)_50%,transparent_50%)] ring-gold-fill ring-[1.5px] ring-inset',
  review: 'bg-gold-fill',
  completed: 'bg-success',
}

type BoardColumnProps = {
  status: Status
  tasks: readonly ListTask[]
  onMove: (id: string, status: Status) => void
  listRef: (handle: VirtualListHandle | null) => void
}

const keyOf = ({ id }: ListTask): string => id

export function BoardColumn({ status, tasks, onMove, listRef }: BoardColumnProps) {
  const t = usePlanText()
  const titleId = useId()
  const column = useRef<HTMLElement>(null)
  const [isOver, setIsOver] = useState(false)
  const [isWhole, setIsWhole] = useState(false)
  const isCut = status === 'completed' && !isWhole && tasks.length > RECENT
  const shown = useMemo(() => (isCut ? tasks.slice(0, RECENT) : tasks), [isCut, tasks])
  useDropTarget(column, { over: (_key, at) => setIsOver(at !== null), drop: (id) => onMove(id, status) })

  const choices = useMemo(
    () => STATUSES.map((id) => ({ id, name: t(`status.${id}`), isCurrent: id === status })),
    [t, status],
  )
  const renderCard = useCallback(
    (task: ListTask, { isActive }: RowPlace) => (
      <TaskCard
        task={task}
        isActive={isActive}
        choices={choices}
        onMove={({ id }, choice) => {
          const target = STATUSES.find((candidate) => candidate === choice)
          if (target) onMove(id, target)
        }}
      />
    ),
    [choices, onMove],
  )

  return (
    <section
      ref={column}
      aria-labelledby={titleId}
      data-status={status}
      data-over={isOver || undefined}
      className={cx(
        'bg-sunken min-h-48 w-[calc(100vw-3.5rem)] max-w-80 shrink-0 snap-start rounded-lg p-2 transition-colors duration-100 lg:w-auto lg:max-w-none',
        isOver && 'bg-gold-soft ring-gold ring-1 ring-inset',
      )}
    >
      <h2 id={titleId} className="flex h-9 items-center gap-2 px-2 text-sm font-semibold">
        <span aria-hidden className={cx('size-2.5 rounded-full', DOTS[status])} />
        {t(`status.${status}`)}
        <span className="text-faint font-normal tabular-nums">
          <span aria-hidden>{tasks.length}</span>
          <span className="sr-only">{t('count', { count: tasks.length })}</span>
        </span>
      </h2>
      {shown.length > 0 ? (
        <VirtualList
          ref={listRef}
          items={shown}
          keyOf={keyOf}
          renderRow={renderCard}
          label={t(`status.${status}`)}
          estimatedHeight={CARD_HEIGHT}
        />
      ) : (
        <p className="text-faint px-2 py-3 text-sm">{t('emptyColumn')}</p>
      )}
      {isCut && (
        <Button variant="quiet" size="sm" onClick={() => setIsWhole(true)}>
          {t('showAllDone', { count: tasks.length })}
        </Button>
      )}
    </section>
  )
}
